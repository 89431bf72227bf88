package canonical

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bibgraph/graph/quad"
)

// issuer gives labels to blank nodes in the order in which it meets them.
// https://www.w3.org/TR/rdf-canon/#issue-identifier
type issuer struct {
	prefix string
	of     map[quad.Term]string
	order  []quad.Term
}

func newIssuer(prefix string) *issuer { return &issuer{prefix: prefix, of: map[quad.Term]string{}} }

func (i *issuer) issue(t quad.Term) string {
	label, ok := i.of[t]
	if !ok {
		label = i.prefix + strconv.Itoa(len(i.order))
		i.of[t] = label
		i.order = append(i.order, t)
	}
	return label
}

func (i *issuer) clone() *issuer {
	return &issuer{prefix: i.prefix, of: maps.Clone(i.of), order: slices.Clone(i.order)}
}

// naming is the state of the algorithm. Its steps have the numbers and names
// of https://www.w3.org/TR/rdf-canon/#canon-algo-algo.
type naming struct {
	quads     map[quad.Term][]quad.Quad // that speak of a blank node
	first     map[quad.Term]string      // hash first degree quads
	canonical *issuer
	budget    int
}

// Work that telling blank nodes apart may take: looking at one node in one
// order. The first is for small graphs, the second grows with the graph.
const (
	leastWork   = 1 << 22
	workForEach = 1 << 8
)

func newNaming(quads []quad.Quad) *naming {
	n := &naming{quads: map[quad.Term][]quad.Quad{}, first: map[quad.Term]string{}, canonical: newIssuer("c14n")}
	for _, q := range quads {
		seen := map[quad.Term]bool{}
		for _, t := range q.Terms() {
			if t.Kind() == quad.KindBlank && !seen[t] {
				seen[t] = true
				n.quads[t] = append(n.quads[t], q)
			}
		}
	}
	n.budget = leastWork + workForEach*len(n.quads)
	return n
}

func (n *naming) name() (*issuer, error) {
	alike := map[string][]quad.Term{}
	for t := range n.quads {
		h := n.hashFirstDegree(t)
		n.first[t] = h
		alike[h] = append(alike[h], t)
	}
	hashes := slices.Sorted(maps.Keys(alike))
	for _, h := range hashes { // step 4
		if len(alike[h]) == 1 {
			n.canonical.issue(alike[h][0])
			delete(alike, h)
		}
	}
	for _, h := range hashes { // step 5
		var results []result
		for _, t := range alike[h] {
			if _, issued := n.canonical.of[t]; issued {
				continue
			}
			temporary := newIssuer("b")
			temporary.issue(t)
			r, err := n.hashNDegree(t, temporary)
			if err != nil {
				return nil, err
			}
			results = append(results, r)
		}
		slices.SortFunc(results, func(a, b result) int { return strings.Compare(a.hash, b.hash) })
		for _, r := range results {
			for _, t := range r.issuer.order {
				n.canonical.issue(t)
			}
		}
	}
	return n.canonical, nil
}

// hashFirstDegree is Hash First Degree Quads: what is said of a blank node,
// but for the names of others.
func (n *naming) hashFirstDegree(of quad.Term) string {
	var lines []string
	for _, q := range n.quads[of] {
		q = each(q, func(t quad.Term) quad.Term {
			if t == of {
				return quad.Blank("a")
			}
			return quad.Blank("z")
		})
		lines = append(lines, q.String()+"\n")
	}
	slices.Sort(lines)
	return hash(strings.Join(lines, ""))
}

// hashRelated is Hash Related Blank Node.
func (n *naming) hashRelated(related quad.Term, q quad.Quad, issuer *issuer, position string) string {
	input := position
	if position != "g" {
		input += q.Predicate.String()
	}
	if label, ok := n.canonical.of[related]; ok {
		return hash(input + "_:" + label)
	}
	if label, ok := issuer.of[related]; ok {
		return hash(input + "_:" + label)
	}
	return hash(input + n.first[related])
}

// result is what Hash N-Degree Quads gives.
type result struct {
	hash   string
	issuer *issuer
}

// hashNDegree is Hash N-Degree Quads: what is said of a blank node and of those
// beside it, in the order of all that gives the least path.
func (n *naming) hashNDegree(of quad.Term, issuer *issuer) (result, error) {
	beside := map[string][]quad.Term{}
	for _, q := range n.quads[of] {
		for _, place := range []struct {
			name string
			term quad.Term
		}{{"s", q.Subject}, {"o", q.Object}, {"g", q.Label}} {
			if place.term.Kind() == quad.KindBlank && place.term != of {
				h := n.hashRelated(place.term, q, issuer, place.name)
				beside[h] = append(beside[h], place.term)
			}
		}
	}
	var data strings.Builder
	for _, h := range slices.Sorted(maps.Keys(beside)) {
		data.WriteString(h)
		path, chosen := "", issuer
		for order := range permutations(beside[h]) {
			p, i, err := n.path(order, issuer.clone(), path)
			if err != nil {
				return result{}, err
			}
			if path == "" || i != nil && p < path {
				path, chosen = p, i
			}
		}
		data.WriteString(path)
		issuer = chosen
	}
	return result{hash(data.String()), issuer}, nil
}

// path walks the nodes in their order. It gives no issuer if the path becomes
// greater than the best.
func (n *naming) path(order []quad.Term, issuer *issuer, best string) (string, *issuer, error) {
	if n.budget -= len(order) + len(issuer.order); n.budget < 0 {
		return "", nil, ErrTooAlike
	}
	worse := func(path string) bool { return best != "" && len(path) >= len(best) && path > best }
	var todo []quad.Term
	path := ""
	for _, t := range order {
		label, ok := n.canonical.of[t]
		if !ok {
			if _, met := issuer.of[t]; !met {
				todo = append(todo, t)
			}
			label = issuer.issue(t)
		}
		if path += "_:" + label; worse(path) {
			return path, nil, nil
		}
	}
	for _, t := range todo {
		r, err := n.hashNDegree(t, issuer)
		if err != nil {
			return "", nil, err
		}
		path += "_:" + issuer.issue(t) + "<" + r.hash + ">"
		if issuer = r.issuer; worse(path) {
			return path, nil, nil
		}
	}
	return path, issuer, nil
}

// permutations gives all orders of terms. An order is valid until the next.
func permutations(terms []quad.Term) func(func([]quad.Term) bool) {
	return func(yield func([]quad.Term) bool) {
		terms := slices.Clone(terms)
		var from func(i int) bool
		from = func(i int) bool {
			if i == len(terms) {
				return yield(terms)
			}
			for j := i; j < len(terms); j++ {
				terms[i], terms[j] = terms[j], terms[i]
				if !from(i + 1) {
					return false
				}
				terms[i], terms[j] = terms[j], terms[i]
			}
			return true
		}
		from(0)
	}
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
