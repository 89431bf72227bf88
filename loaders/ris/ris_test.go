package ris_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bibgraph/loaders/record"
	"bibgraph/loaders/ris"
)

func TestEntry(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ref  record.Reference
		want string
	}{
		"a day": {
			record.Reference{Confidence: 1, Work: &record.Work{Type: record.ArticleNewspaper, Published: record.Date{Year: 2019, Month: 4, Day: 5}}},
			"TY  - NEWS|ID  - k|PY  - 2019|DA  - 2019/04/05/|ER  - |",
		},
		"one page": {
			record.Reference{Confidence: 1, Work: &record.Work{Pages: record.Pages{Range: "30", First: "30", Last: "30"}}},
			"TY  - GEN|ID  - k|SP  - 30|ER  - |",
		},
		"people": {
			record.Reference{Confidence: 1, Work: &record.Work{Contributions: []record.Contribution{
				{Role: record.Author, Agent: record.Agent{Family: "Хайек", Given: "Ф. А."}},
				{Role: record.Translator, Agent: record.Agent{Literal: "MGIMO"}},
			}}},
			"TY  - GEN|ID  - k|AU  - Хайек, Ф. А.|A4  - MGIMO|ER  - |",
		},
		"unread":     {record.Reference{Raw: "// —\x00\n\xff"}, "TY  - GEN|ID  - k|N1  - // —\uFFFD \uFFFD|ER  - |"},
		"unsure":     {record.Reference{Raw: "x y", Confidence: 0.1, Work: &record.Work{Volume: "1"}}, "TY  - GEN|ID  - k|VL  - 1|N1  - x y|ER  - |"},
		"fake lines": {record.Reference{Confidence: 1, Work: &record.Work{Volume: "1\r\nER  - \r\nTY  - BOOK"}}, "TY  - GEN|ID  - k|VL  - 1 ER - TY - BOOK|ER  - |"},
	} {
		if got := strings.ReplaceAll(string(ris.Entry("k", c.ref)), "\r\n", "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Whatever stands in a reference, each line is a tag and its value, and the only
// ends are those of the entry.
func TestEntry_lines(t *testing.T) {
	t.Parallel()
	line := regexp.MustCompile(`^[A-Z][A-Z0-9]  - .*$`)
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.String().Draw(rt, "words")
		ref := record.Reference{Raw: words, Work: &record.Work{Volume: words, URL: words}}
		text := string(ris.Entry("k", ref))
		for l := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
			if !line.MatchString(l) {
				rt.Fatalf("line %q of %q", l, text)
			}
		}
		if strings.Count(text, "\r\nER  - \r\n") != 1 {
			rt.Fatalf("ends of %q", text)
		}
	})
}
