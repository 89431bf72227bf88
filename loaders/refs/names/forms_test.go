package names_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bibgraph/loaders/refs/names"
)

// pieces are what names are made of, plain and less so.
var pieces = []string{
	"Ivanov", "Иванов", "O’Neil", "Smith-Jones", "Saint‐Exupéry", "Mc", "MacDonald", "Mac", "van", "de", "d'", "ван", "B", "Li", "JR",
	"I.", "Ю.", "Yu.", "IA.", "J-P.", "A-Abc.", "I", " ", " ", " ", "\t", "\u00a0", ",", ", ", ".", "-", "‐", "2009", "и", "山田太郎", ":", "é", "e\u0301", "ʹ",
}

// What is told without the expression of a form is what the expression tells.
func TestForms_asTheirExpressions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 9).Draw(t, "pieces"), "")
		for _, f := range names.Forms() {
			n, family, given := f.Match(text)
			want, wantFamily, wantGiven := 0, "", ""
			if m := f.Expression.FindStringSubmatch(text); m != nil {
				want, wantFamily = len(m[0]), m[f.Expression.SubexpIndex("f")]
				if g := f.Expression.SubexpIndex("g"); g >= 0 {
					wantGiven = m[g]
				}
			}
			if n != want || family != wantFamily || given != wantGiven {
				t.Fatalf("%s of %q: %d %q %q, its expression has %d %q %q", f.Name, text, n, family, given, want, wantFamily, wantGiven)
			}
		}
	})
}
