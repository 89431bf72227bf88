package tokens_test

import (
	"slices"
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
		{"제33권 제1호, 86-87쪽", "제|33|권|제|1|호|86|87|쪽"},
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

// Apostrophes are quotation marks where they stand in pairs around words.
func TestScan_singleQuotes(t *testing.T) {
	for _, c := range []struct {
		text string
		want []int // tokens in quotes
	}{
		{"Ferrari, 'Espressione orale', CCC 6", []int{1, 2}},
		{"鄧, '東莞', 報, '園'.", []int{1, 2}},
		{"나은영, ‘이동전화 채택’, 한국", []int{1, 2}},
		{"Usual'no the dogs' tail l'arte", nil},
		{"in '98, it was '99", nil},
		{"'It don't matter', Soul 2", []int{0, 1, 2, 3}},
	} {
		var l tokens.Line
		l.Scan(c.text)
		var got []int
		for i, k := range l.Tokens {
			if k.Inside&tokens.InQuotes != 0 {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: tokens %v are in quotes, want %v", c.text, got, c.want)
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
