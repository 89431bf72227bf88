package landing

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// readText reads a page saved as plain text.
func (p *page) readText(text string) {
	lines := textLines(text)
	head, sections := p.split(lines)
	p.readHead(head, citedWords(sections))
	p.readSections(sections)
}

var (
	lineEnds  = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\u2028", "\n")
	invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u200e", "", "\u200f", "", "\ufeff", "")
)

// textLines parts a text into its lines that are not blank, with their
// numbers.
func textLines(text string) []line {
	var lines []line
	opens := true
	n := 0
	for raw := range strings.SplitSeq(lineEnds.Replace(text), "\n") {
		n++
		if s := squeeze(invisible.Replace(raw)); s == "" {
			opens = true
		} else {
			lines = append(lines, line{text: s, raw: raw, place: fmt.Sprintf("line %d", n), opens: opens})
			opens = false
		}
	}
	return lines
}

// section is the part of a page under one label.
type section struct {
	label
	heading string // as printed
	place   string
	lines   []line
}

// split parts the lines of a page at its labels. What stands before the first
// of the large parts is the head; there the small labels, such as DOI, take no
// more than one line.
func (p *page) split(lines []line) (head []line, sections []section) {
	langs := make(map[string]int)
	inHead, pending := true, false
	for _, l := range lines {
		lb, rest, ok := labelled(l.text)
		if ok && !inHead && !l.opens && sections[len(sections)-1].kind == kindReferences && lb.kind < kindSmall {
			ok = false // a wrapped line may consist of any words
		}
		if ok {
			langs[lb.lang]++
		}
		if ok && lb.kind == kindFullText {
			p.evidence[kindFullText] = true
		}
		switch {
		case ok && (lb.kind.isLarge() || !inHead || lb.kind > kindSmall):
			inHead = inHead && !lb.kind.isLarge()
			sections = append(sections, section{label: lb, heading: l.text, place: l.place})
			pending = rest == ""
			if rest != "" {
				sections[len(sections)-1].add(line{text: rest, raw: rest, place: l.place, opens: true})
			}
		case ok:
			head, pending = append(head, l), false
		case inHead && !pending:
			head = append(head, l)
		case l.heading && sections[len(sections)-1].kind != kindAbstract:
			sections = append(sections, section{place: l.place})
		default:
			sections[len(sections)-1].add(l)
			pending = false
		}
	}
	if p.lang == "" {
		p.lang = "en"
		for _, lang := range slices.Sorted(maps.Keys(langs)) {
			if langs[lang] > langs[p.lang] {
				p.lang = lang
			}
		}
	}
	return head, sections
}

func (s *section) add(l line) { s.lines = append(s.lines, l) }

var (
	issueHeading = regexp.MustCompile(`(?i)^(?:(?:vol|volume|том|т)\.? ?(\d+))?[,.]? ?(?:(?:no|number|issue|№|n)\.? ?(\d[\d\p{L}/()–-]*?))?,? ?\((\d{4})\)`)
	issueInWords = regexp.MustCompile(`(?i)^volume (\d+),? (?:number|issue|no\.?) (\d+)`)
	fullIssue    = regexp.MustCompile(`(?i)^(?:view or download the full issue|скачать выпуск|просмотреть или скачать выпуск)`)
	galley       = regexp.MustCompile(`(?i)^(?:PDF|HTML|XML)\s*\((\p{L}+)\.?\)`)
)

// citedWords gives the folded words of the page's citations.
func citedWords(sections []section) string {
	var lines []line
	for _, s := range sections {
		if s.kind == kindCitation {
			lines = append(lines, s.lines...)
		}
	}
	return fold(joined(lines))
}

// longestCited gives the longest paragraph that a citation repeats, which is
// the title, or -1.
func longestCited(paragraphs []line, cited string) int {
	at, length := -1, 0
	for i, par := range paragraphs {
		if words := fold(par.text); len(words) > length && strings.Contains(cited, words) && findDOI(par.text) == "" {
			at, length = i, len(words)
		}
	}
	return at
}

// readHead reads what stands before the first part of a page: journal, title,
// DOI and perhaps authors. Where no search box closes the menus, the words of
// the citations tell the title from them.
func (p *page) readHead(head []line, cited string) {
	p.isIssue = slices.ContainsFunc(head, func(l line) bool { return fullIssue.MatchString(l.text) })
	paragraphs := paragraphs(head)
	after := 0 // the first paragraph that can be the title
	for i, par := range paragraphs {
		if l, _, ok := labelled(par.text); ok && (l.kind == kindSearch || l.kind == kindTitle) {
			if l.kind == kindSearch {
				p.evidence[kindSearch] = true
				if i > 0 && !isLabel(paragraphs[i-1].text) {
					p.say(fieldJournal, paragraphs[i-1].text, langOf(paragraphs[i-1].text, p.lang), paragraphs[i-1].place)
				}
			}
			after = i + 1
		}
	}
	if at := longestCited(paragraphs, cited); at > after && !p.evidence[kindSearch] {
		after = at
	}
	title := false
	for _, par := range paragraphs[after:] {
		_, _, chrome := labelled(par.text)
		switch {
		case chrome, strings.Contains(par.text, " > "):
		case galley.MatchString(par.text):
			p.say(fieldLanguage, langNamed(galley.FindStringSubmatch(par.text)[1]), "", par.place)
		case p.readIssue(par.text, par.place):
		case isDOILine(par.text):
			p.evidence[kindDOI] = true
			p.say(fieldDOI, par.text, "", par.place)
		case !title:
			title = true
			text := unframed(par.text)
			p.say(fieldTitle, text, langOf(text, p.lang), par.place)
		case isByline(par.text):
			p.readByline(par.text, par.place)
		}
	}
}

// isDOILine reports whether a line is a DOI and at most a label before it.
func isDOILine(text string) bool { return len(strings.Fields(text)) <= 3 && findDOI(text) != "" }

// titleFrames are the words that CyberLeninka sets around a title.
var titleFrames = []*regexp.Regexp{
	regexp.MustCompile(`^(.+) Текст научной статьи по специальности `),
	regexp.MustCompile(`^Научная статья на тему '(.+)'$`),
}

func unframed(title string) string {
	for _, frame := range titleFrames {
		if m := frame.FindStringSubmatch(title); m != nil {
			return m[1]
		}
	}
	return title
}

// isIssueHeading reports whether a title is that of an issue's contents.
func isIssueHeading(text string) bool {
	m := issueHeading.FindStringSubmatch(text)
	return m != nil && m[1]+m[2] != ""
}

// readIssue reads the heading of an issue, such as "Vol 5, No 2 (2020)".
func (p *page) readIssue(text, place string) bool {
	m := issueHeading.FindStringSubmatch(text)
	if m == nil {
		if m = issueInWords.FindStringSubmatch(text); m == nil {
			return false
		}
		m = append(m, parseYear(text))
	}
	p.say(fieldVolume, m[1], "", place)
	p.say(fieldIssue, m[2], "", place)
	p.say(fieldDate, m[3], "", place)
	return m[1]+m[2] != ""
}

func parseYear(s string) string {
	if d := parseDate(s); d.Year != 0 {
		return strconv.Itoa(d.Year)
	}
	return ""
}

// readByline reads authors that stand in one line.
func (p *page) readByline(text, place string) {
	p.addPeople(contributions(splitNames(text)), place)
}

// paragraphs joins the lines of each paragraph. A label is one of its own, and
// so is a line with a DOI alone.
func paragraphs(lines []line) []line {
	var out []line
	start := 0
	flush := func(end int) {
		if end > start {
			par := lines[start]
			par.text = joined(lines[start:end])
			out = append(out, par)
		}
		start = end
	}
	for i, l := range lines {
		if l.opens {
			flush(i)
		}
		if _, _, ok := labelled(l.text); ok || isDOILine(l.text) {
			flush(i)
			flush(i + 1)
		}
	}
	flush(len(lines))
	return out
}
