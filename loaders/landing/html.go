package landing

import (
	"fmt"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"bibgraph/loaders/record"
)

// noise is markup that says nothing about the article.
const noise = "script, style, noscript, template, svg, iframe, nav, select, button, input, textarea, .cmp_skip_to_content, " +
	".pkp_structure_sidebar, .pkp_brand_footer, .pkp_navigation_primary_row, .citation_formats, .citation_formats_list, " +
	".item.author_bios, #sidebar, #navbar, #rightSidebar, #leftSidebar"

// blocks are the parts that a layout marks by class or id, whatever words it
// prints above them: OJS 3 first, then OJS 2 and Elpub.
var blocks = []struct {
	selector string
	kind     kind
}{
	{"h1.page_title", kindTitle},
	{".item.doi", kindDOI},
	{".item.keywords", kindKeywords},
	{".item.abstract", kindAbstract},
	{".item.references", kindReferences},
	{".item.citation .csl-entry", kindCitation},
	{".item.citation .citation_display .value", kindCitation},
	{".item.issue .title", kindIssue},
	{".item.published", kindPublished},
	{".item.copyright", kindLicense},
	{"#breadcrumb a", kindIssue},
	{"#articleTitle", kindTitle},
	{"#authorString", kindByline},
	{"#articleAbstract", kindAbstract},
	{"#articleSubject", kindKeywords},
	{"#authorBio", kindAuthors},
	{"#articleCitations", kindReferences},
}

// readHTML reads a page of markup: its tags for machines first, then what it
// shows to people.
func (p *page) readHTML(text string) error {
	if endsEarly(text) {
		p.note("end of file", "the HTML ends before </html>: what followed is missing")
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil { // nesting without end: HTML itself has no errors
		return fmt.Errorf("the HTML cannot be read: %w", err)
	}
	root := doc.Find("html")
	p.lang = langTag(root.AttrOr("lang", root.AttrOr("xml:lang", "")))
	p.readMeta(doc, highwireTags)
	p.readJSONLD(doc)
	p.readMeta(doc, prismTags)
	p.readMeta(doc, dublinCoreTags)
	p.readLinks(doc)

	tab := squeeze(doc.Find("head title").First().Text())
	doc.Find(noise).Remove()
	p.readAuthorList(doc)
	sections := takeBlocks(doc)
	body := render(doc.Find("body"))
	head, labelledSections := p.split(body)
	p.readSections(append(sections, labelledSections...))
	p.readSmallPrint(head)
	if len(p.claims[fieldTitle]) == 0 {
		p.guessTitle(doc, head, tab)
	}
	return nil
}

// endsEarly reports whether a page opens <html> and never closes it.
func endsEarly(text string) bool {
	opened, closed := false, false
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return opened && !closed
		case html.StartTagToken:
			name, _ := z.TagName()
			opened = opened || string(name) == "html"
		case html.EndTagToken:
			name, _ := z.TagName()
			closed = closed || string(name) == "html"
		default:
		}
	}
}

// readLinks reads the addresses that a page gives as links, and the few facts
// that stand in tags of no family.
func (p *page) readLinks(doc *goquery.Document) {
	doc.Find(`a[href*="creativecommons.org/"], link[href*="creativecommons.org/"]`).Each(func(_ int, s *goquery.Selection) {
		if iri, _ := license(s.AttrOr("href", "")); iri != "" {
			p.say(fieldLicense, iri, "", "link to the licence")
		}
	})
	p.say(fieldDOI, doc.Find(`meta[name="doi" i], meta[id="doi" i]`).AttrOr("content", ""), "", "meta doi")
	p.say(fieldDate, doc.Find(`meta[itemprop="datePublished"]`).AttrOr("content", ""), "", "meta datePublished")
	p.say(fieldURL, doc.Find(`link[rel="canonical"]`).AttrOr("href", ""), "", "link canonical")
}

// readAuthorList reads the authors of OJS 3, each with name, affiliation and
// ORCID in elements of their own.
func (p *page) readAuthorList(doc *goquery.Document) {
	var people []record.Contribution
	items := doc.Find(".item.authors li, ul.authors li")
	items.Each(func(_ int, s *goquery.Selection) {
		name := squeeze(s.Find(".name").First().Text())
		if name == "" {
			return
		}
		c := contribution(name)
		s.Find(".affiliation").Each(func(_ int, s *goquery.Selection) {
			for body := range strings.SplitSeq(s.Text(), ";") {
				if body = squeeze(body); body != "" {
					c.Affiliations = append(c.Affiliations, affiliation(body, "", p.lang))
				}
			}
		})
		if orcid := findORCID(s.Find(".orcid").Text()); orcid != "" {
			c.Agent.ORCID = orcid
		}
		people = append(people, c)
	})
	items.Remove()
	p.addPeople(people, ".item.authors")
}

// takeBlocks cuts the marked parts out of a page.
func takeBlocks(doc *goquery.Document) []section {
	var sections []section
	for _, b := range blocks {
		found := doc.Find(b.selector)
		found.Find(".label").Remove()
		found.Each(func(_ int, s *goquery.Selection) {
			lines := render(s)
			if len(lines) > 1 && (lines[0].heading || isLabel(lines[0].text)) {
				lines = lines[1:]
			}
			if len(lines) > 0 {
				lines[0].opens = true
			}
			sections = append(sections, section{label: label{kind: b.kind}, place: b.selector, lines: lines})
		})
		found.Remove()
	}
	return sections
}

func isLabel(text string) bool {
	_, rest, ok := labelled(text)
	return ok && rest == ""
}

// guessTitle finds the title of a page that marks none: after the search box
// of Elpub, in the heading that the browser's tab repeats, or in the tab.
func (p *page) guessTitle(doc *goquery.Document, head []line, tab string) {
	for _, l := range head {
		if lb, _, ok := labelled(l.text); ok && lb.kind == kindSearch {
			p.readHead(head, "")
			return
		}
	}
	headings := doc.Find("h1, h2, h3")
	headings.EachWithBreak(func(_ int, s *goquery.Selection) bool {
		text := squeeze(s.Text())
		if len(fold(text)) > 5 && strings.Contains(fold(tab), fold(text)) {
			p.say(fieldTitle, text, langOf(text, p.lang), "heading")
			return false
		}
		return true
	})
	if len(p.claims[fieldTitle]) == 0 {
		text := doc.Find("h1").First().Text()
		p.say(fieldTitle, text, langOf(text, p.lang), "h1")
	}
	if len(p.claims[fieldTitle]) == 0 && tab != "" {
		p.note("title", "the page has no heading; the words of the browser's tab are taken for the title")
		p.say(fieldTitle, tab, langOf(tab, p.lang), "title")
	}
}
