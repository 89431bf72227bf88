package landing

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/lists"
)

// settle makes the work of all claims and notes where they differ.
func (p *page) settle() record.Work {
	p.readCitations()
	w := record.Work{
		Abstracts:  p.abstracts(),
		Volume:     p.settled(fieldVolume, sameNumber),
		Issue:      p.settled(fieldIssue, sameNumber),
		Pages:      parsePages(p.settled(fieldPages, samePages)),
		Published:  p.date(),
		URL:        p.first(fieldURL).value,
		Language:   p.settled(fieldLanguage, sameFold),
		License:    p.settled(fieldLicense, sameFold),
		Citation:   p.first(fieldCitation).value,
		References: p.settleReferences(),
	}
	w.Titles = p.titles(w.Language)
	w.Venue = p.venue()
	w.Type = p.workType(w.Venue)
	if !w.Venue.IsZero() {
		w.Venue.Type = venueType(w.Type)
	}
	if doi := p.settled(fieldDOI, sameFold); doi != "" {
		w.Identifiers = append(w.Identifiers, record.Identifier{Scheme: record.DOI, Value: doi})
		p.checkDOI(doi, w.Venue, w.Published)
	}
	if pmid := p.first(fieldPMID).value; pmid != "" {
		w.Identifiers = append(w.Identifiers, record.Identifier{Scheme: record.PMID, Value: pmid})
	}
	if isbn := p.first(fieldISBN).value; isbn != "" {
		w.Identifiers = append(w.Identifiers, record.Identifier{Scheme: record.ISBN, Value: isbn})
	}
	if name := p.first(fieldPublisher).value; name != "" {
		w.Publishers = []record.Organization{{Name: name, Lang: langOf(name, p.lang), AsPrinted: name}}
	}
	w.Keywords = p.settleKeywords()
	w.Contributions = p.settlePeople(w.Language)
	return w
}

// settled gives the first claim of a field and notes those that differ.
func (p *page) settled(f field, same func(a, b string) bool) string {
	return p.settleClaims(f, p.claims[f], same)
}

func (p *page) settleClaims(f field, claims []claim, same func(a, b string) bool) string {
	if len(claims) == 0 {
		return ""
	}
	kept := claims[0]
	for _, c := range claims[1:] {
		if !same(kept.value, c.value) {
			p.note(c.place, fmt.Sprintf("the %s is %q here and %q at %s, which is kept", f, c.value, kept.value, kept.place))
		}
	}
	return kept.value
}

func sameFold(a, b string) bool { return fold(a) == fold(b) }

func sameNumber(a, b string) bool {
	return strings.TrimLeft(fold(a), "0") == strings.TrimLeft(fold(b), "0")
}

// samePages also takes a first page for the range it opens.
func samePages(a, b string) bool {
	x, y := parsePages(a), parsePages(b)
	if x.First != "" && x.First == y.First {
		return x.Last == y.Last || x.Last == "" || y.Last == ""
	}
	return sameFold(a, b)
}

// date gives the most exact date that agrees with the first one.
func (p *page) date() record.Date {
	var kept record.Date
	var place string
	for _, c := range p.claims[fieldDate] {
		d := parseDate(c.value)
		switch {
		case d.IsZero():
			p.note(c.place, fmt.Sprintf("%q is no date", c.value))
		case kept.IsZero():
			kept, place = d, c.place
		case d.Year != kept.Year, d.Month*kept.Month != 0 && d.Month != kept.Month, d.Day*kept.Day != 0 && d.Day != kept.Day:
			p.note(c.place, fmt.Sprintf("the date is %s here and %s at %s, which is kept", printDate(d), printDate(kept), place))
		case kept.Month == 0 || d.Month != 0 && kept.Day == 0:
			kept, place = d, c.place
		}
	}
	return kept
}

func printDate(d record.Date) string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// byLanguage parts claims by their language, in the order of the first ones.
func byLanguage(claims []claim) [][]claim {
	var groups [][]claim
	for _, c := range claims {
		i := slices.IndexFunc(groups, func(g []claim) bool { return g[0].lang == c.lang })
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

// titles gives one title a language. Where one is in the language of the
// article, the others are translations.
func (p *page) titles(lang string) []record.Title {
	var titles []record.Title
	original := false
	for _, claims := range byLanguage(p.claims[fieldTitle]) {
		value := p.settleClaims(fieldTitle, claims, sameTitle)
		titles = append(titles, record.Title{Text: record.Text{Value: value, Lang: claims[0].lang}})
		original = original || claims[0].lang == lang
	}
	for i := range titles {
		if original && titles[i].Lang != lang {
			titles[i].Kind = record.TranslatedTitle
		}
	}
	for _, c := range p.claims[fieldAlternative] {
		known := func(t record.Title) bool { return sameFold(t.Value, c.value) }
		if len(titles) > 0 && !slices.ContainsFunc(titles, known) {
			kind := record.AlternativeTitle
			if c.lang != "" && c.lang != titles[0].Lang {
				kind = record.TranslatedTitle
			}
			titles = append(titles, record.Title{Text: record.Text{Value: c.value, Lang: c.lang}, Kind: kind})
		}
	}
	return titles
}

// sameTitle lets one place leave out the subtitle or the end.
func sameTitle(a, b string) bool {
	a, b = fold(a), fold(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// abstracts gives one abstract a language: the first, or what it is cut from.
func (p *page) abstracts() []record.Text {
	var texts []record.Text
	for _, claims := range byLanguage(p.claims[fieldAbstract]) {
		kept := claims[0].value
		for _, c := range claims[1:] {
			if len(fold(c.value)) > len(fold(kept)) && strings.HasPrefix(fold(c.value), fold(strings.TrimRight(kept, ".… "))) {
				kept = c.value
			}
		}
		texts = append(texts, record.Text{Value: kept, Lang: claims[0].lang})
	}
	return texts
}

func (p *page) venue() record.Venue {
	var v record.Venue
	for _, claims := range byLanguage(p.claims[fieldJournal]) {
		v.Titles = append(v.Titles, record.Text{Value: p.settleClaims(fieldJournal, claims, sameFold), Lang: claims[0].lang})
	}
	v.EISSN = p.settled(fieldEISSN, sameFold)
	for _, c := range p.claims[fieldISSN] {
		switch {
		case c.value == v.EISSN, c.value == v.ISSN:
		case v.ISSN == "":
			v.ISSN = c.value
		default:
			p.note(c.place, fmt.Sprintf("ISSN %s is left out: the page does not say which edition it is of, and %s is kept", c.value, v.ISSN))
		}
	}
	return v
}

func (p *page) workType(v record.Venue) record.Type {
	switch {
	case p.format != "":
		return p.format
	case v.IsZero() && p.first(fieldISBN).value != "":
		return record.Book
	}
	return record.ArticleJournal
}

func venueType(t record.Type) record.VenueType {
	if t == record.Chapter || t == record.PaperConference {
		return record.Collection
	}
	return record.Journal
}

var yearInDOI = regexp.MustCompile(`^-((?:19|20)\d\d)\b`)

// checkDOI compares the ISSN and year that many publishers build into their
// DOIs with what the page says.
func (p *page) checkDOI(doi string, v record.Venue, d record.Date) {
	place := p.first(fieldDOI).place
	at := issnPattern.FindStringIndex(doi)
	if at == nil || !validISSN(findISSN(doi)) {
		return
	}
	issn := findISSN(doi)
	switch {
	case v.ISSN == "" && v.EISSN == "":
		p.note(place, fmt.Sprintf("the DOI carries ISSN %s, which the page does not print", issn))
	case issn != v.ISSN && issn != v.EISSN:
		p.note(place, fmt.Sprintf("the DOI carries ISSN %s, the page prints %s, which is kept", issn, strings.Trim(v.ISSN+", "+v.EISSN, ", ")))
	}
	if m := yearInDOI.FindStringSubmatch(doi[at[1]:]); m != nil && d.Year != 0 && number(m[1]) != d.Year {
		p.note(place, fmt.Sprintf("the DOI carries the year %s, the page gives %d, which is kept", m[1], d.Year))
	}
}

// settleKeywords takes the first list and tells of words that only others have.
func (p *page) settleKeywords() []record.Text {
	if len(p.keywords) == 0 {
		return nil
	}
	kept := p.keywords[0]
	for _, other := range p.keywords[1:] {
		var more []string
		for _, k := range other.items {
			known := func(t record.Text) bool { return sameFold(t.Value, k.Value) }
			if k.Lang == kept.items[0].Lang && !slices.ContainsFunc(kept.items, known) {
				more = append(more, k.Value)
			}
		}
		if len(more) > 0 {
			p.note(other.place, fmt.Sprintf("the keywords here also have %q; those at %s are kept", more, kept.place))
		}
	}
	return kept.items
}

// settleReferences makes one list of all. A list told in keys and values has
// the printed words only from another one; one that is printed again in other
// letters or translated is paired; one with other sources follows.
func (p *page) settleReferences() []record.Reference {
	if len(p.references) == 0 {
		p.note("references", "the page prints no references")
		return nil
	}
	kept := p.references[0]
	for _, other := range p.references[1:] {
		sameNumber := len(kept.items) == len(other.items)
		switch {
		case sameNumber && kept.items[0].Work != nil && other.items[0].Work == nil:
			for i := range kept.items {
				kept.items[i].Raw = other.items[i].Raw
			}
		case slices.EqualFunc(kept.items, other.items, func(a, b record.Reference) bool { return sameFold(a.Raw, b.Raw) }):
		case kept.items[0].Work == nil && other.items[0].Work == nil:
			kept.items = p.pairReferences(kept, other)
		case !sameNumber:
			p.noteLength(kept, other)
		}
	}
	return kept.items
}

// pairReferences makes one list of two printed ones. One that only repeats the
// words of the first says nothing new.
func (p *page) pairReferences(kept, other list[record.Reference]) []record.Reference {
	paired, ok := lists.Pair(entries(kept.items), entries(other.items))
	refs := references(paired.Entries)
	switch again := slices.ContainsFunc(refs, func(r record.Reference) bool { return r.Parallel != "" }); {
	case again:
		p.note(other.place, fmt.Sprintf("the list of references is printed again here: %d of %d are paired with those at %s", paired.Matched, len(refs), kept.place))
		return refs
	case !ok && 5*paired.Matched < min(len(kept.items), len(other.items)):
		p.note(other.place, fmt.Sprintf("another list of %d references is here; it follows that at %s", len(other.items), kept.place))
		return append(kept.items, other.items...)
	case len(kept.items) != len(other.items):
		p.noteLength(kept, other)
	}
	return kept.items
}

func (p *page) noteLength(kept, other list[record.Reference]) {
	p.note(other.place, fmt.Sprintf("a list of %d references is here and one of %d at %s, which is kept", len(other.items), len(kept.items), kept.place))
}
