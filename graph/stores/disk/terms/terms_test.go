package terms_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"
	"pgregory.net/rapid"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/terms"
)

// model is what a file should hold: the texts of each class by number.
type model [graph.ClassTyped + 1][]string

func hash(class graph.Class, text string) uint64 {
	return xxhash.Sum64String(string(rune(class)) + text)
}

func (m *model) add(t require, w *terms.Writer, class graph.Class, text string) {
	if err := w.Add(class, []byte(text), hash(class, text)); err != nil {
		t.Fatal(err)
	}
	m[class] = append(m[class], text)
}

type require interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// check holds a file to say what the model does, from both sides.
func (m *model) check(t require, f *terms.File) {
	for class := graph.ClassIRI; class <= graph.ClassTyped; class++ {
		if n := f.Len(class); n != uint64(len(m[class])) {
			t.Fatalf("class %d has %d terms, want %d", class, n, len(m[class]))
		}
		for n, want := range m[class] {
			got, err := f.Text(class, uint64(n))
			if err != nil || got != want {
				t.Fatalf("term %d of class %d is %q, %v; want %q", n, class, got, err, want)
			}
			found := false
			for c, number := range f.Find(hash(class, want)) {
				if number >= f.Len(c) {
					t.Fatalf("found term %d of class %d, which has %d", number, c, f.Len(c))
				}
				found = found || c == class && number == uint64(n)
			}
			if !found {
				t.Fatalf("term %d of class %d is not found", n, class)
			}
		}
	}
}

func build(t require, fill func(*terms.Writer)) []byte {
	var b bytes.Buffer
	w := terms.NewWriter(&b)
	fill(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t require, data []byte) *terms.File {
	f, err := terms.New("test", data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestFile writes files one upon the other and reads all terms back.
func TestFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all model
		f := &terms.File{}
		for range rapid.IntRange(1, 4).Draw(t, "files") {
			f = open(t, build(t, func(w *terms.Writer) {
				if err := w.AddFile(f, hash); err != nil {
					t.Fatal(err)
				}
				for i := range rapid.IntRange(0, 600).Draw(t, "terms") {
					class := graph.Class(1 + i%7%5)
					text := fmt.Sprintf("%d %d", class, len(all[class])) // each once in a class
					if i%10 == 0 {
						text += rapid.String().Draw(t, "text")
					}
					all.add(t, w, class, text)
				}
			}))
			all.check(t, f)
		}
	})
}

// TestFile_empty asks an empty file and none.
func TestFile_empty(t *testing.T) {
	for _, f := range []*terms.File{{}, open(t, build(t, func(*terms.Writer) {}))} {
		if !f.Empty() || f.Len(graph.ClassIRI) != 0 || f.Len(graph.ClassYear) != 0 {
			t.Error("there are terms")
		}
		for range f.Find(7) {
			t.Error("a term is found")
		}
	}
}

// TestFile_long has texts of no bytes and of many.
func TestFile_long(t *testing.T) {
	var all model
	data := build(t, func(w *terms.Writer) {
		for _, text := range []string{"", strings.Repeat("a", 1<<20), "b"} {
			all.add(t, w, graph.ClassString, text)
		}
	})
	all.check(t, open(t, data))
}

// TestFind_few guards that few terms are looked at in vain.
func TestFind_few(t *testing.T) {
	const n = 20_000
	f := open(t, build(t, func(w *terms.Writer) {
		for i := range n {
			text := strconv.Itoa(i)
			if err := w.Add(graph.ClassIRI, []byte(text), hash(graph.ClassIRI, text)); err != nil {
				t.Fatal(err)
			}
		}
	}))
	vain := 0
	for i := range n {
		for range f.Find(hash(graph.ClassIRI, strconv.Itoa(-1-i))) {
			vain++
		}
	}
	if vain > n/20 {
		t.Errorf("%d terms are found where there are none, want about %d", vain, n*8/256)
	}
}

// TestNew_damaged changes each byte of a file: it is either refused, or what was
// changed cannot be read, or nothing was.
func TestNew_damaged(t *testing.T) {
	var all model
	whole := build(t, func(w *terms.Writer) {
		for i := range 300 {
			all.add(t, w, graph.ClassLang, fmt.Sprintf("text %d", i))
		}
	})
	for at := range whole {
		data := slices.Clone(whole)
		data[at] ^= 0x10
		f, err := terms.New("test", data)
		if err != nil {
			if !errors.Is(err, graph.ErrCorrupt) {
				t.Fatalf("byte %d: %v", at, err)
			}
			continue
		}
		lost := false
		for n, want := range all[graph.ClassLang] {
			text, err := f.Text(graph.ClassLang, uint64(n))
			if lost = lost || errors.Is(err, graph.ErrCorrupt); err == nil && text != want {
				t.Fatalf("byte %d: term %d is %q", at, n, text)
			}
		}
		if !lost {
			t.Fatalf("byte %d was changed and nobody noticed", at)
		}
	}
	for n := range whole {
		if _, err := terms.New("test", whole[:n]); !errors.Is(err, graph.ErrCorrupt) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
}

func FuzzNew(f *testing.F) {
	f.Add([]byte{})
	f.Add(build(f, func(*terms.Writer) {}))
	f.Add(build(f, func(w *terms.Writer) {
		for i := range 200 {
			if err := w.Add(graph.ClassIRI, []byte(fmt.Sprint("http://example.org/", i)), uint64(i)<<57); err != nil {
				f.Fatal(err)
			}
		}
	}))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := terms.New("test", data)
		if err != nil {
			return
		}
		for class := graph.ClassIRI; class <= graph.ClassTyped; class++ {
			for n := range min(file.Len(class), 1000) {
				if _, err := file.Text(class, n); err != nil && !errors.Is(err, graph.ErrCorrupt) {
					t.Error(err)
				}
			}
		}
		for class, number := range file.Find(uint64(len(data)) << 56) {
			if number >= file.Len(class) {
				t.Errorf("found term %d of class %d, which has %d", number, class, file.Len(class))
			}
		}
	})
}
