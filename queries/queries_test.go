package queries_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph"
	"bibgraph/queries"
	"bibgraph/queries/exec"
)

func TestRun_cannotBegin(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       error
	}{
		{"", "g.V().all()", queries.ErrNoLanguage},
		{"prolog", "x", queries.ErrUnknownLanguage},
		{"prolog", "", queries.ErrUnknownLanguage},
		{"gizmo", "", queries.ErrEmptyQuery},
		{"gizmo", " \n\t", queries.ErrEmptyQuery},
	} {
		for _, err := range queries.Run(t.Context(), nil, c.lang, c.text, queries.Options{}) {
			if !errors.Is(err, c.want) {
				t.Errorf("%q %q: got %v, want %v", c.lang, c.text, err, c.want)
			}
		}
		if _, err := queries.Explain(t.Context(), nil, c.lang, c.text); !errors.Is(err, c.want) {
			t.Errorf("explain %q %q: got %v, want %v", c.lang, c.text, err, c.want)
		}
	}
	for _, name := range queries.Names() {
		if !queries.Known(name) {
			t.Errorf("%s is not known", name)
		}
	}
	if queries.Known("") || queries.Known("prolog") {
		t.Error("known")
	}
}

func TestRun_limit(t *testing.T) {
	store := loaded(t, filepath.Join("testdata", "conformance", "data.nq"))
	for _, c := range []struct {
		limit int
		text  string
		want  int
	}{
		{0, "g.V().union(g.V()).all()", 100},
		{-1, "g.V().union(g.V()).all()", 170},
		{7, "g.V().all()", 7},
		{7, "g.V().all(); g.V().all()", 14},
		{7, "g.V().getLimit(-1)", 85},
		{7, "g.V().getLimit(0)", 85},
		{7, "g.V().getLimit(3); g.V().all()", 6},
		{7, "g.V().all(); g.emit(1)", 7},
		{7, "g.V().getLimit(3); g.emit(1)", 3},
		{7, "g.V().limit(3).all(); g.emit(1)", 4},
		{7, "g.V().forEach(function (r) { g.emit(r) })", 7},
		{7, "g.V().skip(80).all()", 5},
		{7, "g.V().limit(5).skip(2).all()", 3},
		{7, "g.V().skip(83).limit(5).all()", 2},
	} {
		rows, err := answer(t, store, "gizmo", c.text, queries.Options{Limit: c.limit})
		if err != nil || len(rows) != c.want {
			t.Errorf("limit %d, %s: %d rows, %v, want %d", c.limit, c.text, len(rows), err, c.want)
		}
	}
}

// What the recorded cases leave open. Rows are given as their JSON.
func TestRun_gizmo(t *testing.T) {
	store := loaded(t, filepath.Join("testdata", "conformance", "data.nq"))
	for _, c := range []struct{ name, text, want string }{
		{"label context by path", `g.V("<art/a1>").labelContext(g.V("<auth/ignatov>").in("<curator>")).out("<cites>").all()`, `{"id":"<art/a2>"}`},
		{
			"label context with tag", `g.V("<art/a1>").labelContext(["<g/curated>","<g/cites>"],"l").out("<cites>").is("<art/a2>").all()`,
			`{"id":"<art/a2>","l":"<g/cites>"} {"id":"<art/a2>","l":"<g/curated>"}`,
		},
		{"label context of save", `g.V("<art/a1>").labelContext("<g/curated>").save("<topic>","t").all()`, `{"id":"<art/a1>","t":"<topic/third-neighbor>"}`},
		{
			"label context of saveOpt", `g.V("<art/a1>","<art/a2>").labelContext("<g/curated>").saveOpt("<topic>","t").all()`,
			`{"id":"<art/a1>","t":"<topic/third-neighbor>"} {"id":"<art/a2>"}`,
		},
		{"tag of one side of or", `g.V("<art/a1>").tag("x").or(g.V("<art/a2>").tag("y")).all()`, `{"id":"<art/a1>","x":"<art/a1>"} {"id":"<art/a2>","y":"<art/a2>"}`},
		{
			"tag of both sides of or", `g.V("<art/a1>").tag("x").out("<author>").or(g.V("<art/a2>").tag("x").out("<author>")).out("<name>").all()`,
			`{"id":"Ignatov I. A.","x":"<art/a1>"} {"id":"Базаров В. Б.","x":"<art/a2>"} {"id":"Игнатов И. А.","x":"<art/a1>"}`,
		},
		{"tags of and: the later wins", `g.V("<art/a1>").tag("x").out("<author>").and(g.V("<auth/ignatov>").tag("x")).all()`, `{"id":"<auth/ignatov>","x":"<auth/ignatov>"}`},
		{"tags do not unify", `g.V("<art/a1>").tag("x").out("<cites>").and(g.V("<art/a2>").tag("x").out("<cites>")).all()`, `{"id":"<art/a3>","x":"<art/a2>"}`},
		{"back over or", `g.V("<art/a1>","<art/a2>").tag("s").out("<author>").or(g.V("<art/a3>")).back("s").all()`, `{"id":"<art/a1>","s":"<art/a1>"} {"id":"<art/a2>","s":"<art/a2>"}`},
		{"back over unique", `g.V("<art/a1>","<art/a2>").tag("s").out("<topic>").is("<topic/japan>").unique().back("s").count() === 1 && g.emit("one")`, `"one"`},
		{
			"back keeps the path", `var p = g.V("<art/a1>").tag("s").out("<author>"), q = p.back("s"); p.all(); q.out("<year>").all()`,
			`{"id":"<auth/ignatov>","s":"<art/a1>"} {"id":2020,"s":"<art/a1>"}`,
		},
		{"back in a morphism", `var m = g.M().out("<author>").has("<name>","Campi Alicia").back(); g.V("<art/a4>","<art/a1>").follow(m).all()`, `{"id":"<art/a4>"}`},
		{"followR of followR", `var m = g.M().out("<cites>").out("<author>"); g.V("<art/a2>").followR(g.M().followR(m)).all()`, `{"id":"<auth/dorjsuren>"}`},
		{"followR of back", `var m = g.M().tag("s").out("<author>").back("s").out("<year>"); g.V(2020).followR(m).all()`, `{"id":"<art/a1>","s":"<art/a1>"}`},
		{"recursion in a branch of and", `g.V("<topic/asia>").and(g.V("<topic/japan>").followRecursive("<broader>",-1,"d")).all()`, `{"d":2,"id":"<topic/asia>"}`},
		{"two starts of a recursion", `g.V("<topic/japan>","<topic/mongolia>").followRecursive("<broader>").all()`, `{"id":"<topic/asia>"} {"id":"<topic/east-asia>"}`},
		{
			"two starts found by back", `g.V("<topic/japan>","<topic/mongolia>").tag("s").followRecursive("<broader>").is("<topic/asia>").back("s").all()`,
			`{"id":"<topic/japan>","s":"<topic/japan>"} {"id":"<topic/mongolia>","s":"<topic/mongolia>"}`,
		},
		{"predicates by path, doubled", `g.V("<art/a6>").out([g.V("<author>"), "<rdf:type>"]).all()`, `{"id":"<auth/campi>"} {"id":"<auth/dulguun>"} {"id":"<bib/Report>"}`},
		{"except with nothing", `g.V("<art/a1>").except(g.V("<nope>").out()).all()`, `{"id":"<art/a1>"}`},
		{"has a value by its date", `g.V().has("<published>", new Date(Date.UTC(2009, 8, 1))).all()`, `{"id":"<art/a2>"}`},
		{
			"dates come and go", `var d = g.V("<art/a2>").out("<published>").toValue(); g.emit([d instanceof Date, d]); g.V(d).in().all()`,
			`[true,"2009-09-01T00:00:00Z"] {"id":"<art/a2>"}`,
		},
		{"empty string is no value", `g.V("").all(); g.V("<art/a1>").out("").all()`, ``},
		{"errors are caught", `try { g.V(null) } catch (e) { g.emit([e instanceof Error, e.message]) }`, `[true,"not a quad.Value: <nil>"]`},
		{"values of helpers print their text", `g.emit([String(iri("a")), "" + lang("a","en"), typeof iri("a")])`, `["<a>","\"a\"@en","object"]`},
		{"paths show no members", `g.emit(Object.keys(g.V()).concat(Object.keys(iri("x"))))`, `[]`},
		{"prefixes stay in their session", `g.emit(String(g.IRI("rdf:type")))`, `"<rdf:type>"`},
		{"order before unique", `g.V("<art/a1>").out("<cites>").order().unique().limit(1).all()`, `{"id":"<art/a2>"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := answer(t, store, "gizmo", c.text, queries.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, strings.Join(sorted(rows), " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestExplain(t *testing.T) {
	store := loaded(t, filepath.Join("testdata", "conformance", "data.nq"))
	explain := func(text string) (plan string, err error) {
		_ = store.View(t.Context(), func(snap graph.Snapshot) error {
			plan, err = queries.Explain(t.Context(), snap, "gizmo", text)
			return nil
		})
		return plan, err
	}
	plan, err := explain(`g.V("<art/a1>").out("<cites>").all(); g.emit(g.V("<nope>").count())`)
	if err != nil || !strings.Contains(plan, "<cites>") || !strings.Contains(plan, "<nope>") {
		t.Errorf("%s\n%v", plan, err)
	}
	if _, err := explain("g.V(null)"); err == nil {
		t.Error("no error")
	}
}

func TestRun_maxMemory(t *testing.T) {
	store := loaded(t, filepath.Join("testdata", "conformance", "data.nq"))
	_, err := answer(t, store, "gizmo", `g.V().union(g.V()).order().all()`, queries.Options{MaxMemory: 100})
	if !errors.Is(err, exec.ErrMemory) {
		t.Error(err)
	}
}
