package names

import (
	"regexp"
	"strings"
	"sync"

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

var patronymicEnd = regexp.MustCompile(`(?:ович|евич|ич|овна|евна|ична|ович|івна|ївна)$`)

func patronymic(name string) bool { return patronymicEnd.MatchString(name) }

// bodies are words that name an organisation, not a person.
var bodies = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:organi[sz]ation|institut|ministry|universit|committee|commission|council|agency|association|society|department|bureau|centre|center|bank|group|foundation|federation|union|board|office|united nations|unesco|who|oecd|министерство|институт|университет|комитет|комиссия|агентство|академия|организация|общество|центр|банк|фонд|союз|совет|департамент|служба|бюро|яам|хүрээлэн|их сургууль|академи|хороо|газар|төв|нийгэмлэг|міністерство|інститут|університет|комітет)|大学|大學|研究所|委員会|委员会|協会|学会|出版社|省$|部$`)

func institution(text string) bool { return bodies.MatchString(text) }

// Institution reports whether the words name a body rather than a person.
func Institution(text string) bool { return institution(text) }

// notNames are words that begin titles, and endings of words that are no
// names.
var (
	notNames   = regexp.MustCompile(`(?i)^(?:the|an?|on|in|of|for|and|from|to|how|why|what|new|der|die|das|ein|eine|zur|le|la|les|un|une|il|lo|gli|el|los|las|о|об|на|к|по|из|без|как|для|история|сборник|материалы|труды|очерки|вестник|журнал|газета|закон|указ|конституция|proceedings|journal|report|vol|volume|no|issue|handbook|introduction|history|press|документы|письмо|словарь|том|часть|монгол|монголын)(?:[\s.,]|$)`)
	noNameEnds = regexp.MustCompile(`(?i)(?:tions?|ments?|ness|ings?|ics|ity|ities|ships?|isms?|ance|ence|ology|ography|documentation|ость|ости|ение|ения|ание|ания|ция|ции|ство|логия|логии|графия|ика|ики|лал|лэл|zione|zioni|ung|keit|heit|schaft)$`)
	lowerWord  = regexp.MustCompile(`(?:^|\s)\p{Ll}{4,}`)
)

func refused(name string) bool { return notNames.MatchString(name) }

// commonWords reports whether words of a text are of the language rather than
// names.
func commonWords(text string) bool {
	for w := range strings.FieldsSeq(text) {
		if w = strings.Trim(w, ".,;:"); len([]rune(w)) > 5 && noNameEnds.MatchString(w) || refused(w) {
			return true
		}
	}
	return lowerWord.MatchString(text)
}
