package learn

import (
	_ "embed"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
)

//go:embed styles.txt
var stylesText string

// style is a way to print references: pieces of text and fields, some of which
// are left out where a field is not there.
type style struct {
	script string
	parts  []part
	needs  []record.Field
}

// otherNames are fields of styles that are labelled by another name: a whole
// day, a book or proceedings that a work stands in, the sort of a thesis.
var otherNames = map[record.Field]record.Field{"day": record.FieldDate, "book": record.FieldContainer, "degree": record.FieldGenre}

type part struct {
	text     string
	field    record.Field
	again    bool // the field was labelled before: these are just words
	optional int  // number of the bracket that the part stands in, 0 for none
}

func readStyles(text string) []style {
	var all []style
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		script, form, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		s := style{script: script}
		bracket, open := 0, false
		for form != "" {
			i := strings.IndexAny(form, `{[]\`)
			if i < 0 {
				i = len(form)
			}
			now := 0
			if open {
				now = bracket
			}
			switch {
			case form[0] == '\\': // the next sign is printed
				s.parts = append(s.parts, part{text: form[1:2], optional: now})
				form = form[2:]
			case i > 0:
				s.parts = append(s.parts, part{text: form[:i], optional: now})
				form = form[i:]
			case form[0] == '{':
				name, rest, _ := strings.Cut(form[1:], "}")
				bare, again := strings.CutPrefix(name, "~")
				s.parts = append(s.parts, part{field: record.Field(bare), again: again, optional: now})
				if !open {
					s.needs = append(s.needs, record.Field(bare))
				}
				form = rest
			case form[0] == '[' && strings.Contains(form, "]") && strings.Contains(form[:strings.Index(form, "]")], "{"):
				bracket++
				open, form = true, form[1:]
			case form[0] == ']' && open:
				open, form = false, form[1:]
			default: // a bracket that is printed
				s.parts = append(s.parts, part{text: form[:1], optional: now})
				form = form[1:]
			}
		}
		all = append(all, s)
	}
	return all
}

// render prints the fields of a reference in a style.
func (s style) render(fields map[record.Field]string) (string, []record.Span) {
	missing := map[int]bool{}
	for _, p := range s.parts {
		if p.field != "" && fields[p.field] == "" {
			missing[p.optional] = true
		}
	}
	var text []rune
	var spans []record.Span
	for _, p := range s.parts {
		if p.optional > 0 && missing[p.optional] {
			continue
		}
		start := len(text)
		if p.field == "" {
			text = append(text, []rune(p.text)...)
			if start > 0 && text[start-1] == '.' && start < len(text) && text[start] == '.' {
				text = slices.Delete(text, start, start+1) // an initial ends with a stop
			}
			continue
		}
		text = append(text, []rune(fields[p.field])...)
		if !p.again {
			field := p.field
			if other, ok := otherNames[field]; ok {
				field = other
			}
			spans = append(spans, record.Span{Start: start, End: len(text), Field: field})
		}
	}
	return string(text), spans
}

// scriptOf tells in what most letters of a text are written.
func scriptOf(text string) string {
	var latin, cyrillic, han, hangul int
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Hangul, r):
			hangul += 2
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Han, r), unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r):
			han += 2
		case unicode.IsLetter(r):
			latin++
		}
	}
	switch {
	case hangul > 0 && hangul >= latin && hangul >= han:
		return "hangul"
	case cyrillic >= latin && cyrillic >= han:
		return "cyrillic"
	case han >= latin:
		return "han"
	default:
		return "latin"
	}
}

// styled is the source of references that were printed in another style.
const styled = "synth-style"

// restyle prints a reference in another style, with fields of others where it
// has none itself.
func restyle(r Reference, g *rand.Rand, styles []style, pool map[string]map[record.Field][]string) (Reference, bool) {
	script := scriptOf(r.Text)
	fields := map[record.Field]string{}
	runes := []rune(r.Text)
	for _, s := range r.Spans {
		words := strings.Trim(string(runes[s.Start:s.End]), " ,;:.")
		if fields[s.Field] != "" || words == "" || s.End-s.Start > 250 {
			continue
		}
		if s.Field == record.FieldAuthor && s.End < len(runes) && runes[s.End] == '.' {
			words += "."
		}
		fields[s.Field] = words
	}
	if fields[record.FieldTitle] == "" {
		return r, false
	}
	order := g.Perm(len(styles))
	for _, i := range order {
		s := styles[i]
		if s.script != script {
			continue
		}
		lent, ok := map[record.Field]string{}, true
		maps.Copy(lent, fields)
		borrowed := 0
		for _, f := range s.needs {
			if lent[f] != "" {
				continue
			}
			others := pool[script][f]
			if f == record.FieldTitle || len(others) == 0 || borrowed == 4 {
				ok = false
				break
			}
			lent[f] = others[g.IntN(len(others))]
			borrowed++
		}
		if !ok {
			continue
		}
		text, spans := s.render(lent)
		return Reference{ID: r.ID, Text: text, Spans: spans, Source: styled, Lang: r.Lang, Scored: r.Scored}, true
	}
	return r, false
}

// restyled prints a share of the references in other styles.
func restyled(refs []Reference, share map[string]float64) []Reference {
	styles := readStyles(stylesText)
	pool := map[string]map[record.Field][]string{}
	for _, r := range refs {
		script := scriptOf(r.Text)
		if pool[script] == nil {
			pool[script] = map[record.Field][]string{}
		}
		for _, s := range r.Spans {
			n := s.End - s.Start
			words := strings.Trim(string([]rune(r.Text)[s.Start:s.End]), " ,;:.")
			if words == "" || n > 80 || numeric[s.Field] && strings.IndexFunc(words, unicode.IsDigit) != 0 {
				continue
			}
			pool[script][s.Field] = append(pool[script][s.Field], words)
		}
	}
	g := rand.New(rand.NewPCG(9, 10))
	var more []Reference
	for _, r := range refs {
		for n := share[scriptOf(r.Text)]; n > 0; n-- {
			if n >= 1 || g.Float64() < n {
				if v, ok := restyle(r, g, styles, pool); ok {
					more = append(more, v)
				}
			}
		}
	}
	return more
}

// numeric fields are lent only if they begin with a digit.
var numeric = map[record.Field]bool{
	record.FieldVolume: true, record.FieldIssue: true, record.FieldPage: true, record.FieldPageCount: true, record.FieldDate: true,
}
