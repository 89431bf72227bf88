package tokens_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"bibgraph/loaders/refs/tokens"
)

func TestScan(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Власть. 2009. № 9. С. 157-159.", "Власть|2009|9|С|157|159"},
		{"Optics56(8), B85, 2nd ed., 12a", "Optics|56|8|B|85|2nd|ed|12a"},
		{"doi:10.1016/j.x.2010.02, see https://ex.org/a(b)?c=1.", "doi|10.1016/j.x.2010.02|see|https://ex.org/a(b)?c=1"},
		{"10.1103/PhysRevD.7.URL http://x.org/", "10.1103/PhysRevD.7|URL|http://x.org/"},
		{"王建国. 草原[J]", "王|建|国|草|原|J"},
		{"<italic>Water</italic> <3", "Water|3"},
		{"山田太郎「モンゴル」", "山|田|太|郎|モ|ン|ゴ|ル"},
		{"", ""},
		{"…", ""},
	} {
		var l tokens.Line
		l.Scan(c.text)
		var got []string
		for _, k := range l.Tokens {
			got = append(got, c.text[k.Start:k.End])
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q is cut into %q, want %q", c.text, strings.Join(got, "|"), c.want)
		}
	}
}

func TestScan_shapesAndMarks(t *testing.T) {
	var l tokens.Line
	l.Scan("Ivanov I. XIV «McKay» // 2009, (vol. 3rd")
	for i, want := range []struct {
		shape  tokens.Shape
		mark   tokens.Mark
		inside tokens.Inside
	}{
		{tokens.Capital, tokens.Begin, 0},
		{tokens.Initial, tokens.Blank, 0},
		{tokens.Roman, tokens.Stop, 0},
		{tokens.CamelCase, tokens.OpenQuote, tokens.InQuotes},
		{tokens.Year, tokens.Strokes, 0},
		{tokens.Lower, tokens.Open, tokens.InRound},
		{tokens.Ordinal, tokens.Stop, tokens.InRound},
	} {
		k := l.Tokens[i]
		if k.Shape != want.shape || k.Mark != want.mark || k.Inside != want.inside {
			t.Errorf("token %d: shape %d mark %d inside %d, want %v", i, k.Shape, k.Mark, k.Inside, want)
		}
	}
}

func TestHash(t *testing.T) {
	var l tokens.Line
	l.Scan("Ёлка elsevier")
	if l.Tokens[0].Word != tokens.Hash("елка") || l.Tokens[1].Suffix[3] != tokens.HashSuffix("VIER") {
		t.Error("hashes of words are not those of tokens")
	}
}

func FuzzScan(f *testing.F) {
	f.Add("Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159. URL: http://a.b/c (дата обращения: 1.2.2019)")
	f.Add("<i>x</i> 10.1/ 10.1000/x, \x00\xff王「」")
	f.Fuzz(func(t *testing.T, text string) {
		var l tokens.Line
		l.Scan(text)
		at := 0
		for _, k := range l.Tokens {
			if k.Start < at || k.End <= k.Start || k.End > len(text) {
				t.Fatalf("token %d to %d after %d", k.Start, k.End, at)
			}
			if k.Runes != utf8.RuneCountInString(text[:k.Start]) || k.Length != utf8.RuneCountInString(text[k.Start:k.End]) {
				t.Fatalf("runes %d and %d of token %q", k.Runes, k.Length, text[k.Start:k.End])
			}
			at = k.End
		}
	})
}
