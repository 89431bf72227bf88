package bibtex_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"bibgraph/loaders/bibtex"
	"bibgraph/loaders/record"
)

func titled(title string) record.Reference {
	return record.Reference{Raw: title, Confidence: 1, Work: &record.Work{
		Type: record.Book, Titles: []record.Title{{Text: record.Text{Value: title}}},
	}}
}

func TestEntry_escapes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ title, want string }{
		{"R&D, 100 % of $5 #1_a", `R\&D, 100 \% of \$5 \#1\_a`},
		{`a{b`, `a{\textbraceleft}b`},
		{`}{`, `{\textbraceright}{\textbraceleft}`},
		{`\alpha~x^2`, `{\textbackslash}alpha{\textasciitilde}x{\textasciicircum}2`},
		{`“третий сосед” "x" @y`, `“третий сосед” "x" @y`},
		{"two\r\n\tlines", "two lines"},
		{"NUL \x00 and \xff", "NUL \uFFFD and \uFFFD"},
	} {
		got := string(bibtex.Entry("k", titled(c.title)))
		if want := "@book{k,\n  title = {{" + c.want + "}}\n}\n"; got != want {
			t.Errorf("%q\n%s, want\n%s", c.title, got, want)
		}
	}
}

func TestEntry_names(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		agent record.Agent
		want  string
	}{
		{record.Agent{Family: "Базаров", Given: "В. Б."}, "Базаров, В. Б."},
		{record.Agent{Family: "van der Berg", Given: "J."}, "van der Berg, J."},
		{record.Agent{Family: "Smith, Jr.", Given: "J."}, "{Smith, Jr.}, J."},
		{record.Agent{Literal: "Trade and Development Board"}, "{Trade and Development Board}"},
		{record.Agent{Literal: "R&D"}, `{R\&D}`},
		{record.Agent{Family: "Дашням"}, "{Дашням}"},
	} {
		ref := record.Reference{Confidence: 1, Work: &record.Work{Contributions: []record.Contribution{{Role: record.Author, Agent: c.agent}}}}
		if got := string(bibtex.Entry("k", ref)); got != "@misc{k,\n  author = {"+c.want+"}\n}\n" {
			t.Errorf("%+v: %s, want author %s", c.agent, got, c.want)
		}
	}
}

// biblatex takes publishers and places for lists.
func TestEntry_publishers(t *testing.T) {
	t.Parallel()
	ref := record.Reference{Confidence: 1, Work: &record.Work{
		Type: record.Book, Place: "Berkeley and Los Angeles", Publishers: []record.Organization{{Name: "Флинта"}, {Name: "Наука"}},
	}}
	want := "@book{k,\n  publisher = {Флинта; Наука},\n  address = {{Berkeley and Los Angeles}}\n}\n"
	if got := string(bibtex.Entry("k", ref)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestEntry_words(t *testing.T) {
	t.Parallel()
	unread := record.Reference{Raw: "// { 5 %"}
	if got, want := string(bibtex.Entry("k", unread)), "@misc{k,\n  note = {// {\\textbraceleft} 5 \\%}\n}\n"; got != want {
		t.Errorf("unread: %s, want %s", got, want)
	}
	unsure := titled("Степь")
	unsure.Raw, unsure.Confidence = "Степь и ещё слова", 0.2
	if got := string(bibtex.Entry("k", unsure)); !strings.Contains(got, "annote = {Степь и ещё слова}") {
		t.Errorf("the words of an unsure reading are lost: %s", got)
	}
}

// Whatever stands in a reference, the braces of its entry are in balance, even as
// BibTeX counts them: with those behind a backslash.
func TestEntry_balance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.OneOf(rapid.StringMatching(`[{}\\%&a ,]*`), rapid.String()).Draw(rt, "words")
		ref := titled(words)
		ref.Work.URL, ref.Work.Volume = words, words
		ref.Work.Contributions = []record.Contribution{{Role: record.Author, Agent: record.Agent{Family: words, Given: words}}}
		ref.Confidence = 0
		text := string(bibtex.Entry("k", ref))
		depth := 0
		for i, r := range text {
			switch r {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth == 0 && i > 4 && strings.TrimSpace(text[i+1:]) != "" {
				rt.Fatalf("the entry ends early: %s", text)
			}
		}
		if depth != 0 || !utf8.ValidString(text) {
			rt.Fatalf("depth %d in the end: %q", depth, text)
		}
	})
}
