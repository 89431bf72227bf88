package partner_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/partner"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
)

func TestNew(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"http://127.0.0.1:64210", "http://127.0.0.1:64210"},
		{"cayley+http://host:64210/", "http://host:64210"},
		{"cayley+https://user:secret@host/cayley", "https://host/cayley"},
		{"host:64210", ""},
		{"ftp://host", ""},
		{"http://", ""},
		{"http://user:secret@[host", ""},
	} {
		s, err := partner.New(c.address, nil)
		switch {
		case c.want == "":
			if err == nil || strings.Contains(err.Error(), "secret") {
				t.Errorf("%s: got %v, %v", c.address, s, err)
			}
		case err != nil || s.String() != c.want:
			t.Errorf("%s: got %v, %v, want %s", c.address, s, err, c.want)
		}
	}
}

// What Cayley writes comes as literals that everybody knows.
func TestServer_Quads(t *testing.T) {
	c := stock(t)
	for _, line := range []string{`<a> <p> "5"^^<xsd:integer> .`, `<a> <p> "True"^^<xsd:boolean> <g> .`, `_:b <p> "4.5E+00"^^<xsd:double> .`, `alice follows bob .`} {
		c.holds[line] = true
	}
	got := map[quad.Quad]bool{}
	for q, err := range c.server().Quads(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got[q] = true
	}
	a, p := quad.IRI("a"), quad.IRI("p")
	want := map[quad.Quad]bool{
		{Subject: a, Predicate: p, Object: quad.Int(5)}:                                                true,
		{Subject: a, Predicate: p, Object: quad.Bool(true), Label: quad.IRI("g")}:                      true,
		{Subject: quad.Blank("b"), Predicate: p, Object: quad.Float(4.5)}:                              true,
		{Subject: quad.String("alice"), Predicate: quad.String("follows"), Object: quad.String("bob")}: true,
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b quad.Quad) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestServer_errors(t *testing.T) {
	answer := ""
	status := 0
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if status == 0 { // the answer breaks off
			w.Header().Set("Content-Length", "1000")
			status = http.StatusOK
		}
		w.WriteHeader(status)
		_, _ = fmt.Fprint(w, answer)
	}))
	defer web.Close()
	server, err := partner.New(strings.Replace(web.URL, "http://", "http://user:secret@", 1), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		status       int
		answer, want string
	}{
		{404, "404 page not found\n", "URL answers 404: 404 page not found"},
		{403, `{"error": "database is read-only"}`, "URL answers 403: database is read-only"},
		{200, "<a> <b>", "URL:1:8: the line ends before the object"},
		{0, "<a> <b> <c> .\n", "URL: unexpected EOF"},
	} {
		status, answer = c.status, c.answer
		var last error
		for _, err := range server.Quads(t.Context()) {
			last = err
		}
		if want := strings.Replace(c.want, "URL", web.URL, 1); last == nil || last.Error() != want {
			t.Errorf("%d %s: got %v, want %s", c.status, c.answer, last, want)
		}
	}
	store := memory.New(memory.Options{})
	change(t, store, numbered(2), nil)
	for _, c := range []struct {
		status       int
		answer, want string
	}{
		{500, `{"error": "failed to parse \"x\""}`, `URL answers 500: failed to parse "x"`},
		{200, `{"result": "Successfully wrote 1 quads.", "count": 1}`, "URL: the server took 1 of 2 quads"},
		{200, `<html>`, "URL: the answer is not Cayley's: invalid character '<' looking for beginning of value"},
	} {
		status, answer = c.status, c.answer
		_, err := try(t.Context(), store, &cayley{Server: web, t: t}, partner.Options{Folder: t.TempDir()})
		if want := strings.Replace(c.want, "URL", web.URL, 1); err == nil || err.Error() != want {
			t.Errorf("%d %s: got %v, want %s", c.status, c.answer, err, want)
		}
	}
	web.Close()
	for _, err := range server.Quads(t.Context()) {
		if err == nil || strings.Contains(err.Error(), "secret") || !strings.HasPrefix(err.Error(), web.URL+": ") {
			t.Errorf("no server: got %v", err)
		}
	}
}
