package rules

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"bibgraph/data/authorities"
	"bibgraph/loaders/record"
)

// cities is what matches a place of publication that we know, with its state
// or country and with a second place beside it.
var cities = sync.OnceValue(func() *regexp.Regexp {
	city, country := alternatives("city"), alternatives("country")
	one := `(?:` + city + `)(?:,\s?(?:` + country + `|[A-Z]{2}|[A-Z][a-z]+\.)(?:,\s?(?:` + country + `))?)?`
	return regexp.MustCompile(`(?:^|[\s.,;:(«»"”\])/–—])(` + one + `(?:\s?(?:;|–|—|-|/|,|\set|\sand|&)\s?` + one + `){0,3}(?:\s?\[etc\.?\]|\su\.\s?a\.|\set\sal\.|\s\[и\sдр\.\])?)`)
})

// alternatives is a pattern of a kind's forms, longer ones first.
func alternatives(kind string) string {
	var forms []string
	for _, r := range authorities.Table("cities") {
		if r["kind"] == kind {
			for _, f := range r.List("forms") {
				forms = append(forms, regexp.QuoteMeta(f))
			}
		}
	}
	slices.SortFunc(forms, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return strings.Join(forms, "|")
}

const (
	properName = `(?:St\.|\p{Lu}[\p{L}\p{M}’'-]*)`
	house      = `[\p{Lu}«"„“\d\p{Han}][^:;()\[\]]{1,120}`
)

var (
	// Words that only publishers have.
	publisherWords = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:press|presses|verlag|publ(?:\.|ishers?|ishing|ications?)?|books|изд-во|изд-ство|издат\p{L}*|изд\.\s?дом|ид|вид-во|видавництво|springer|wiley|elsevier|routledge|sage|palgrave|academic|editions?|éditions?|editore|editrice|editorial|edizioni|хэвлэлийн\s+газар|хэвлэл|出版社|出版|書房|書店|有斐閣|university|univ\.|universität|университет\p{L}*|hall|mcgraw|наука|мысль|сүлжээ|институт|изд|ltd|inc|gmbh)(?:[^\p{L}]|$)`)
	endsInitial    = regexp.MustCompile(`(?:^|\P{L})\p{Lu}\.\s$`)
	// "Cambridge, Massachusetts:".
	stateBeforeColon = regexp.MustCompile(`^(,\s\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)\s?:`)
	colon            = regexp.MustCompile(`^\s?[:：]\s?`)
	unknownPlace     = regexp.MustCompile(`[.;,)\]?!»”]\s?(?:[–—-]\s)?\(?(` + properName + `(?:[\s-]` + properName + `){0,3}(?:,\s` + properName + `){0,2})\s?:\s?(` + house + `)$`)
	notPlace         = regexp.MustCompile(`^(?:In|Dans|En|Em|В|У|Vol|No|URL|DOI|Т|Вып|Кн|Ч)(?:\s|$)|^(?:В|в)\s(?:кн|сб)`)
	sentenceInside   = regexp.MustCompile(`\p{Ll}{3,}\.\s`)
	placeBeforeEnd   = regexp.MustCompile(`[,.;]\s(` + properName + `(?:[\s-]` + properName + `){0,2})[\s,]*$`)
	lastPiece        = regexp.MustCompile(`(?:^|[.,;(»”]\s?)([^.,;()]+(?:,?\s(?:and|&)\s[^.,;()]+)?)[\s,]*$`)
)

// publishers marks places and publishers.
func publishers(s *sheet) {
	if s.knownPlace() || s.unknownPlace() {
		return
	}
	s.placeless()
}

// knownPlace looks for a city of the table that stands where places of
// publication do: before a colon or before the date.
func (s *sheet) knownPlace() bool {
	all := cities().FindAllStringSubmatchIndex(s.text, -1)
	for _, m := range slices.Backward(all) {
		start, end := m[2], m[3]
		if next := first(s.text[end:]); isWordRune(next) || !s.free(start, end) {
			continue
		}
		if state := stateBeforeColon.FindStringSubmatch(s.text[end:]); state != nil {
			end += len(state[1])
		}
		if c := colon.FindString(s.text[end:]); c != "" {
			name := end + len(c)
			if stop := s.publisherEnd(name); stop > name && plausiblePublisher(s.text[name:stop]) {
				s.mark(record.FieldPlace, labelled, start, start, end, end)
				s.mark(record.FieldPublisher, labelled, end, name, stop, stop)
				return true
			}
		}
		if s.beforeDate(end) && signBefore(s.text[:start]) && !s.initial(start, end) {
			s.mark(record.FieldPlace, likely, start, start, end, end)
			s.publisherBefore(start)
			return true
		}
		// "Berlin, Verlag von E. Ebering, 1902".
		if rest := s.text[end:]; strings.HasPrefix(rest, ", ") && signBefore(s.text[:start]) {
			if stop := s.publisherEnd(end + 2); s.beforeDate(stop) && stop > end+2 && stop-end < 80 && startsLikeName(rest[2:]) {
				s.mark(record.FieldPlace, likely, start, start, end, end)
				s.mark(record.FieldPublisher, likely, end, end+2, stop, stop)
				return true
			}
		}
		// "…, Cambridge." and "Cambridge University Press" at the end.
		if strings.Trim(s.text[end:], " .)") == "" && signBefore(s.text[:start]) && !s.initial(start, end) {
			s.mark(record.FieldPlace, guessed, start, start, end, end)
			s.publisherBefore(start)
			return true
		}
	}
	return false
}

var signEnd = regexp.MustCompile(`[.,;:()\[\]–—»”"’?!-]\s*$`)

// signBefore reports whether a sign parts a place from what is before it.
func signBefore(before string) bool { return signEnd.MatchString(before) }

var beforeInitials = regexp.MustCompile(`\p{Lu}\p{Ll}+,?\s(?:\p{Lu}\.\s?)*$`)

// initial reports whether an abbreviated city is an initial: "Толстой Л., 1904".
func (s *sheet) initial(start, end int) bool {
	return end-start <= len("Л.") && beforeInitials.MatchString(s.text[:start])
}

// publisherEnd gives where a publisher that begins at a place ends at most.
func (s *sheet) publisherEnd(at int) int {
	end := len(s.text)
	if m, ok := s.after(at); ok {
		end = m.from
	}
	for _, stop := range []string{". –", ". —", ". -", " / ", "//", "; ", " (", ")", " ["} {
		if i := strings.Index(s.text[at:end], stop); i >= 0 {
			end = at + i
		}
	}
	return end
}

func startsLikeName(text string) bool {
	text = strings.TrimLeft(text, " «\"„“")
	return text != "" && !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz", first(text))
}

func plausiblePublisher(text string) bool { return len(strings.Fields(text)) <= 14 }

// beforeDate reports whether nothing but signs stand between a place and the
// date, or the sign of a range behind it.
func (s *sheet) beforeDate(at int) bool {
	m, ok := s.after(at)
	return ok && m.field == record.FieldDate && strings.Trim(s.text[at:m.from], outer+"(") == ""
}

var capitalized = regexp.MustCompile(`^(?:\p{Lu}[\p{L}’'-]+(?:\s(?:and|&|und)\s|\s|$))+$`)

// publisherBefore marks "Springer" in "Springer, Berlin, 2010".
func (s *sheet) publisherBefore(at int) {
	m := lastPiece.FindStringSubmatchIndex(s.text[:at])
	if m == nil || m[2] == 0 {
		return
	}
	piece := s.text[m[2]:m[3]]
	if words := len(strings.Fields(piece)); publisherWords.MatchString(piece) && words <= 8 || words <= 3 && capitalized.MatchString(piece) && s.text[m[0]] == '.' {
		s.mark(record.FieldPublisher, likely, m[2], m[2], m[3], m[3])
	}
}

// unknownPlace looks for "Place: Publisher" before the date or at the end of
// a gap, behind the end of a sentence.
func (s *sheet) unknownPlace() bool {
	for _, g := range slices.Backward(s.gaps(0, len(s.text))) {
		text := strings.TrimRight(s.text[g.start:g.end], outer)
		if m := unknownPlace.FindStringSubmatchIndex(text); m != nil && len(strings.Fields(text[m[4]:m[5]])) <= 8 && !sentenceInside.MatchString(text[m[4]:m[5]]) && !notPlace.MatchString(text[m[2]:m[3]]) {
			s.mark(record.FieldPlace, likely, g.start+m[2], g.start+m[2], g.start+m[3], g.start+m[3])
			s.mark(record.FieldPublisher, likely, g.start+m[3], g.start+m[4], g.start+m[5], g.start+m[5])
			return true
		}
	}
	return false
}

// placeless marks a publisher that stands alone before the date or at the
// end, and a place that we do not know before the date of a book.
func (s *sheet) placeless() {
	if s.has(record.FieldVolume, record.FieldIssue, record.FieldPage, record.FieldURL) {
		return
	}
	gaps := s.gaps(0, len(s.text))
	for i, g := range slices.Backward(gaps) {
		text := s.text[g.start:g.end]
		trimmed := strings.TrimRight(text, outer+"(")
		m := lastPiece.FindStringSubmatchIndex(trimmed)
		if m == nil || m[2] == 0 && i == 0 {
			continue
		}
		piece := trimmed[m[2]:m[3]]
		if publisherWords.MatchString(piece) && startsLikeName(piece) && len(strings.Fields(piece)) <= 7 {
			s.mark(record.FieldPublisher, likely, g.start+m[2], g.start+m[2], g.start+m[3], g.start+m[3])
			return
		}
		if p := placeBeforeEnd.FindStringSubmatchIndex(text); p != nil && p[2] > 0 && !endsInitial.MatchString(text[:p[2]]) && !notPlace.MatchString(text[p[2]:p[3]]) && s.beforeDate(g.start+p[3]) && !strings.Contains(s.text, "//") {
			s.mark(record.FieldPlace, guessed, g.start+p[2], g.start+p[2], g.start+p[3], g.start+p[3])
			return
		}
	}
}
