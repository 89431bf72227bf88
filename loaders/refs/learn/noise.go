package learn

import (
	"math/rand/v2"
	"unicode"

	"bibgraph/loaders/record"
)

// lookalikes are letters and signs that printers, typists and OCR take for
// each other.
var lookalikes = map[rune][]rune{
	'–': {'-', '—'}, '—': {'-', '–'}, '-': {'–', '—', '‑'},
	'С': {'C'}, 'с': {'c'}, 'о': {'o'}, 'О': {'O'}, 'а': {'a'}, 'е': {'e'}, 'р': {'p'}, 'Т': {'T'}, 'М': {'M'}, 'К': {'K'}, 'Н': {'H'}, 'В': {'B'}, 'х': {'x'},
	'ө': {'o', 'є'}, 'ү': {'v', 'ї', 'y'}, 'ё': {'е'}, 'і': {'i'},
	'l': {'1', 'I'}, 'O': {'0'}, 'm': {'n'}, 'c': {'e'}, 'ü': {'u'}, 'ö': {'o'},
	'，': {','}, '：': {':'}, '。': {'.'}, '（': {'('}, '）': {')'}, '“': {'"'}, '”': {'"'}, '«': {'"'}, '»': {'"'},
	'№': {'N'}, ',': {'.'}, '.': {','},
}

// noise spoils a text as lists are spoilt: wrong letters and dashes, words
// broken at the end of a line, blanks lost and doubled. often is the share of
// the places that are spoilt.
func (r *Reference) noise(g *rand.Rand, often float64) {
	text := []rune(r.Text)
	out, moved := make([]rune, 0, len(text)+16), make([]int, len(text)+1)
	for i, c := range text {
		moved[i] = len(out)
		switch others := lookalikes[c]; {
		case g.Float64() >= often:
			out = append(out, c)
		case others != nil:
			out = append(out, others[g.IntN(len(others))])
		case c == ' ' && i > 0 && g.IntN(3) > 0 && !unicode.IsLetter(text[i-1]): // lost behind a sign
		case c == ' ':
			out = append(out, ' ', ' ')
		case i > 2 && i+2 < len(text) && unicode.IsLower(text[i-1]) && unicode.IsLower(c) && unicode.IsLower(text[i+1]):
			out = append(out, '-', ' ', c)
		default:
			out = append(out, c)
		}
	}
	moved[len(text)] = len(out)
	spans := make([]record.Span, 0, len(r.Spans))
	for _, s := range r.Spans {
		s.Start, s.End = moved[s.Start], moved[s.End]
		if s.Start < s.End {
			spans = append(spans, s)
		}
	}
	r.Text, r.Spans = string(out), spans
}
