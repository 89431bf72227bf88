package exec

import (
	"cmp"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"time"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// condition tests the term in a slot. Most IDs are judged by their class, so
// that a filter for numbers reads no text from the store.
type condition struct {
	r       *run
	slot    int
	classes classes              // those whose terms may pass
	ids     map[graph.ID]bool    // if not nil, the IDs of the store that pass
	test    func(quad.Term) bool // for the rest
	match   func(string) bool    // if not nil, test for terms that are but text
	texts   func(graph.ID) (string, bool)

	last graph.ID // judged last, and how
	held bool
}

// classes is a set of graph.Class.
type classes uint32

func classesOf(list ...graph.Class) classes {
	var set classes
	for _, c := range list {
		set |= 1 << c
	}
	return set
}

var (
	anyClass = ^classes(0)
	refs     = classesOf(graph.ClassIRI, graph.ClassBlank)
	// Years and dates are native to our IDs but texts to Cayley.
	texts = classesOf(graph.ClassString, graph.ClassLang, graph.ClassTyped, graph.ClassYear, graph.ClassDate)
)

func newCondition(r *run, cond algebra.Cond, slot int) *condition {
	c := &condition{r: r, slot: slot, classes: anyClass}
	switch cond := cond.(type) {
	case algebra.Compare:
		c.classes, c.test = comparison(cond)
	case algebra.Regex:
		c.classes = texts
		if cond.Refs {
			c.classes |= refs
		}
		c.ofText(r.found(cond.Expr))
	case algebra.Like:
		if strings.Trim(cond.Pattern, "%") == "" {
			c.test = func(quad.Term) bool { return cond.Pattern != "" }
		} else {
			c.classes = texts | refs
			c.ofText(r.like(cond.Pattern))
		}
	case algebra.Language:
		c.classes, c.test = classesOf(graph.ClassLang), speaks(cond.Tag)
	case algebra.Search:
		c.classes, c.test = classesOf(graph.ClassString, graph.ClassLang), newSearch(cond.Words).finds
	case algebra.OneOf:
		c.ids, c.test = oneOf(r, cond.Terms)
	}
	return c
}

// ofText has the condition test the text of terms that are not native values.
func (c *condition) ofText(match func(string) bool) {
	c.test = func(t quad.Term) bool { return match(t.Value()) && t.Native() == nil }
	if source, ok := c.r.snap.(graph.TextSource); ok {
		c.match, c.texts = match, source.Texts()
	}
}

func (c *condition) holds(row row) bool {
	id := row[c.slot]
	switch {
	case id == 0:
		return false
	case id >= firstLocal:
		return c.classes.has(graph.ClassOf(c.r.term(id))) && c.test(c.r.term(id))
	case c.ids != nil:
		return c.ids[id]
	case !c.classes.has(id.Class()):
		return false
	}
	if id != c.last {
		c.last, c.held = id, c.judge(id)
	}
	return c.held
}

// judge tests the term of an ID of the store.
func (c *condition) judge(id graph.ID) bool {
	if c.match != nil {
		if text, ok := c.texts(id); ok {
			return c.match(text)
		}
	}
	return c.test(c.r.term(id))
}

func (set classes) has(c graph.Class) bool { return set&(1<<c) != 0 }

// found tests whether the expression is found in a text.
func (r *run) found(expr string) func(string) bool {
	re, err := regexp.Compile(expr)
	if err != nil {
		r.fail(err)
		return nil
	}
	match := re.MatchString
	if tree, err := syntax.Parse(expr, syntax.Perl); err == nil && tree.Op == syntax.OpLiteral && tree.Flags&syntax.FoldCase == 0 {
		text := string(tree.Rune)
		match = func(s string) bool { return strings.Contains(s, text) }
	}
	return match
}

// like tests whether a text is as a Like pattern says.
func (r *run) like(pattern string) func(string) bool {
	open, start := strings.CutPrefix(pattern, "%")
	body, end := strings.CutSuffix(open, "%")
	switch {
	case strings.ContainsAny(body, "%?"):
		return r.found(likeExpr(body, start, end))
	case start && end:
		return func(s string) bool { return strings.Contains(s, body) }
	case start:
		return func(s string) bool { return strings.HasSuffix(s, body) }
	case end:
		return func(s string) bool { return strings.HasPrefix(s, body) }
	default:
		return func(s string) bool { return s == body }
	}
}

// likeExpr gives the expression of a Like pattern without the % at its ends,
// where they set no bounds at all, so that there it runs over line breaks.
func likeExpr(body string, start, end bool) string {
	expr := strings.NewReplacer("%", ".*", `\?`, ".").Replace(regexp.QuoteMeta(body))
	if !start {
		expr = "^" + expr
	}
	if !end {
		expr += "$"
	}
	return expr
}

// oneOf tests for the values of terms.
func oneOf(r *run, terms []quad.Term) (map[graph.ID]bool, func(quad.Term) bool) {
	ids := make(map[graph.ID]bool)
	values := make(map[quad.Term]bool)
	for _, t := range terms {
		values[t.Canonical()] = true
		// A number that a query counted has an ID without being in the store.
		if id, ok := graph.InlineID(t.Canonical()); ok {
			ids[id] = true
		}
		for _, id := range r.variants(t) {
			ids[id] = true
		}
	}
	return ids, func(t quad.Term) bool { return values[t.Canonical()] }
}

// comparison tests how a term stands to a value of its kind.
func comparison(c algebra.Compare) (classes, func(quad.Term) bool) {
	if c.Year {
		return ofYear(c)
	}
	value := c.Value.Canonical()
	if c.ByText {
		return anyClass, func(t quad.Term) bool {
			return stands(c.Cmp, strings.Compare(t.CayleyText(), c.Value.CayleyText()))
		}
	}
	switch v := value.Native().(type) {
	case int64:
		return classesOf(graph.ClassInteger, graph.ClassTyped), func(t quad.Term) bool {
			n, ok := t.Native().(int64)
			return ok && stands(c.Cmp, cmp.Compare(n, v))
		}
	case float64:
		return classesOf(graph.ClassTyped), func(t quad.Term) bool {
			f, ok := t.Native().(float64)
			return ok && stands(c.Cmp, cmp.Compare(f, v))
		}
	case time.Time:
		return classesOf(graph.ClassTyped), func(t quad.Term) bool {
			at, ok := t.Native().(time.Time)
			return ok && stands(c.Cmp, at.Compare(v))
		}
	}
	// What is left are texts of one kind; "…"^^<xsd:string> is a plain string by
	// value, and years, dates and booleans have classes of their own.
	possible := classesOf(graph.ClassOf(value), graph.ClassTyped)
	if value.Kind() == quad.KindTyped {
		possible |= classesOf(graph.ClassYear, graph.ClassDate, graph.ClassBoolean)
	}
	return possible, func(t quad.Term) bool {
		t = t.Canonical()
		return t.Kind() == value.Kind() && t.Datatype() == value.Datatype() &&
			strings.EqualFold(t.Language(), value.Language()) &&
			stands(c.Cmp, strings.Compare(t.Value(), value.Value()))
	}
}

// stands reports whether the outcome d of a comparison is what c asks for.
func stands(c algebra.Cmp, d int) bool {
	switch c {
	case algebra.Less:
		return d < 0
	case algebra.LessOrEqual:
		return d <= 0
	case algebra.Greater:
		return d > 0
	case algebra.GreaterOrEqual:
		return d >= 0
	default:
		panic(fmt.Sprintf("exec: comparison %d", c))
	}
}
