package landing

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// breaking are the elements that stand in lines of their own.
var breaking = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Center: true, atom.Dd: true,
	atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figure: true, atom.Footer: true, atom.Form: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true,
	atom.Li: true, atom.Main: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true, atom.Table: true,
	atom.Tbody: true, atom.Td: true, atom.Th: true, atom.Tr: true, atom.Ul: true, atom.Body: true,
}

// headings are the elements that open a part of a page.
var headings = map[atom.Atom]bool{
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
}

// renderer writes markup as the lines that people see.
type renderer struct {
	lines []line
	words strings.Builder
	opens bool
	items int // how many <li> are open
}

// render gives the lines of a part of a page.
func render(s *goquery.Selection) []line {
	r := renderer{opens: true}
	for _, n := range s.Nodes {
		r.node(n, "")
		r.flush("", false)
	}
	return r.lines
}

func (r *renderer) node(n *html.Node, place string) {
	if n.Type == html.TextNode {
		r.words.WriteString(n.Data)
		return
	}
	heading := headings[n.DataAtom]
	own := nodePlace(n, place)
	switch {
	case n.DataAtom == atom.Br:
		r.flush(place, false)
		return
	case breaking[n.DataAtom]:
		r.flush(place, false)
		r.opens = true
	}
	if n.DataAtom == atom.Li {
		r.items++
	}
	for c := range n.ChildNodes() {
		r.node(c, own)
	}
	if breaking[n.DataAtom] {
		r.flush(own, heading)
		r.opens = true
	}
	if n.DataAtom == atom.Li {
		r.items--
	}
}

// flush ends the line.
func (r *renderer) flush(place string, heading bool) {
	text := squeeze(invisible.Replace(r.words.String()))
	r.words.Reset()
	if text != "" {
		r.lines = append(r.lines, line{text: text, raw: text, place: place, opens: r.opens, heading: heading, item: r.items > 0})
		r.opens = false
	}
}

// nodePlace names the nearest element with an id or class.
func nodePlace(n *html.Node, outer string) string {
	for _, key := range []string{"id", "class"} {
		for _, a := range n.Attr {
			if value, _, _ := strings.Cut(a.Val, " "); a.Key == key && value != "" {
				return n.Data + map[string]string{"id": "#", "class": "."}[key] + value
			}
		}
	}
	if outer == "" {
		return n.Data
	}
	return outer
}
