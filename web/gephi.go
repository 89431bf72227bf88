package web

import (
	"bytes"
	"encoding/json"
	"hash/fnv"
	"io"
	"iter"
	"maps"
	"math"
	"net/http"
	"strconv"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/queries/results"
)

const (
	gephiLimit  = 10_000 // quads or nodes, unless the client asks for more
	gephiSize   = 20     // of a node
	gephiRadius = 500    // of the circle in which nodes without a place lie
)

// gephi streams the graph to Gephi's Graph Streaming plugin: every quad as an
// edge (mode=raw), or the nodes with their literals as properties and the
// edges between them (mode=nodes).
func (s *server) gephi(w http.ResponseWriter, r *http.Request) {
	limit, err := number(r.FormValue("limit"), gephiLimit)
	if err != nil {
		writeError(w, http.StatusBadRequest, "limit: "+err.Error())
		return
	}
	mode := r.FormValue("mode")
	if mode != "" && mode != "raw" && mode != "nodes" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	begun := false
	err = s.store.View(r.Context(), func(snap graph.Snapshot) error {
		patterns, err := patterns(snap, r)
		if err != nil {
			return err
		}
		begun = true
		w.Header().Set("Content-Type", "application/stream+json")
		g := &gephiStream{out: w, snap: snap, ids: map[quad.Term]string{}}
		if mode == "nodes" {
			return g.nodes(graph.Quads(snap, graph.Row{}, graph.SPOG), limit)
		}
		return g.raw(fitting(snap, patterns), limit)
	})
	s.ended(w, r, "streaming to Gephi", begun, err)
}

// gephiStream writes events, one a line.
type gephiStream struct {
	out   io.Writer
	snap  graph.Snapshot
	ids   map[quad.Term]string // of the nodes that were sent
	edges int
}

func (g *gephiStream) raw(quads iter.Seq2[quad.Quad, error], limit int) error {
	for q, err := range quads {
		if err != nil || g.edges == limit {
			return err
		}
		if err := g.edge(q); err != nil {
			return err
		}
	}
	return nil
}

// nodes reads quads sorted by subject, and ends after limit subjects.
func (g *gephiStream) nodes(quads iter.Seq2[quad.Quad, error], limit int) error {
	var subject quad.Term
	properties := map[string]any{}
	var edges []quad.Quad
	send := func() error {
		if subject.IsZero() {
			return nil
		}
		if err := g.node(subject, properties); err != nil {
			return err
		}
		for _, q := range edges {
			if err := g.edge(q); err != nil {
				return err
			}
		}
		return nil
	}
	for q, err := range quads {
		if err != nil {
			return err
		}
		if q.Subject != subject {
			if err := send(); err != nil {
				return err
			}
			if limit--; limit == -1 {
				return nil
			}
			subject, properties, edges = q.Subject, map[string]any{}, nil
		}
		switch name := q.Predicate.CayleyText(); {
		case q.Object.Kind() == quad.KindIRI || q.Object.Kind() == quad.KindBlank:
			edges = append(edges, q)
		case properties[name] == nil: // one value a property is all that Gephi holds
			properties[name] = results.JSON.Value(q.Object)
		}
	}
	return send()
}

// edge sends a quad, after its nodes where they are new.
func (g *gephiStream) edge(q quad.Quad) error {
	for _, end := range []quad.Term{q.Subject, q.Object} {
		if g.ids[end] == "" {
			if err := g.node(end, nil); err != nil {
				return err
			}
		}
	}
	type edge struct {
		Source string `json:"source"`
		Label  string `json:"label"`
		Pred   string `json:"pred"`
		Target string `json:"target"`
	}
	name := q.Predicate.CayleyText()
	id := "q" + strconv.FormatInt(int64(g.edges), 16)
	g.edges++
	return g.event("ae", id, edge{g.ids[q.Subject], name, name, g.ids[q.Object]})
}

// node adds a node, or changes one that was sent before.
func (g *gephiStream) node(t quad.Term, properties map[string]any) error {
	id, event := g.ids[t], "cn"
	if id == "" {
		id, event = strconv.FormatInt(int64(len(g.ids)), 16), "an"
		g.ids[t] = id
	} else if len(properties) == 0 {
		return nil
	}
	x, y, err := g.place(t)
	if err != nil {
		return err
	}
	node := map[string]any{"size": gephiSize, "x": x, "y": y, "label": t.Value()}
	if t.Kind() == quad.KindBlank {
		node["label"] = t.CayleyText()
	}
	maps.Copy(node, properties)
	return g.event(event, id, node)
}

// place gives the place of a node that is stored with it, or else one that
// looks random and stays the same.
func (g *gephiStream) place(t quad.Term) (x, y float64, err error) {
	hash := fnv.New64a()
	_, _ = io.WriteString(hash, t.CayleyText()) // a hash takes all
	h := hash.Sum64()
	angle := 2 * math.Pi * float64(h>>32) / (1 << 32)
	radius := gephiRadius * math.Sqrt(float64(h&math.MaxUint32)/(1<<32))
	x, y = radius*math.Cos(angle), radius*math.Sin(angle)
	if err = g.stored(t, "gephi:x", &x); err == nil {
		err = g.stored(t, "gephi:y", &y)
	}
	return x, y, err
}

// stored reads a coordinate of a node, if there is one.
func (g *gephiStream) stored(t quad.Term, name string, to *float64) error {
	predicate, ok, err := g.snap.Lookup(quad.IRI(name))
	if !ok || err != nil {
		return err
	}
	subject, ok, err := g.snap.Lookup(t)
	if !ok || err != nil {
		return err
	}
	for q, err := range graph.Quads(g.snap, graph.Row{subject, predicate}, graph.SPOG) {
		if err != nil {
			return err
		}
		switch n := q.Object.Native().(type) {
		case int64:
			*to = float64(n)
		case float64:
			*to = n
		}
	}
	return nil
}

// event writes {name: {id: value}} as a line of its own, as the plugin wants
// them ended.
func (g *gephiStream) event(name, id string, value any) error {
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	if err := e.Encode(map[string]any{name: map[string]any{id: value}}); err != nil {
		return err
	}
	_, err := g.out.Write(append(bytes.TrimSuffix(line.Bytes(), []byte("\n")), "\r\n"...))
	return err
}
