package partner_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	cayleynquads "github.com/cayleygraph/quad/nquads"

	"bibgraph/graph/partner"
	"bibgraph/graph/quad"
)

// cayley behaves as a stock Cayley does: it reads with Cayley's own reader, holds each quad by the text form of
// its terms, applies 10,000 at a time, refuses to delete what is not there,
// answers 500 to all that, and does not unpack what is to be deleted.
type cayley struct {
	*httptest.Server
	t *testing.T

	mu       sync.Mutex
	holds    map[string]bool
	requests []string // such as "write 3"

	// fail tells whether the connection breaks before or after the change that
	// a request asks for.
	fail func(request int) (before, after bool)
}

func stock(t *testing.T) *cayley {
	t.Helper()
	c := &cayley{t: t, holds: map[string]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/v2/write", func(w http.ResponseWriter, r *http.Request) { c.change(w, r, "write", "Successfully wrote", c.add) })
	mux.HandleFunc("POST /api/v2/delete", func(w http.ResponseWriter, r *http.Request) {
		c.change(w, r, "delete", "Successfully deleted", c.remove)
	})
	mux.HandleFunc("GET /api/v2/read", c.read)
	c.Server = httptest.NewServer(mux)
	t.Cleanup(c.Close)
	return c
}

func (c *cayley) server() *partner.Server {
	c.t.Helper()
	s, err := partner.New(c.URL, c.Client())
	if err != nil {
		c.t.Fatal(err)
	}
	return s
}

func (c *cayley) change(w http.ResponseWriter, r *http.Request, name, done string, apply func([]string) error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	in := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" && name == "write" {
		unpacked, err := gzip.NewReader(r.Body)
		if err != nil {
			c.t.Error(err)
		}
		in = unpacked
	}
	body, err := io.ReadAll(in)
	if err != nil {
		return // the client has gone
	}
	before, after := false, false
	if c.fail != nil {
		before, after = c.fail(len(c.requests))
	}
	if before {
		panic(http.ErrAbortHandler)
	}
	quads, err := texts(body)
	n := len(quads)
	c.requests = append(c.requests, fmt.Sprintf("%s %d", name, n))
	for batch := range slices.Chunk(quads, 10_000) {
		if err == nil || len(batch) == 10_000 { // the batches before a bad line stay
			if failed := apply(batch); failed != nil {
				err = failed
				break
			}
		}
	}
	if after {
		panic(http.ErrAbortHandler)
	}
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
		return
	}
	_, _ = fmt.Fprintf(w, "{\"result\":\"%s %d quads.\",\"count\":%d}\n", done, n, n)
}

func (c *cayley) add(quads []string) error {
	for _, q := range quads {
		c.holds[q] = true
	}
	return nil
}

func (c *cayley) remove(quads []string) error {
	for _, q := range quads {
		if !c.holds[q] {
			return fmt.Errorf("delete %s: quad does not exist", q)
		}
	}
	for _, q := range quads {
		delete(c.holds, q)
	}
	return nil
}

func (c *cayley) read(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, q := range c.all() {
		if strings.HasPrefix(q, r.FormValue("sub")) && strings.Contains(q, r.FormValue("pred")) {
			_, _ = fmt.Fprintln(w, q)
		}
	}
}

// all is what it holds, sorted.
func (c *cayley) all() []string {
	var all []string
	for q := range c.holds {
		all = append(all, q)
	}
	slices.Sort(all)
	return all
}

// texts reads N-Quads with Cayley's own reader into the text forms by which
// Cayley knows them.
func texts(body []byte) (all []string, err error) {
	in := cayleynquads.NewReader(bytes.NewReader(body), false)
	for {
		q, err := in.ReadQuad()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		line := q.Subject.String() + " " + q.Predicate.String() + " " + q.Object.String()
		if q.Label != nil {
			line += " " + q.Label.String()
		}
		all = append(all, line+" .")
	}
}

// text is what Cayley knows a quad by.
func text(q quad.Quad) string {
	var parts []string
	for _, t := range q.Terms() {
		if !t.IsZero() {
			parts = append(parts, t.Canonical().CayleyText())
		}
	}
	return strings.Join(append(parts, "."), " ")
}
