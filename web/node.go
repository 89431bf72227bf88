package web

import (
	"errors"
	"fmt"
	"net/http"

	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
)

// maxNode is the longest body of a node deletion.
const maxNode = 128 << 10

// deleteNode removes every quad in which the node of the body stands anywhere.
func (s *server) deleteNode(w http.ResponseWriter, r *http.Request) {
	if s.ReadOnly {
		s.refuse(w, r, graph.ErrReadOnly, writeError)
		return
	}
	f := formatOf(mediaType(r.Header.Get("Content-Type")))
	text, err := readAll(r.Body, maxNode)
	switch {
	case errors.Is(err, errTooLong):
		writeError(w, http.StatusRequestEntityTooLarge, "a node is at most 128 KiB long")
		return
	case err != nil:
		writeError(w, http.StatusBadRequest, err.Error())
		return
	case f.ReadTerm == nil:
		writeError(w, http.StatusBadRequest, "format is not supported for reading nodes")
		return
	}
	node, err := f.ReadTerm(text, formats.Options{Lax: true})
	if err != nil {
		writeError(w, http.StatusBadRequest, err.Error())
		return
	}
	err = s.store.Update(r.Context(), func(tx graph.Tx) error {
		ids, err := tx.Variants(node)
		if err != nil {
			return err
		}
		gone := 0
		for _, id := range ids {
			n, err := removeNode(tx, id)
			if err != nil {
				return err
			}
			gone += n
		}
		if gone == 0 {
			return badRequest{errors.New("node does not exist")}
		}
		return nil
	})
	if err != nil {
		s.refuse(w, r, err, writeError)
		return
	}
	w.Header().Set("Content-Type", typeJSON)
	_, _ = fmt.Fprint(w, "{\"result\": \"Successfully deleted 1 nodes.\", \"count\": 1}\n")
}

// removeNode removes the quads that use an ID in any position.
func removeNode(tx graph.Tx, id graph.ID) (int, error) {
	gone := 0
	for position := range len(graph.Row{}) {
		var pattern graph.Row
		pattern[position] = id
		var quads []quad.Quad
		for q, err := range graph.Quads(tx, pattern, graph.OrderFor(pattern)) {
			if err != nil {
				return 0, err
			}
			quads = append(quads, q)
		}
		n, err := tx.Remove(quads...)
		if err != nil {
			return 0, err
		}
		gone += n
	}
	return gone, nil
}
