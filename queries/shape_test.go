package queries_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"bibgraph/queries"
	"bibgraph/queries/shape"
)

// drawn is a shape as a line: links as "source -link-> target", nodes as what
// they may be and what they are called, and nodes without a link.
func drawn(s shape.Shape) string {
	name := func(id int) string {
		if id == 0 {
			return "or"
		}
		n := s.Nodes[id-1]
		text := "?"
		switch {
		case n.IsFixed:
			text = strings.Join(n.Values, "|")
		case n.IsLinkNode && len(n.Values) > 0:
			text += strings.Join(n.Values, "|")
		}
		if len(n.Tags) > 0 {
			text += " as " + strings.Join(n.Tags, ",")
		}
		return fmt.Sprintf("%d:%s", id, text)
	}
	linked := map[int]bool{}
	var lines []string
	for _, l := range s.Links {
		linked[l.Source], linked[l.Target], linked[l.LinkNode] = true, true, true
		lines = append(lines, fmt.Sprintf("%s -%s-> %s", name(l.Source), name(l.LinkNode), name(l.Target)))
	}
	for _, n := range s.Nodes {
		if !linked[n.ID] {
			lines = append(lines, name(n.ID))
		}
	}
	return strings.Join(lines, "; ")
}

func TestShape(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{
			"gizmo", `g.V("<a>").out("<p>").tag("x").in(["<q>", "<r>"], "how").all()`,
			"1:<a> -3:<p>-> 2:? as x; 5:? -4:<q>|<r> as how-> 2:? as x",
		},
		{
			"gizmo", `g.V().has("<p>", "<v>").labelContext("<g>").save("<s>", "t").all()`,
			"1:? -2:<p>-> 3:<v>; 1:? -5:<s>|<g>-> 4:? as t",
		},
		{
			"gizmo", `g.V("<a>").both("<p>").all()`,
			"3:? -4:<p>-> 1:<a>; 2:? -or-> 3:?; 1:<a> -6:<p>-> 5:?; 2:? -or-> 5:?",
		},
		{
			"gizmo", `g.V("<a>").or(g.V("<b>").out("<p>")).tag("x").all()`,
			"1:? as x -or-> 2:<a>; 3:<b> -5:<p>-> 4:?; 1:? as x -or-> 4:?",
		},
		{
			"gizmo", `g.V("<a>").followRecursive(g.M().out("<p>").in("<q>"), "depth").all()`,
			"1:<a> -4:<p>-> 3:?; 2:? -5:<q>-> 3:?",
		},
		{
			"gizmo", `g.V("<a>").except(g.V("<b>").out("<p>")).count()`,
			"2:<b> -4:<p>-> 3:?; 1:<a>",
		},
		{
			"gizmo", `g.V("<a>").all(); g.V("<b>").all()`,
			"1:<a>; 2:<b>",
		},
		{
			"gizmo", `1 + 1`,
			"",
		},
		{
			"mql", `[{"id": "<a>", "<p>": "<v>", "!<q>": [{"id": null, "<r>": null}]}]`,
			"1:? as !<q> -3:<q>-> 2:<a>; 2:<a> -5:<p>-> 4:<v> as <p>; 1:? as !<q> -7:<r>-> 6:? as <r>",
		},
		{
			"graphql", `{ works: nodes(id: [<a>, <b>]) @label(v: <g>) { id p q @rev { r @opt } } }`,
			"1:<a>|<b> as works -3:<p>|<g>-> 2:? as p; 4:? as q -5:<q>|<g>-> 1:<a>|<b> as works; 4:? as q -7:<r>|<g>-> 6:? as r",
		},
	} {
		s, err := queries.Shape(t.Context(), c.lang, c.text, queries.Options{})
		if got := drawn(s); err != nil || got != c.want {
			t.Errorf("%s %s\ngot %v\n%s\nwant\n%s", c.lang, c.text, err, got, c.want)
		}
	}
}

func TestShape_json(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`g.V("<a>").out().tag("x").all()`, `{"nodes":[` +
			`{"id":1,"values":["<a>"],"is_link_node":false,"is_fixed":true},` +
			`{"id":2,"tags":["x"],"is_link_node":false,"is_fixed":false},` +
			`{"id":3,"is_link_node":true,"is_fixed":false}],` +
			`"links":[{"source":1,"target":2,"type":0,"link_node":3}]}`},
		{`null`, `{"nodes":[],"links":[]}`},
	} {
		s, err := queries.Shape(t.Context(), "gizmo", c.text, queries.Options{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(s)
		got := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(string(text))
		if err != nil || got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestShape_errors(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"", "x", "not specified"},
		{"nope", "x", "unknown query language"},
		{"mql", " ", "query is empty"},
		{"gizmo", "g.V(", "SyntaxError"},
		{"mql", "[{},{}]", "multiple fields"},
		{"graphql", "{ a", "Expected"},
		{"gizmo", "while (true) g.V().all()", "at most 100 questions"},
	} {
		_, err := queries.Shape(t.Context(), c.lang, c.text, queries.Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s: %v, want an error with %q", c.lang, c.text, err, c.want)
		}
	}
}
