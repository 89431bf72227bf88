package nquads_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
)

// said is what a reading gives: quads and errors in their order.
func said(seq func(func([]quad.Quad, error) bool)) []string {
	var all []string
	for batch, err := range seq {
		if err != nil {
			all = append(all, "error "+err.Error())
		}
		for _, q := range batch {
			all = append(all, q.String())
		}
	}
	return all
}

func oneByOne(text string, o nquads.Options) []string {
	return said(func(yield func([]quad.Quad, error) bool) {
		for q, err := range nquads.NewReader(strings.NewReader(text), o).Quads() {
			batch := []quad.Quad{q}
			if err != nil {
				batch = nil
			}
			if !yield(batch, err) {
				return
			}
		}
	})
}

// Of any text the parallel reader says what the plain one says.
func TestParallel_agreesWithReader(t *testing.T) {
	lines := []string{
		"<http://a> <http://p> \"text\" .", "_:b <http://p> _:c <http://g> .", "", "# remark", "no quad", "\uFEFF<http://a> <http://p> <http://o> .",
		"<http://a> <http://p> \"" + strings.Repeat("long ", 20_000) + "\" .", "</relative> <p> word .",
	}
	ends := []string{"\n", "\r\n", "\r"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for _, line := range rapid.SliceOfN(rapid.SampledFrom(lines), 0, 40).Draw(t, "lines") {
			b.WriteString(line + rapid.SampledFrom(ends).Draw(t, "end"))
		}
		text := b.String() + rapid.SampledFrom(lines).Draw(t, "last")
		o := nquads.Options{Name: "file.nq", Lax: rapid.Bool().Draw(t, "lax")}
		want := strings.Join(oneByOne(text, o), "\n")
		got := strings.Join(said(nquads.Parallel(strings.NewReader(text), o, rapid.IntRange(0, 3).Draw(t, "workers"))), "\n")
		if got != want {
			t.Fatalf("Parallel says %.2000s, Reader %.2000s", got, want)
		}
	})
}

func TestParallel_longLine(t *testing.T) {
	text := "<http://a> <http://p> \"" + strings.Repeat("x", nquads.MaxLine) + "\" .\n<http://a> <http://p> <http://o> .\n?"
	got := said(nquads.Parallel(strings.NewReader(text), nquads.Options{}, 2))
	if len(got) != 3 || got[0] != "error 1:1: line is longer than 64 MiB" || got[1] != "<http://a> <http://p> <http://o> ." || !strings.HasPrefix(got[2], "error 3:1: ") {
		t.Errorf("got %.300q", got)
	}
}

func TestParallel_brokenStream(t *testing.T) {
	broken := errors.New("the disk fell off")
	r := iotest.ErrReader(broken)
	got := said(nquads.Parallel(r, nquads.Options{Name: "file.nq"}, 2))
	if len(got) != 1 || got[0] != "error file.nq: the disk fell off" {
		t.Errorf("got %q", got)
	}
}

// Whoever stops early leaves no goroutine behind that still reads.
func TestParallel_left(t *testing.T) {
	line := "<http://a> <http://p> <http://o> .\n"
	r := &counting{r: strings.NewReader(strings.Repeat(line, 1_000_000))}
	for _, err := range nquads.Parallel(r, nquads.Options{}, 2) {
		if err != nil {
			t.Error(err)
		}
		break
	}
	goleak.VerifyNone(t)
	if r.n > 10<<20 {
		t.Errorf("read %d bytes ahead", r.n)
	}
}

type counting struct {
	r *strings.Reader
	n int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

// generated is n quads as text: articles with titles, authors and citations.
func generated(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		switch i % 3 {
		case 0:
			fmt.Fprintf(&b, "<https://example.org/work/%d> <http://purl.org/dc/terms/title> \"The title of the work numbered %d\"@en <https://example.org/graph> .\n", i/3, i)
		case 1:
			fmt.Fprintf(&b, "<https://example.org/work/%d> <http://purl.org/dc/terms/creator> <https://example.org/person/%d> <https://example.org/graph> .\n", i/3, i%1999)
		default:
			fmt.Fprintf(&b, "<https://example.org/work/%d> <http://purl.org/spar/cito/cites> <https://example.org/work/%d> <https://example.org/graph> .\n", i/3, i*7919%n)
		}
	}
	return b.Bytes()
}

// benchmarked is $NQUADS if that names a file, else generated quads.
func benchmarked(b *testing.B) []byte {
	b.Helper()
	name := os.Getenv("NQUADS")
	if name == "" {
		return generated(100_000)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	return text
}

func BenchmarkParallel(b *testing.B) {
	text := benchmarked(b)
	for _, workers := range []int{1, 2} {
		b.Run(strconv.Itoa(workers), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				for batch, err := range nquads.Parallel(bytes.NewReader(text), nquads.Options{Lax: true}, workers) {
					if err != nil {
						b.Fatal(err)
					}
					n += len(batch)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "quads/s")
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	quads, err := read(benchmarked(b), nquads.Options{Lax: true})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := nquads.Write(discard{}, each(quads)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(quads))/b.Elapsed().Seconds(), "quads/s")
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
