package landing

import (
	"regexp"
	"strings"

	"bibgraph/loaders/record"
)

// citation is what a "For citations" line says.
type citation struct {
	people               []record.Contribution
	title, journal       string
	year, volume, issue  string
	pages, language, doi string
}

// citationForms are the forms of such lines, the stricter first.
var citationForms = []func(line string, known knownWords) (citation, bool){
	elpubCitation,
	gostCitation,
	apaCitation,
}

// knownWords are titles that the page gives elsewhere. They show where one
// part of a citation ends and the next begins.
type knownWords struct{ titles, journals []string }

// parseCitation reads a line in any of the known forms.
func parseCitation(line string, known knownWords) (citation, bool) {
	line = squeeze(line)
	for _, form := range citationForms {
		if c, ok := form(line, known); ok {
			c.doi = findDOI(line)
			if m := languageMark.FindStringSubmatch(line); m != nil {
				c.language = langNamed(m[1])
			}
			return c, true
		}
	}
	return citation{}, false
}

// readCitations adds what the page's citation lines say, as the least reliable
// of its claims.
func (p *page) readCitations() {
	known := knownWords{values(p.claims[fieldTitle]), values(p.claims[fieldJournal])}
	for _, line := range p.claims[fieldCitation] {
		c, ok := parseCitation(line.value, known)
		if !ok {
			p.note(line.place, "the form of the citation is not known; only its words are kept")
			continue
		}
		lang := langOf(c.title, p.lang)
		p.say(fieldTitle, c.title, lang, line.place)
		p.say(fieldJournal, c.journal, langOf(c.journal, lang), line.place)
		p.say(fieldDate, c.year, "", line.place)
		p.say(fieldVolume, c.volume, "", line.place)
		p.say(fieldIssue, c.issue, "", line.place)
		p.say(fieldPages, c.pages, "", line.place)
		p.say(fieldDOI, c.doi, "", line.place)
		p.say(fieldLanguage, c.language, "", line.place)
		p.addPeople(c.people, line.place)
	}
	// The mark of the language stands only on the translated line: a line in
	// Cyrillic without one is in the language of the article.
	if len(p.claims[fieldLanguage]) == 0 {
		for _, line := range p.claims[fieldCitation] {
			if script(line.value) == "Cyrl" {
				p.say(fieldLanguage, langOf(line.value, p.lang), "", line.place)
				break
			}
		}
	}
}

func values(claims []claim) []string {
	var out []string
	for _, c := range claims {
		out = append(out, c.value)
	}
	return out
}

var (
	languageMark  = regexp.MustCompile(`(?i)[(\[](?:in|на)\s+(\p{L}+)`)
	yearSemicolon = regexp.MustCompile(`\b((?:1[5-9]|20)\d\d)\s*;\s*`)
	pagesAtStart  = regexp.MustCompile(`^\s*:\s*([\p{L}]*\d+(?:\s*[-–—]\s*[\p{L}]*\d+)?(?:,\s*\d+(?:\s*[-–—]\s*\d+)?)*)`)
	familyNames   = `\p{L}[\p{L}'’ʼ-]*(?:\s\p{L}[\p{L}'’ʼ-]+){0,3}`
	citedName     = familyNames + `,?\s(?:` + initial + `[\s-]*){1,4}`
	citedNames    = regexp.MustCompile(`^(?:` + citedName + `(?:(?:,|;|\sи|\sand|\s?&)+\s*|$|\s))+(?:et al\.?|и др\.?)?`)
	oneCitedName  = regexp.MustCompile(citedName)
)

// elpubCitation reads "Ignatov I.A. Title. Journal. 2020;1(2):69-84. (In Russ.)
// https://doi.org/…", the form of Elpub. Volume, issue or pages may be missing.
func elpubCitation(line string, known knownWords) (citation, bool) {
	at := yearSemicolon.FindAllStringSubmatchIndex(line, -1)
	if at == nil {
		return citation{}, false
	}
	m := at[len(at)-1]
	c := citation{year: line[m[2]:m[3]]}
	rest := line[m[1]:]
	end := strings.IndexAny(rest, "(:.")
	if end < 0 {
		end = len(rest)
	}
	c.volume = strings.TrimSpace(rest[:end])
	rest = rest[end:]
	if strings.HasPrefix(rest, "(") {
		if end := closing(rest); end > 0 && !languageMark.MatchString(rest[:end]) {
			c.issue, rest = rest[1:end], rest[end+1:]
		}
	}
	if m := pagesAtStart.FindStringSubmatch(rest); m != nil {
		c.pages = m[1]
	}
	var names string
	names, c.title, c.journal = cutHead(line[:m[0]], known)
	c.people = citedPeople(names)
	return c, c.volume+c.issue+c.pages != ""
}

// closing gives where the bracket that opens s is closed, or -1.
func closing(s string) int {
	depth := 0
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// cutHead parts "Names. Title. Journal." A title or journal that the page
// gives elsewhere tells the borders; else the names end with their initials
// and the journal begins after the last full stop.
func cutHead(head string, known knownWords) (names, title, journal string) {
	head = strings.TrimRight(head, " .")
	for _, t := range known.titles {
		t = strings.TrimRight(t, ".")
		if at := strings.Index(head, t); at >= 0 && t != "" {
			return head[:at], t, strings.Trim(head[at+len(t):], " ./")
		}
	}
	names = citedNames.FindString(head)
	rest := strings.TrimLeft(head[len(names):], " .")
	for _, j := range known.journals {
		if strings.HasSuffix(rest, j) && len(rest) > len(j) {
			return names, strings.TrimRight(rest[:len(rest)-len(j)], " ./"), j
		}
	}
	if at := lastSentence(rest); at > 0 {
		return names, strings.TrimRight(rest[:at], " ."), strings.TrimSpace(rest[at:])
	}
	return names, rest, ""
}

// lastSentence gives where the last sentence of a text begins, or -1.
func lastSentence(s string) int {
	at := -1
	for _, stop := range []string{". ", "? ", "! ", ".” ", ".» "} {
		if i := strings.LastIndex(s, stop); i >= 0 {
			at = max(at, i+len(stop))
		}
	}
	return at
}

func citedPeople(names string) []record.Contribution {
	var people []record.Contribution
	for _, name := range oneCitedName.FindAllString(names, -1) {
		c := contribution(strings.Replace(name, ",", "", 1))
		c.AsPrinted = []string{strings.TrimSpace(name)}
		people = append(people, c)
	}
	return people
}

var (
	gostYear   = regexp.MustCompile(`[.,–—-]\s*((?:1[5-9]|20)\d\d)\b`)
	gostVolume = regexp.MustCompile(`(?:^|[\s.,])(?:Т|Том|Vol|V)\.?\s*([\dIVXLC]+)`)
	gostIssue  = regexp.MustCompile(`(?:№|(?:^|[\s.,])(?:No|N|Вып|Iss|Issue)\.?)\s*(\d[\d/–-]*(?:\s?\(\d+\))?)`)
	gostPages  = regexp.MustCompile(`(?:^|[\s.,])(?:С|C|P|pp|p|с)\.?\s*(\d+(?:\s*[-–—]\s*\d+)?)`)
)

// gostCitation reads "Игнатов И.А. Заглавие // Журнал. 2020. Т. 1. № 2. С. 5–7."
// GOST R 7.0.5-2008.
func gostCitation(line string, known knownWords) (citation, bool) {
	left, right, ok := strings.Cut(line, " // ")
	if !ok {
		return citation{}, false
	}
	m := gostYear.FindStringSubmatchIndex(right)
	if m == nil {
		return citation{}, false
	}
	left, _, _ = strings.Cut(left, " / ")
	c := citation{year: right[m[2]:m[3]], journal: strings.TrimRight(right[:m[0]], " .,–—")}
	names := citedNames.FindString(left)
	c.people = citedPeople(names)
	c.title = strings.TrimRight(strings.TrimLeft(left[len(names):], " ."), " .")
	tail, _, _ := strings.Cut(right[m[1]:], "URL")
	for field, pattern := range map[*string]*regexp.Regexp{&c.volume: gostVolume, &c.issue: gostIssue, &c.pages: gostPages} {
		if m := pattern.FindStringSubmatch(tail); m != nil {
			*field = m[1]
		}
	}
	return c, true
}

var (
	apaYear = regexp.MustCompile(`\(((?:1[5-9]|20)\d\d)[^)]*\)\.\s+`)
	apaTail = regexp.MustCompile(`,\s*(\d+)(?:\s*\(([^)]+)\))?(?:,\s*([\p{L}]*\d+(?:[-–—][\p{L}]*\d+)?))?(?:[.,\s]|$)`)
)

// apaCitation reads "Liang, C., & Keyes, O. (2020). Title. Journal, 25(10),
// 1–9.", the form that OJS 3 shows first.
func apaCitation(line string, known knownWords) (citation, bool) {
	m := apaYear.FindStringSubmatchIndex(line)
	if m == nil {
		return citation{}, false
	}
	c := citation{year: line[m[2]:m[3]], people: citedPeople(line[:m[0]])}
	rest := line[m[1]:]
	body := rest
	if tail := apaTail.FindAllStringSubmatchIndex(rest, -1); tail != nil {
		t := tail[len(tail)-1]
		body = rest[:t[0]]
		c.volume = rest[t[2]:t[3]]
		c.issue, c.pages = group(rest, t, 2), group(rest, t, 3)
	} else if at := strings.Index(rest, " http"); at > 0 {
		body = rest[:at]
	}
	_, c.title, c.journal = cutHead(body, known)
	return c, true
}

// group gives the n-th group of a match, "" where it took no part.
func group(s string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return s[m[2*n]:m[2*n+1]]
}
