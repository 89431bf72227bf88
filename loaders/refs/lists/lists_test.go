package lists_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"bibgraph/loaders/refs/lists"
)

var update = flag.Bool("update", false, "write the golden files anew")

const wanted = " wants"

// told writes lists for people: a heading a line, then the entries with their
// number and lines.
func told(all []lists.List) string {
	var b strings.Builder
	for i, l := range all {
		if i > 0 {
			b.WriteString("\n")
		}
		for _, h := range l.Headings {
			fmt.Fprintf(&b, "= %s\n", h)
		}
		for _, e := range l.Entries {
			fmt.Fprintf(&b, "%d [%d-%d] %s\n", e.Number, e.First, e.Last, e.Text)
		}
	}
	return b.String()
}

// golden holds what is told of each text of an archive to the file behind it.
func golden(t *testing.T, path string, tell func([]lists.List) string) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, written := map[string]string{}, &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, wanted) {
			continue
		}
		got := tell(lists.Split(lists.Lines(string(f.Data))))
		written.Files = append(written.Files, f, txtar.File{Name: f.Name + wanted, Data: []byte(got)})
		if diff := cmp.Diff(want[f.Name+wanted], got); diff != "" && !*update {
			t.Errorf("%s: %s (-want +got); run with -update if it should:\n%s", path, f.Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(written), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSplit_golden(t *testing.T) {
	for _, path := range []string{"testdata/numbered.txtar", "testdata/plain.txtar"} {
		golden(t, path, told)
	}
}

func TestUnnumbered(t *testing.T) {
	for _, c := range []struct{ texts, want []string }{
		{[]string{"1. Doe J. One. 1999.", "2. Roe R. Two. 2000."}, []string{"Doe J. One. 1999.", "Roe R. Two. 2000."}},
		{[]string{"[1] Doe J. One. 1999.", "Poe P. Half. 1999.", "[2] Roe R. Two. 2000."}, []string{"Doe J. One. 1999.", "Poe P. Half. 1999.", "Roe R. Two. 2000."}},
		{[]string{"12 angry men. New York, 1957.", "39 steps. London, 1915."}, []string{"12 angry men. New York, 1957.", "39 steps. London, 1915."}},
		{[]string{"1999. The Year. London.", "2000. The Film. London."}, []string{"1999. The Year. London.", "2000. The Film. London."}},
		{[]string{"1. Doe J. One. 1999."}, []string{"Doe J. One. 1999."}},
		{nil, nil},
	} {
		if diff := cmp.Diff(c.want, lists.Unnumbered(c.texts)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.texts, diff)
		}
	}
}

// sources are entries with what misleads: numbers where lines may be wrapped,
// initials, places, addresses.
var sources = []string{
	"Базаров В.Б. Монголо-японские дипломатические отношения // Власть. 2009. № 9. С. 157-159.",
	"Родионов В.А. Россия и Монголия: новая модель отношений // Гуманитарный вектор. Т. 5. № 2. С. 3-7.",
	"Баатар Ц. Гадаад бодлогын зарим асуудал // Олон улс судлал. 2009. № 2. 15-28 тал.",
	"Campi A. Mongolia and South Korea // The Eurasian Monitor. March 31, 2014. Vol. 11. Issue 60.",
	"Kim, A. (2004). The steppe in 3. Ed. by R. Roe. Oxford: Blackwell, 2. ed.",
	"van der Berg, J. The 4. Estate. Leiden: Brill, 1999. 312 p.",
	"Stratfor. Japan. URL: https://worldview.example/article/5 (дата обращения: 15.08.2019).",
	"Smith J. Steppe. Sci. Rep. 2019; 9: 3. https://doi.org/10.1038/s41598-019-40463-3",
	"Закон о недрах. Ст. 1. П. 2. Подп. 3. Абз. 4. Улан-Батор, 2006.",
}

// wrapped breaks words into lines of at most so many letters, where that goes.
func wrapped(words string, width int) []lists.Line {
	var lines []lists.Line
	line := ""
	for w := range strings.FieldsSeq(words) {
		if line != "" && len([]rune(line+" "+w)) > width {
			lines = append(lines, lists.Line{Text: line})
			line = ""
		}
		line = strings.TrimSpace(line + " " + w)
	}
	return append(lines, lists.Line{Text: line})
}

// A numbered list comes back as it was, however it is wrapped.
func TestSplit_wrapped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.SliceOfN(rapid.SampledFrom(sources), 1, 30).Draw(t, "entries")
		style := rapid.SampledFrom([]string{"%d. ", "%d) ", "[%d] ", "(%d) ", "%d\t"}).Draw(t, "style")
		width := rapid.IntRange(25, 120).Draw(t, "width")
		apart := rapid.Bool().Draw(t, "blank lines")
		var lines []lists.Line
		for i, e := range entries {
			wrapped := wrapped(e, width)
			wrapped[0].Text = fmt.Sprintf(style, i+1) + wrapped[0].Text
			lines = append(lines, wrapped...)
			if apart {
				lines = append(lines, lists.Line{})
			}
		}
		got := lists.Split(lines)
		if len(got) != 1 {
			t.Fatalf("%d lists: %s", len(got), told(got))
		}
		var texts []string
		for i, e := range got[0].Entries {
			if texts = append(texts, e.Text); e.Number != i+1 {
				t.Errorf("entry %d has number %d", i+1, e.Number)
			}
		}
		if diff := cmp.Diff(entries, texts); diff != "" {
			t.Errorf("width %d (-want +got):\n%s", width, diff)
		}
	})
}

// lettersOf gives the letters of a text in the order of the alphabet, so that
// headings count wherever they stand.
func lettersOf(texts ...string) string {
	var letters []rune
	for _, text := range texts {
		for _, r := range text {
			if unicode.IsLetter(r) {
				letters = append(letters, r)
			}
		}
	}
	slices.Sort(letters)
	return string(letters)
}

func FuzzSplit(f *testing.F) {
	for _, path := range []string{"testdata/numbered.txtar", "testdata/plain.txtar"} {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(string(file.Data))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		var out []string
		first := 0
		for _, l := range lists.Split(lists.Lines(text)) {
			if len(l.Headings)+len(l.Entries) == 0 {
				t.Error("a list of nothing")
			}
			out = append(out, l.Headings...)
			for _, e := range l.Entries {
				if out = append(out, e.Text); strings.TrimSpace(e.Text) != e.Text || e.Text == "" {
					t.Errorf("entry %q", e.Text)
				}
				if e.First < first || e.Last < e.First {
					t.Errorf("lines %d to %d after %d", e.First, e.Last, first)
				}
				first = e.First
			}
		}
		if want, got := lettersOf(text), lettersOf(out...); want != got {
			t.Errorf("the letters %q are now %q", want, got)
		}
	})
}
