package gizmo

import "bibgraph/queries/algebra"

// slice passes over some ways and keeps at most limit, if it is not negative.
type slice struct{ skip, limit int64 }

func (s slice) lower(_ *lowering, st state) state {
	st.op = algebra.Slice{Input: st.source(), Skip: s.skip, Limit: s.limit}
	return st
}

func (s slice) reverse() (step, error) { return s, nil }

// order sorts by nodes and tags; without keys by the text of the node, as
// Cayley does.
type order struct{ keys []sortKey }

// sortKey is a node at a tag, or the node that the path is at.
type sortKey struct {
	tag        string
	descending bool
	text       bool // by text, and not numbers and dates by value
}

func (s order) lower(_ *lowering, st state) state {
	var keys []algebra.Key
	for _, k := range s.keys {
		at := st.here
		if k.tag != "" {
			var ok bool
			if at, ok = st.tags.get(k.tag); !ok {
				continue
			}
		}
		keys = append(keys, algebra.Key{Var: at, Descending: k.descending, ByValue: !k.text})
	}
	if keys == nil {
		keys = []algebra.Key{{Var: st.here}}
	}
	st.op = algebra.Order{Input: st.source(), Keys: keys}
	return st
}

func (s order) reverse() (step, error) { return s, nil }

// order reads the names of tags and, after each, how to sort by it; what comes
// before any tag is about the node. All else is passed over, as in Cayley.
func (c call) order() (path, error) {
	var keys []sortKey
	for _, v := range c.args {
		word, err := text(v)
		if err != nil || word == "" {
			continue
		}
		switch word {
		case "asc", "desc", "text", "value":
			if keys == nil {
				keys = []sortKey{{}}
			}
			last := &keys[len(keys)-1]
			last.descending = last.descending || word == "desc"
			last.text = last.text || word == "text"
		default:
			keys = append(keys, sortKey{tag: word})
		}
	}
	if len(keys) > maxTags {
		return path{}, errTags
	}
	return c.this.with(order{keys}), nil
}
