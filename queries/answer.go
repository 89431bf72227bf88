package queries

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"bibgraph/graph"
)

// OwnForm reports whether answers in a language have a form of their own, to
// be sent as plain text whatever happens: GraphQL's {"data": …}, which holds
// its errors too and is safe to paste into HTML.
func OwnForm(lang string) bool { return lang == "graphql" }

// Answer runs a query and gives the whole answer as Cayley's servers send it:
// {"result": rows}, with null for no rows, or what OwnForm tells of. Rows found
// before an error are lost.
func Answer(ctx context.Context, snap graph.Snapshot, lang, text string, o Options) ([]byte, error) {
	if OwnForm(lang) {
		return answerGraphQL(ctx, snap, text, o), nil
	}
	answer := []byte(`{"result":`)
	empty := len(answer)
	for row, err := range Run(ctx, snap, lang, text, o) {
		if err != nil {
			return nil, err
		}
		separator := byte(',')
		if len(answer) == empty {
			separator = '['
		}
		if answer, err = row.AppendJSON(append(answer, separator), o.Collation); err != nil {
			return nil, err
		}
		if o.MaxMemory > 0 && int64(len(answer)) > o.MaxMemory {
			return nil, fmt.Errorf("the answer is longer than %d bytes: ask for fewer rows", o.MaxMemory)
		}
	}
	if len(answer) == empty {
		return append(answer, "null}\n"...), nil
	}
	return append(answer, "]}\n"...), nil
}

func answerGraphQL(ctx context.Context, snap graph.Snapshot, text string, o Options) []byte {
	answer := []byte(`{"data":`)
	for row, err := range Run(ctx, snap, "graphql", text, o) {
		if err == nil {
			answer, err = row.AppendJSON(answer, o.Collation)
		}
		if err != nil {
			return failedGraphQL(err)
		}
	}
	var escaped bytes.Buffer
	json.HTMLEscape(&escaped, append(answer, "}\n"...))
	return escaped.Bytes()
}

// failedGraphQL is the answer to a query that failed. Where in the text it
// failed is part of the message.
func failedGraphQL(err error) []byte {
	message := err.Error()
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		message = context.DeadlineExceeded.Error()
	case errors.Is(err, ErrEmptyQuery):
		message = "unsupported query type" // Cayley's words for no query at all
	}
	quoted, _ := json.Marshal(message) // a string cannot fail
	return fmt.Appendf(nil, "{\"data\":null,\"errors\":[{\"message\":%s,\"locations\":null}]}\n", quoted)
}
