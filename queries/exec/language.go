package exec

import (
	"strings"

	"bibgraph/graph/quad"
)

// speaks tests for a language tag or a narrower one (RFC 4647, 3.3.1).
func speaks(tag string) func(quad.Term) bool {
	return func(t quad.Term) bool {
		own := t.Language()
		return len(own) >= len(tag) && strings.EqualFold(own[:len(tag)], tag) &&
			(len(own) == len(tag) || own[len(tag)] == '-')
	}
}
