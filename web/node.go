package web

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"

	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
)

// maxNode is the longest body of a node deletion.
const maxNode = 128 << 10

var errNoNode = badRequest{errors.New("node does not exist")}

// deleteNode removes every quad in which the node of the body stands anywhere.
func (s *server) deleteNode(w http.ResponseWriter, r *http.Request) {
	if err := s.removeNode(r); err != nil {
		s.refuse(w, r, err, v2)
		return
	}
	w.Header().Set("Content-Type", typeJSON)
	_, _ = fmt.Fprint(w, "{\"result\": \"Successfully deleted 1 nodes.\", \"count\": 1}\n") // the client has gone
}

func (s *server) removeNode(r *http.Request) error {
	if s.ReadOnly {
		return graph.ErrReadOnly
	}
	node, err := nodeIn(r)
	if err != nil {
		return badRequest{err}
	}
	gone := 0
	err = s.store.Update(r.Context(), func(tx graph.Tx) error {
		ids, err := tx.Variants(node)
		if err != nil {
			return err
		}
		for _, id := range ids {
			n, err := removeUses(tx, id)
			if err != nil {
				return err
			}
			gone += n
		}
		if gone == 0 {
			return errNoNode
		}
		return nil
	})
	if err == nil {
		s.Metrics.changes.WithLabelValues("deleted").Add(float64(gone))
	}
	return err
}

// nodeIn reads the one term of a body, in the format of its content type.
func nodeIn(r *http.Request) (quad.Term, error) {
	f := formatOf(mediaType(r.Header.Get("Content-Type")))
	if f.ReadTerm == nil {
		return quad.Term{}, errors.New("format is not supported for reading nodes")
	}
	in, free, err := received(r)
	if err != nil {
		return quad.Term{}, err
	}
	defer free()
	text, err := readAll(in, maxNode)
	switch {
	case errors.Is(err, errTooLong):
		return quad.Term{}, fmt.Errorf("a node of more than 128 KiB is %w", err)
	case err != nil:
		return quad.Term{}, err
	case len(bytes.TrimSpace(text)) == 0:
		return quad.Term{}, errNoNode
	}
	node, err := f.ReadTerm(text, formats.Options{Lax: true})
	if err == nil && node.IsZero() {
		err = errNoNode
	}
	return node, err
}

// removeUses removes the quads that use an ID in any position.
func removeUses(tx graph.Tx, id graph.ID) (int, error) {
	gone := 0
	for position := range len(graph.Row{}) {
		var pattern graph.Row
		pattern[position] = id
		for q, err := range graph.Quads(tx, pattern, graph.OrderFor(pattern)) {
			if err != nil {
				return 0, err
			}
			n, err := tx.Remove(q)
			if err != nil {
				return 0, err
			}
			gone += n
		}
	}
	return gone, nil
}
