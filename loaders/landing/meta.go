package landing

import (
	"html"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"bibgraph/loaders/record"
)

// tagSet is a family of <meta> names with what each says.
type tagSet struct {
	prefixes []string         // any of them opens a name
	fields   map[string]field // by the rest of the name
	authors  []string         // the first that a page has names the authors
	keywords []string
}

// highwireTags are those that Google Scholar reads.
// https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
var highwireTags = tagSet{
	prefixes: []string{"citation_", "bepress_citation_"},
	fields: map[string]field{
		"title": fieldTitle, "abstract": fieldAbstract, "journal_title": fieldJournal, "inbook_title": fieldJournal,
		"book_title": fieldJournal, "conference_title": fieldJournal, "conference": fieldJournal,
		"doi": fieldDOI, "issn": fieldISSN, "eissn": fieldEISSN, "publication_date": fieldDate, "date": fieldDate,
		"year": fieldDate, "volume": fieldVolume, "issue": fieldIssue, "pages": fieldPages, "language": fieldLanguage,
		"publisher": fieldPublisher, "abstract_html_url": fieldURL, "public_url": fieldURL, "pmid": fieldPMID, "isbn": fieldISBN,
	},
	authors:  []string{"author", "authors"},
	keywords: []string{"keywords", "keyword"},
}

// prismTags are those of the PRISM standard.
var prismTags = tagSet{
	prefixes: []string{"prism."},
	fields: map[string]field{
		"publicationname": fieldJournal, "doi": fieldDOI, "issn": fieldISSN, "eissn": fieldEISSN, "publicationdate": fieldDate,
		"coverdate": fieldDate, "volume": fieldVolume, "number": fieldIssue, "issueidentifier": fieldIssue, "pagerange": fieldPages,
	},
}

// dublinCoreTags are those that OJS and repositories write.
var dublinCoreTags = tagSet{
	prefixes: []string{"dc.", "dcterms.", "dc:", "dcterms:"},
	fields: map[string]field{
		"title": fieldTitle, "title.alternative": fieldAlternative, "alternative": fieldAlternative,
		"description": fieldAbstract, "description.abstract": fieldAbstract, "abstract": fieldAbstract,
		"source": fieldJournal, "ispartof": fieldJournal, "identifier": fieldDOI, "identifier.doi": fieldDOI,
		"source.issn": fieldISSN, "date": fieldDate, "date.issued": fieldDate, "issued": fieldDate,
		"source.volume": fieldVolume, "source.issue": fieldIssue, "identifier.pagenumber": fieldPages,
		"language": fieldLanguage, "publisher": fieldPublisher, "identifier.uri": fieldURL, "rights": fieldLicense, "license": fieldLicense,
	},
	authors:  []string{"creator.personalname", "creator", "contributor.author"},
	keywords: []string{"subject"},
}

// tag is one <meta>, with the family's prefix taken off.
type tag struct{ name, content, lang, place string }

// tags gives the <meta> of a family in their order.
func (set tagSet) tags(doc *goquery.Document) []tag {
	var tags []tag
	doc.Find("meta[content]").Each(func(_ int, s *goquery.Selection) {
		name := s.AttrOr("name", s.AttrOr("property", ""))
		for _, prefix := range set.prefixes {
			if rest, ok := strings.CutPrefix(strings.ToLower(name), prefix); ok {
				lang := langTag(s.AttrOr("xml:lang", s.AttrOr("lang", "")))
				if content := plain(s.AttrOr("content", "")); content != "" {
					tags = append(tags, tag{rest, content, lang, "meta " + name})
				}
				return
			}
		}
	})
	return tags
}

// readMeta adds what the tags of a family say.
func (p *page) readMeta(doc *goquery.Document, set tagSet) {
	tags := set.tags(doc)
	var first, last tag
	var refs []record.Reference
	for _, t := range tags {
		f := set.fields[t.name]
		lang := t.lang
		if lang == "" {
			lang = langOf(t.content, p.lang)
		}
		switch {
		case f == fieldLicense:
			iri, _ := license(t.content)
			p.say(f, iri, "", t.place)
		case f == fieldJournal && t.name == "source" && strings.ContainsAny(t.content, ";"):
			// "Journal; Vol 5, No 2 (2020); 5-10" of OJS 2
			journal, _, _ := strings.Cut(t.content, ";")
			p.say(f, journal, lang, t.place)
		case f != "":
			p.say(f, t.content, lang, t.place)
		}
		switch t.name {
		case "title":
			p.evidence[kindTitle] = true
		case "firstpage", "startingpage":
			first = t
		case "lastpage", "endingpage":
			last = t
		case "reference":
			if ref, ok := keyedReference(t.content); ok {
				refs = append(refs, ref)
			} else {
				refs = append(refs, record.Reference{Raw: t.content})
			}
		case "conference_title", "conference":
			p.format = record.PaperConference
		case "inbook_title", "book_title":
			p.format = record.Chapter
		case "dissertation_institution", "dissertation_name":
			p.format = record.Thesis
		case "technical_report_institution", "technical_report_number":
			p.format = record.Report
		}
		if f == fieldDOI && findDOI(t.content) != "" || t.name == "author" || t.name == "creator.personalname" || t.name == "journal_title" {
			p.evidence[kindByline] = true
		}
	}
	if first.content != "" {
		p.say(fieldPages, joinPages(first.content, last.content), "", first.place)
	}
	if online, ok := lookup(tags, "online_date"); ok && len(p.claims[fieldDate]) == 0 {
		p.say(fieldDate, online.content, "", online.place)
	}
	for _, list := range set.authorLists(tags) {
		p.addPeople(set.people(list, p.lang))
	}
	p.addReferences(unnumbered(refs), "meta citation_reference")
	p.readKeywordTags(set, tags)
}

func joinPages(first, last string) string {
	if last == "" || last == first {
		return first
	}
	return first + "-" + last
}

func lookup(tags []tag, name string) (tag, bool) {
	for _, t := range tags {
		if t.name == name {
			return t, true
		}
	}
	return tag{}, false
}

// authorLists parts the tags of a page that names all its authors once in each
// of several languages. What is told of an author stands after the name.
func (set tagSet) authorLists(tags []tag) [][]tag {
	lists := make(map[string][]tag)
	names := make(map[string]int)
	var langs []string
	lang := ""
	for _, t := range tags {
		if slices.Contains(set.authors, t.name) {
			if lang = t.lang; names[lang] == 0 {
				langs = append(langs, lang)
			}
			names[lang]++
		}
		lists[lang] = append(lists[lang], t)
	}
	var all [][]tag
	for _, lang := range langs {
		if names[lang] != names[langs[0]] {
			return [][]tag{tags}
		}
		all = append(all, lists[lang])
	}
	return all
}

// people reads the authors. What is told of an author stands after the name.
func (set tagSet) people(tags []tag, lang string) (people []record.Contribution, place string) {
	for _, name := range set.authors {
		for _, t := range tags {
			last := len(people) - 1
			switch {
			case t.name == name:
				names := []string{t.content}
				if strings.Contains(t.content, ";") {
					names = splitNames(t.content)
				}
				people, place = append(people, contributions(names)...), t.place
			case last < 0:
			case t.name == "author_institution" || t.name == "author_affiliation":
				for body := range strings.SplitSeq(t.content, ";") {
					if body = squeeze(body); body != "" {
						people[last].Affiliations = append(people[last].Affiliations, affiliation(body, "", lang))
					}
				}
			case t.name == "author_orcid":
				people[last].Agent.ORCID = findORCID(t.content)
			}
		}
		if len(people) > 0 {
			break
		}
	}
	return people, place
}

// readKeywordTags takes one keyword a tag, or a list where one tag has all.
func (p *page) readKeywordTags(set tagSet, tags []tag) {
	for _, name := range set.keywords {
		var words []record.Text
		var place string
		for _, t := range tags {
			if t.name == name {
				place = t.place
				lang := t.lang
				if lang == "" {
					lang = p.lang
				}
				words = append(words, keywords([]line{{text: t.content}}, lang)...)
			}
		}
		p.addKeywords(words, place)
	}
}

// plain takes markup and entities out of a text that some sites put into their
// tags.
func plain(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "</") || strings.Contains(s, "<br") || strings.Contains(s, "<p>") {
		if doc, err := goquery.NewDocumentFromReader(strings.NewReader(s)); err == nil {
			s = joined(render(doc.Find("body")))
		}
	}
	return squeeze(invisible.Replace(s))
}
