package landing

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
)

// readSections reads the parts of a page, the citations first: their names
// help to tell the authors from what is printed about them.
func (p *page) readSections(sections []section) {
	for _, s := range sections {
		if s.kind == kindCitation {
			p.readCitation(s)
		}
	}
	for _, s := range sections {
		p.readSection(s)
	}
}

func (p *page) readSection(s section) {
	if len(s.lines) == 0 {
		return
	}
	if s.kind.isLarge() || s.kind == kindTitle {
		p.evidence[s.kind] = true
	}
	lang := s.lang
	if lang == "" {
		lang = p.lang
	}
	text := joined(s.lines)
	switch s.kind {
	case kindTitle:
		p.say(fieldTitle, text, langOf(text, lang), s.place)
	case kindByline:
		if isByline(text) {
			p.readByline(text, s.place)
		}
	case kindAbstract:
		if _, name, ok := strings.Cut(s.heading, "автор научной работы — "); ok {
			p.addPeople(contributions(splitNames(name)), s.place)
		}
		p.readAbstract(s.lines, lang, s.place)
	case kindKeywords:
		p.addKeywords(keywords(s.lines, lang), s.place)
	case kindAuthors:
		p.addPeople(p.readAuthors(s.lines), s.place)
	case kindReferences:
		p.readReferences(s.lines, s.place)
	case kindDOI:
		if doi := findDOI(text); doi != "" {
			p.evidence[kindDOI] = true
			p.say(fieldDOI, doi, "", s.place)
		}
	case kindIssue:
		p.readIssue(s.lines[0].text, s.place)
	case kindJournal:
		p.say(fieldJournal, s.lines[0].text, langOf(s.lines[0].text, lang), s.lines[0].place)
	case kindPublished:
		p.say(fieldDate, s.lines[0].text, "", s.place)
	case kindFullText:
		if m := galley.FindStringSubmatch(text); m != nil {
			p.say(fieldLanguage, langNamed(m[1]), "", s.place)
		}
	case kindCitation:
	default:
	}
	if s.kind != kindAbstract && s.kind != kindReferences {
		p.readSmallPrint(s.lines)
	}
}

var issnOfEdition = regexp.MustCompile(`(?i)(e-?)?ISSN[\s:]*(?:\((\w+)\)[\s:]*)?(\d{4}[-–‑]\d{3}[\dXxХх])(?:\s*\(([\p{L}-]+)\))?`)

// readSmallPrint reads licence and ISSN, which stand anywhere at the foot.
func (p *page) readSmallPrint(lines []line) {
	for _, l := range lines {
		for _, m := range issnOfEdition.FindAllStringSubmatch(l.text, -1) {
			p.evidence[kindISSN] = true
			f := fieldISSN
			edition := strings.ToLower(m[2] + m[4])
			if m[1] != "" || strings.HasPrefix(edition, "online") || strings.HasPrefix(edition, "electronic") || strings.HasPrefix(edition, "e") {
				f = fieldEISSN
			}
			p.say(f, m[3], "", l.place)
		}
		if iri, found := license(l.text); iri != "" {
			p.say(fieldLicense, iri, "", l.place)
		} else if found {
			p.note(l.place, "the licence has no version and is left out: "+squeeze(l.text))
		}
	}
}

// joined gives the words of lines as one line.
func joined(lines []line) string {
	var words []string
	for _, l := range lines {
		words = append(words, l.text)
	}
	return strings.Join(words, " ")
}

// readAbstract keeps the paragraphs of an abstract apart.
func (p *page) readAbstract(lines []line, lang, place string) {
	var b strings.Builder
	for i, l := range lines {
		switch {
		case i == 0:
		case l.opens:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
		b.WriteString(l.text)
	}
	p.claims[fieldAbstract] = append(p.claims[fieldAbstract], claim{b.String(), langOf(b.String(), lang), place})
}

// keywords parts a list by semicolons, commas or slashes, whichever it has, or
// by lines.
func keywords(lines []line, lang string) []record.Text {
	text := joined(lines)
	var parts []string
	wordLang := keywordLang
	switch {
	case strings.Contains(text, ";"):
		parts = strings.Split(text, ";")
	case strings.Contains(text, ","):
		parts = splitOutside(text, ',')
	case strings.Contains(text, " / "):
		parts = strings.Split(text, " / ")
		wordLang = langOf // CyberLeninka sets both languages in one list
	default:
		for _, l := range lines {
			parts = append(parts, l.text)
		}
	}
	var words []record.Text
	for _, part := range parts {
		if part = strings.Trim(part, " .;,•·"); part != "" {
			words = append(words, record.Text{Value: part, Lang: wordLang(part, lang)})
		}
	}
	return words
}

// keywordLang leaves a Latin word of a Russian list, such as COVID-19, to the
// list.
func keywordLang(word, lang string) string {
	if script(word) == "Latn" {
		return lang
	}
	return langOf(word, lang)
}

// splitOutside parts a text at a separator that stands outside brackets.
func splitOutside(text string, sep rune) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range text {
		switch {
		case r == '(' || r == '[':
			depth++
		case (r == ')' || r == ']') && depth > 0:
			depth--
		case r == sep && depth == 0:
			parts = append(parts, text[start:i])
			start = i + len(string(r))
		}
	}
	return append(parts, text[start:])
}

// readCitation takes each paragraph that a citation can be.
func (p *page) readCitation(s section) {
	for i, par := range paragraphs(s.lines) {
		_, ok := parseCitation(par.text, knownWords{})
		if ok || i == 0 {
			p.say(fieldCitation, par.text, "", par.place)
		}
	}
}

var (
	contactLine = regexp.MustCompile(`(?i)^(?:e-?mail|email|эл\. ?почта|author for correspondence|автор, ответственный|orcid|scopus|researcher ?id|spin|ринц|author ?id|https?://|tel|тел)`)
	affMark     = regexp.MustCompile(`^\(?\d{1,2}[.)]?\s*(\p{L})|^[¹²³⁴⁵⁶⁷⁸⁹]\s*(\p{L})`)
)

// longestName is the most words that a name has; more are a sentence.
const longestName = 6

// readAuthors reads the part about the authors. Each has a name, affiliations
// and a country in lines of their own, then perhaps words about the life,
// which are not read but for an ORCID.
func (p *page) readAuthors(lines []line) []record.Contribution {
	families := p.citedFamilies()
	var people []record.Contribution
	var bodies []string // affiliations of the last author
	done := false       // the last author's affiliations are complete
	close := func(countryName string) {
		if len(people) == 0 || done && countryName == "" {
			return
		}
		c := &people[len(people)-1]
		for _, b := range bodies {
			c.Affiliations = append(c.Affiliations, affiliation(b, countryName, p.lang))
		}
		bodies, done = nil, true
	}
	for _, l := range lines {
		text := l.text
		switch {
		case len(people) == 0 && len(strings.Fields(text)) > longestName, len(people) == 0 && contactLine.MatchString(text):
		case len(people) == 0 || (l.opens || done) && p.opensAuthor(text, families):
			close("")
			people = append(people, contribution(text))
			done = false
		case country(text) != "" && !done:
			close(text)
		case contactLine.MatchString(text) || findORCID(text) != "":
			if orcid := findORCID(text); orcid != "" && people[len(people)-1].Agent.ORCID == "" {
				people[len(people)-1].Agent.ORCID = orcid
			}
		case done:
		case l.opens && len(bodies) > 0:
			close("") // a paragraph after the affiliations is about the life
		default:
			for body := range strings.SplitSeq(affMark.ReplaceAllString(text, "$1$2"), ";") {
				switch body = strings.TrimSpace(body); {
				case body == "":
				case len(bodies) > 0 && !l.opens && len(bodies[len(bodies)-1]) < longestAffiliation && isWrapped(bodies[len(bodies)-1], body):
					bodies[len(bodies)-1] += " " + body
				default:
					bodies = append(bodies, body)
				}
			}
		}
	}
	close("")
	return people
}

// longestAffiliation is the number of bytes after which no further line is
// taken for a part of an affiliation.
const longestAffiliation = 1000

// isWrapped reports whether a line goes on with the affiliation before it.
func isWrapped(before, after string) bool {
	last := before[strings.LastIndex(before, " ")+1:]
	return strings.HasSuffix(before, ",") || script(last) != "" && unicode.IsLower([]rune(last)[0]) && len([]rune(last)) <= 3 ||
		unicode.IsLower([]rune(after)[0])
}

// opensAuthor reports whether a line is the name of the next author. Where a
// citation names all authors, no other line can be.
func (p *page) opensAuthor(text string, families []string) bool {
	if !isName(text) {
		return false
	}
	family := fold(parseName(text).Family)
	return len(families) == 0 || slices.Contains(families, family) ||
		slices.ContainsFunc(families, func(f string) bool { return strings.Contains(fold(text), f) })
}

// citedFamilies gives the family names in the page's citations that are in the
// page's script. A list cut short by "et al." cannot tell who is no author.
func (p *page) citedFamilies() []string {
	var families []string
	for _, line := range p.claims[fieldCitation] {
		c, ok := parseCitation(line.value, knownWords{})
		if !ok || strings.Contains(line.value, "et al") || strings.Contains(line.value, "и др.") {
			return nil
		}
		for _, person := range c.people {
			if script(person.Agent.Family) == usualScript(p.lang) {
				families = append(families, fold(person.Agent.Family))
			}
		}
	}
	return families
}

// contributions makes authors of printed names.
func contributions(names []string) []record.Contribution {
	var people []record.Contribution
	for _, name := range names {
		people = append(people, contribution(name))
	}
	return people
}
