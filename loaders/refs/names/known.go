package names

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"bibgraph/data/authorities"
)

// lists holds the words of names.tsv by part and language.
type lists struct {
	given, family map[string]string // word → language
	elements      map[string]map[string]bool
	endings       map[string][]string
	places        map[string]bool
}

var known = sync.OnceValue(func() *lists {
	l := &lists{
		given: map[string]string{}, family: map[string]string{},
		elements: map[string]map[string]bool{}, endings: map[string][]string{},
		places: map[string]bool{},
	}
	for _, r := range authorities.Table("names") {
		lang := r["lang"]
		for _, form := range r.List("forms") {
			switch r["part"] {
			case "given":
				l.given[form] = lang
			case "family":
				l.family[form] = lang
			case "element":
				if l.elements[lang] == nil {
					l.elements[lang] = map[string]bool{}
				}
				l.elements[lang][form] = true
			case "ending":
				l.endings[lang] = append(l.endings[lang], form)
			}
		}
	}
	for _, r := range authorities.Table("cities") {
		for _, form := range r.List("forms") {
			l.places[strings.ToLower(form)] = true
		}
	}
	return l
})

func isGiven(name string) bool {
	first, _, _ := strings.Cut(strings.ToLower(name), " ")
	_, ok := known().given[first]
	return ok
}

func isFamily(name string) bool {
	_, ok := known().family[strings.ToLower(name)]
	return ok
}

func isPlace(name string) bool { return known().places[strings.ToLower(name)] }

func patronymic(name string) bool {
	return hasSuffix(name, "ич", "овна", "евна", "ична", "івна", "ївна")
}

func hasSuffix(word string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(word, s) })
}

// institution reports whether words are a body's, not a person's.
func institution(text string) bool {
	text = strings.ToLower(text)
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, b := range bodies {
			if strings.HasPrefix(w, b) {
				return true
			}
		}
	}
	for _, b := range bodiesOfWords {
		if strings.Contains(text, b) {
			return true
		}
	}
	return hasSuffix(text, "省", "部")
}

// Institution reports whether the words name a body rather than a person.
func Institution(text string) bool { return institution(text) }

// notNames are words that begin titles, and endings of words that are no
// names.
var (
	lowerWord = regexp.MustCompile(`(?:^|\s)\p{Ll}{4,}`)
)

func refused(name string) bool {
	if i := strings.IndexAny(name, " \t\n\f\r.,"); i >= 0 {
		name = name[:i]
	}
	return notNames[strings.ToLower(name)]
}

// commonWords reports whether words of a text are of the language rather than
// names.
func commonWords(text string) bool {
	for w := range strings.FieldsSeq(text) {
		if w = strings.Trim(w, ".,;:"); len([]rune(w)) > 5 && hasSuffix(strings.ToLower(w), noNameEnds...) || refused(w) {
			return true
		}
	}
	return lowerWord.MatchString(text)
}

// notNames are words that no name begins with.
var notNames = set("the a an on in of for and from to how why what new der die das ein eine zur le la les un une il lo gli el los las о об на к по из без как для история сборник материалы труды очерки вестник журнал газета закон указ конституция proceedings journal report vol volume no issue handbook introduction history press документы письмо словарь том часть монгол монголын")

// noNameEnds are endings of common words.
var noNameEnds = strings.Fields("tion tions ment ments ness ing ings ics ity ities ship ships ism isms ance ence ology ography documentation ость ости ение ения ание ания ция ции ство логия логии графия ика ики лал лэл zione zioni ung keit heit schaft")

func set(words string) map[string]bool {
	in := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		in[w] = true
	}
	return in
}

// bodies are how words begin that bodies are called by; bodiesOfWords are
// those that are more than a word, or stand inside of one.
var (
	bodies        = strings.Fields("organisation organization institut ministry universit committee commission council agency association society department bureau centre center bank group foundation federation union board office unesco who oecd министерство институт университет комитет комиссия агентство академия организация общество центр банк фонд союз совет департамент служба бюро яам хүрээлэн академи хороо газар төв нийгэмлэг міністерство інститут університет комітет")
	bodiesOfWords = []string{"united nations", "их сургууль", "大学", "大學", "研究所", "委員会", "委员会", "協会", "学会", "出版社"}
)
