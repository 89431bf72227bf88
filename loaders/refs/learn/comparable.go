package learn

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"bibgraph/loaders/record"
)

// comparable makes the words of a field what a comparison is about: without
// case, signs, and the words that stand beside a value. Dates are compared by
// their years, ranges of pages with their ends written out.
func comparable(f record.Field, parts []string) string {
	s := base(strings.Join(parts, " "))
	switch f {
	case record.FieldDate:
		if y := years(s); y != "" {
			return y
		}
		return strings.Join(words(s), "")
	case record.FieldPage:
		s = withoutNumberWords(letterDigit.ReplaceAllString(s, "$1 $2"))
		s = dashes.ReplaceAllString(s, "-")
		s = ranges.ReplaceAllStringFunc(s, func(r string) string {
			a, b, _ := strings.Cut(r, "-")
			if len(b) < len(a) {
				b = a[:len(a)-len(b)] + b
			}
			return a + "-" + b
		})
		return strings.Trim(strings.Join(wordsAnd(s, '-'), " "), " -")
	case record.FieldVolume, record.FieldIssue:
		s = withoutNumberWords(letterStopDigit.ReplaceAllString(s, "$1. $2"))
		list := wordsAnd(s, '-')
		for i, w := range list {
			list[i] = zeros.ReplaceAllString(w, "$1$2")
		}
		return strings.Trim(strings.Join(list, " "), " -")
	case record.FieldURL, record.FieldDOI:
		s = strings.Join(strings.Fields(s), "")
		s = schemes.ReplaceAllString(addressWords.ReplaceAllString(s, ""), "")
		return strings.Trim(s, ".,;:()<>[]/")
	case record.FieldAccessed:
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }), " ")
	case record.FieldAuthor, record.FieldEditor, record.FieldTranslator:
		return strings.Join(withoutRoles(wordsAnd(s, '_')), " ")
	case record.FieldContainer:
		s = containerWords.ReplaceAllString(s, "")
	default: // words are words
	}
	return strings.Join(words(s), " ")
}

var (
	dashSigns       = strings.NewReplacer("‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "―", "-", "−", "-", "\u00ad", "")
	brokenWords     = regexp.MustCompile(`([\pL\pN_])-\s+([\pL\pN_])`)
	letterDigit     = regexp.MustCompile(`([a-zа-я])\.?([0-9])`)
	letterStopDigit = regexp.MustCompile(`([a-zа-я])\.([0-9])`)
	dashes          = regexp.MustCompile(`\s*(-+|/+)\s*`)
	ranges          = regexp.MustCompile(`[0-9]+-[0-9]+`)
	zeros           = regexp.MustCompile(`(^|-)0+([0-9])`)
	addressWords    = regexp.MustCompile(`^(url|availableat|режимдоступа|doi)?:*`)
	schemes         = regexp.MustCompile(`^https?://(dx\.)?(doi\.org/|www\.)?`)
	containerWords  = regexp.MustCompile(`^[^\pL\pN_]*(in|в|dans|en|u|из)\s*[:.]?\s+`)
)

func base(s string) string {
	s = cases.Fold().String(norm.NFKC.String(s))
	s = strings.ReplaceAll(s, "\u00ad", "")
	s = brokenWords.ReplaceAllString(s, "$1$2")
	return dashSigns.Replace(s)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// words parts a text at all that is neither letter nor digit.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWord(r) })
}

// wordsAnd parts it so but at one more sign.
func wordsAnd(s string, sign rune) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWord(r) && r != sign })
}

// years gives the years from 1400 to 2099, sorted, each once.
func years(s string) string {
	var found []string
	for _, d := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if len(d) == 4 && (d[0] == '1' && d[1] >= '4' || d[:2] == "20") {
			found = append(found, d)
		}
	}
	slices.Sort(found)
	return strings.Join(slices.Compact(found), " ")
}

var numberWords = set("p pp page pages pg pgs s ss seite seiten с стр c к л hh vol vols volume volumes v т том tom tome tomo t bd bde band jg jahrg jahrgang no nos nr n num number номер issue issues iss вып выпуск heft h fasc кн ч 卷 期 号 巻 권 호")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// withoutNumberWords drops the words that stand beside numbers.
func withoutNumberWords(s string) string {
	var b strings.Builder
	var word []rune
	flush := func() {
		w := string(word)
		if numberWords[w] {
			w = " "
		} else if len(word) > 2 && strings.HasSuffix(w, "no") {
			w = strings.TrimSuffix(w, "no") + " "
		}
		b.WriteString(strings.Map(func(r rune) rune {
			if strings.ContainsRune("巻卷期号권호第頁页", r) {
				return ' '
			}
			return r
		}, w))
		word = word[:0]
	}
	for _, r := range s {
		if isWord(r) || r == '_' {
			word = append(word, r)
			continue
		}
		flush()
		if r == '№' {
			r = ' '
		}
		b.WriteRune(r)
	}
	flush()
	return b.String()
}

var (
	roleWords   = set("etal and und et y e и др ed eds editor editors hrsg hg in в from trans ред сост отв науч научн проф пер перевод par dir éd cur 等 主编 译")
	rolePhrases = [][]string{
		{"et", "al"},
		{"edited", "by"},
		{"herausgegeben", "von"},
		{"translated", "by"},
		{"под", "ред"},
		{"под", "редакцией"},
		{"под", "общ", "ред"},
		{"a", "cura", "di"},
		{"a", "c", "di"},
	}
)

// withoutRoles drops the words that tell what people did.
func withoutRoles(list []string) []string {
	var out []string
next:
	for i := 0; i < len(list); i++ {
		for _, phrase := range rolePhrases {
			if i+len(phrase) <= len(list) && slices.Equal(list[i:i+len(phrase)], phrase) {
				i += len(phrase) - 1
				continue next
			}
		}
		if w := strings.ReplaceAll(list[i], "_", ""); w != "" && !roleWords[list[i]] {
			out = append(out, w)
		}
	}
	return out
}

// folded makes one of the fields that some corpora do not tell apart.
func folded(f record.Field) record.Field {
	if f == record.FieldPageCount {
		return record.FieldPage
	}
	return f
}
