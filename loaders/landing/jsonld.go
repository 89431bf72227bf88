package landing

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"bibgraph/loaders/record"
)

// articleTypes are the types of JSON-LD that a landing page is about. A mere
// Article may be any page.
var articleTypes = map[string]record.Type{
	"ScholarlyArticle": record.ArticleJournal, "MedicalScholarlyArticle": record.ArticleJournal, "Article": "",
	"Report": record.Report, "Thesis": record.Thesis, "Chapter": record.Chapter, "Book": record.Book, "Dataset": record.Dataset,
}

// articleType gives the first of a node's types that is in articleTypes.
func (n node) articleType() (t record.Type, ok bool) {
	for _, name := range strs(n["@type"]) {
		if t, ok = articleTypes[name]; ok {
			return t, true
		}
	}
	return "", false
}

const jsonPlace = "JSON-LD "

// node is an object of JSON-LD. schema.org lets nearly each value be a string,
// an object or an array of both; the methods take any of them.
type node map[string]any

// readJSONLD adds what the page says in schema.org's words.
func (p *page) readJSONLD(doc *goquery.Document) {
	doc.Find(`script[type="application/ld+json"]`).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		var value any
		decoder := json.NewDecoder(strings.NewReader(s.Text()))
		decoder.UseNumber() // a volume is printed, not counted
		if err := decoder.Decode(&value); err != nil {
			p.note("JSON-LD", "it cannot be read: "+err.Error())
			return true
		}
		article := findArticle(value)
		if article != nil {
			p.readArticle(article)
		}
		return article == nil
	})
}

// findArticle looks for the article in a value, its arrays and its @graph.
func findArticle(value any) node {
	for _, n := range nodes(value) {
		if _, ok := n.articleType(); ok {
			return n
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if found := findArticle(n[key]); found != nil {
				return found
			}
		}
	}
	return nil
}

func (p *page) readArticle(n node) {
	t, _ := n.articleType()
	if t != "" {
		p.evidence[kindTitle] = true
	}
	if p.format == "" && t != record.ArticleJournal {
		p.format = t
	}
	title := n.text("headline", "name")
	lang := langTag(n.text("inLanguage"))
	textLang := p.lang
	if textLang == "" {
		textLang = lang
	}
	p.say(fieldTitle, title, langOf(title, textLang), jsonPlace+"headline")
	p.say(fieldAlternative, n.text("alternativeHeadline", "alternateName"), "", jsonPlace+"alternativeHeadline")
	abstract := n.text("abstract", "description")
	p.say(fieldAbstract, abstract, langOf(abstract, textLang), jsonPlace+"abstract")
	p.say(fieldLanguage, lang, "", jsonPlace+"inLanguage")
	p.say(fieldDate, n.text("datePublished"), "", jsonPlace+"datePublished")
	p.say(fieldURL, n.text("url"), "", jsonPlace+"url")
	p.say(fieldPublisher, n.text("publisher"), "", jsonPlace+"publisher")
	if iri, _ := license(n.text("license")); iri != "" {
		p.say(fieldLicense, iri, "", jsonPlace+"license")
	}
	for _, key := range []string{"doi", "identifier", "@id", "sameAs"} {
		for _, s := range n.strs(key) {
			if findDOI(s) != "" {
				p.evidence[kindDOI] = true
				p.say(fieldDOI, s, "", jsonPlace+key)
			}
		}
	}
	p.readPart(n)
	var people []record.Contribution
	for _, key := range []string{"author", "creator"} {
		for _, a := range authorsOf(n[key]) {
			people = append(people, jsonAuthor(a, textLang))
		}
		if len(people) > 0 {
			break
		}
	}
	p.addPeople(people, jsonPlace+"author")
	if len(people) > 0 {
		p.evidence[kindByline] = true
	}
	var words []record.Text
	for _, s := range n.strs("keywords") {
		words = append(words, keywords([]line{{text: plain(s)}}, textLang)...)
	}
	p.addKeywords(words, jsonPlace+"keywords")
	var refs []record.Reference
	for _, s := range n.strs("citation") {
		refs = append(refs, record.Reference{Raw: plain(s)})
	}
	p.addReferences(unnumbered(refs), jsonPlace+"citation")
}

// readPart reads volume, issue, pages and journal, which stand on the article
// or on what it is part of.
func (p *page) readPart(n node) {
	p.say(fieldVolume, n.text("volumeNumber"), "", jsonPlace+"volumeNumber")
	p.say(fieldIssue, n.text("issueNumber"), "", jsonPlace+"issueNumber")
	pages := n.text("pagination")
	if first := n.text("pageStart"); first != "" {
		pages = joinPages(first, n.text("pageEnd"))
	}
	p.say(fieldPages, pages, "", jsonPlace+"pagination")
	for _, part := range nodes(n["isPartOf"]) {
		if slices.Contains(strs(part["@type"]), "Periodical") {
			journal := part.text("name")
			p.say(fieldJournal, journal, langOf(journal, p.lang), jsonPlace+"isPartOf")
			for _, issn := range part.strs("issn") {
				p.say(fieldISSN, issn, "", jsonPlace+"issn")
			}
		}
		p.readPart(part)
	}
}

// authorsOf gives the authors of a value, names alone as objects too.
func authorsOf(value any) []node {
	if s, ok := value.(string); ok {
		var people []node
		for _, name := range splitNames(s) {
			people = append(people, node{"name": name})
		}
		return people
	}
	var people []node
	for _, v := range array(value) {
		switch v := v.(type) {
		case string:
			people = append(people, node{"name": v})
		case map[string]any:
			people = append(people, v)
		}
	}
	return people
}

func jsonAuthor(n node, lang string) record.Contribution {
	name := n.text("name")
	if name == "" {
		name = squeeze(n.text("givenName") + " " + n.text("familyName"))
	}
	c := contribution(name)
	if family := n.text("familyName"); family != "" {
		c.Agent.Family, c.Agent.Given, c.Agent.Literal = family, spaceInitials(n.text("givenName")), ""
	}
	if slices.Contains(strs(n["@type"]), "Organization") {
		c.Agent = record.Agent{Literal: name}
	}
	for _, key := range []string{"identifier", "sameAs", "@id", "url"} {
		for _, s := range n.strs(key) {
			if orcid := findORCID(s); orcid != "" && c.Agent.ORCID == "" {
				c.Agent.ORCID = orcid
			}
		}
	}
	for _, a := range authorsOf(n["affiliation"]) {
		if name := a.text("name"); name != "" {
			o := affiliation(name, "", lang)
			for _, address := range nodes(a["address"]) {
				o.Country = cmp.Or(o.Country, countryCode(address.text("addressCountry")))
			}
			c.Affiliations = append(c.Affiliations, o)
		}
	}
	return c
}

// text gives the first of the keys that has words.
func (n node) text(keys ...string) string {
	for _, key := range keys {
		if all := n.strs(key); len(all) > 0 {
			return plain(all[0])
		}
	}
	return ""
}

func (n node) strs(key string) []string { return strs(n[key]) }

// strs gives the words of a value; an object speaks by its name, value or
// address.
func strs(value any) []string {
	var out []string
	for _, v := range array(value) {
		switch v := v.(type) {
		case string:
			out = append(out, v)
		case json.Number:
			out = append(out, v.String())
		case map[string]any:
			for _, key := range []string{"@value", "value", "name", "headline", "alternateName", "url", "@id"} {
				if s := strs(v[key]); len(s) > 0 {
					out = append(out, s[0])
					break
				}
			}
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// array gives the elements of an array, or the one value that is none.
func array(value any) []any {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{value}
}

// nodes gives the objects among the elements of a value.
func nodes(value any) []node {
	var out []node
	for _, v := range array(value) {
		if m, ok := v.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}
