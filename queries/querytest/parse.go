package querytest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// Parse reads a tree in the text form of algebra.Format. A bare integer stands
// for an xsd:integer; what follows a semicolon up to the end of the line is
// left out.
func Parse(text string) (op algebra.Op, err error) {
	defer func() {
		if e := recover(); e != nil {
			p, ok := e.(parseError)
			if !ok {
				panic(e)
			}
			err = fmt.Errorf("querytest: %s", string(p))
		}
	}()
	p := &parser{words: split(text)}
	op = p.op()
	if p.peek() != "" {
		p.fail("text after the tree")
	}
	return op, nil
}

type parseError string

type parser struct{ words []string }

var (
	word   = regexp.MustCompile(`;[^\n]*|[()]|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?|<[^> ]*>|[^\s()]+`)
	quoted = regexp.MustCompile(`^("(?:[^"\\]|\\.)*")(?:\^\^<(.*)>|@(.*))?$`)
)

func split(text string) []string {
	var words []string
	for _, w := range word.FindAllString(text, -1) {
		if w[0] != ';' {
			words = append(words, w)
		}
	}
	return words
}

func (p *parser) fail(format string, args ...any) {
	panic(parseError(fmt.Sprintf(format, args...) + " before " + strings.Join(p.words[:min(5, len(p.words))], " ")))
}

func (p *parser) peek() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

func (p *parser) next() string {
	w := p.peek()
	if w == "" {
		p.fail("text ends early")
	}
	p.words = p.words[1:]
	return w
}

func (p *parser) accept(want string) bool {
	if p.peek() != want {
		return false
	}
	p.words = p.words[1:]
	return true
}

func (p *parser) expect(want string) {
	if !p.accept(want) {
		p.fail("no %q", want)
	}
}

// list reads items up to the closing parenthesis, and it.
func list[T any](p *parser, item func() T) []T {
	var items []T
	for !p.accept(")") {
		items = append(items, item())
	}
	return items
}

func (p *parser) vars() []algebra.Var {
	p.expect("(")
	return list(p, p.variable)
}

func (p *parser) variable() algebra.Var {
	name, ok := strings.CutPrefix(p.next(), "?")
	if !ok {
		p.fail("no variable")
	}
	return algebra.Var(name)
}

func (p *parser) number() int64 {
	n, err := strconv.ParseInt(p.next(), 10, 64)
	if err != nil {
		p.fail("%v", err)
	}
	return n
}

func (p *parser) slot() algebra.Slot {
	switch w := p.peek(); {
	case w == "*":
		p.next()
		return algebra.Any
	case strings.HasPrefix(w, "?"):
		return algebra.V(p.variable())
	default:
		return algebra.T(p.term())
	}
}

func (p *parser) text() string {
	s, err := strconv.Unquote(p.next())
	if err != nil {
		p.fail("no quoted text")
	}
	return s
}

func (p *parser) term() quad.Term {
	w := p.next()
	switch {
	case w[0] == '<':
		return quad.IRI(strings.Trim(w, "<>"))
	case strings.HasPrefix(w, "_:"):
		return quad.Blank(w[2:])
	case w[0] == '"':
		m := quoted.FindStringSubmatch(w)
		text, err := strconv.Unquote(m[1])
		if err != nil {
			p.fail("%v", err)
		}
		if m[3] != "" {
			return quad.Lang(text, m[3])
		}
		return quad.Typed(text, m[2])
	}
	n, err := strconv.ParseInt(w, 10, 64)
	if err != nil {
		p.fail("no term: %s", w)
	}
	return quad.Int(n)
}

// op reads an operator. Arguments are read in the order in which they stand.
func (p *parser) op() algebra.Op {
	p.expect("(")
	op := p.body(p.next())
	p.expect(")")
	return op
}

func (p *parser) body(name string) algebra.Op {
	switch name {
	case "unit":
		return algebra.Unit{}
	case "values", "free":
		o := algebra.Values{Var: p.variable(), Free: name == "free"}
		for p.peek() != ")" {
			o.Terms = append(o.Terms, p.term())
		}
		return o
	case "nodes":
		return algebra.Nodes{Var: p.variable()}
	case "match", "ingraph":
		return algebra.Match{
			Subject: p.slot(), Predicate: p.slot(), Object: p.slot(), Label: p.slot(),
			InGraph: name == "ingraph",
		}
	case "join":
		return algebra.Join{Left: p.op(), Right: p.op()}
	case "leftjoin":
		return algebra.LeftJoin{Left: p.op(), Right: p.op()}
	case "union":
		var o algebra.Union
		for p.peek() != ")" {
			o.Branches = append(o.Branches, p.op())
		}
		return o
	case "minus":
		return algebra.Minus{On: p.variable(), Left: p.op(), Right: p.op()}
	case "filter":
		p.expect("(")
		return algebra.Filter{Conds: list(p, p.cond), Input: p.op()}
	case "extend":
		return algebra.Extend{To: p.variable(), From: p.variable(), Input: p.op()}
	case "project":
		return algebra.Project{Keep: p.vars(), Input: p.op()}
	case "distinct":
		return algebra.Distinct{On: p.vars(), Input: p.op()}
	case "group":
		return algebra.Group{By: p.vars(), Count: p.variable(), Input: p.op()}
	case "order":
		p.expect("(")
		return algebra.Order{Keys: list(p, p.key), Input: p.op()}
	case "slice":
		return algebra.Slice{Skip: p.number(), Limit: p.number(), Input: p.op()}
	case "closure":
		return algebra.Closure{
			From: p.variable(), To: p.variable(), StepFrom: p.variable(), StepTo: p.variable(),
			MaxDepth: int(p.number()), Depth: p.vars(), Input: p.op(), Step: p.op(),
		}
	default:
		p.fail("unknown operator %q", name)
		return nil
	}
}

func (p *parser) key() algebra.Key {
	if !p.accept("(") {
		return algebra.Key{Var: p.variable()}
	}
	k := algebra.Key{Descending: p.accept("desc"), ByValue: p.accept("value"), Var: p.variable()}
	p.expect(")")
	return k
}

func (p *parser) cond() algebra.Cond {
	p.expect("(")
	c := p.condBody(p.next())
	p.expect(")")
	return c
}

func (p *parser) condBody(name string) algebra.Cond {
	switch name {
	case "<", "<=", ">", ">=":
		cmps := map[string]algebra.Cmp{
			"<": algebra.Less, "<=": algebra.LessOrEqual, ">": algebra.Greater, ">=": algebra.GreaterOrEqual,
		}
		return algebra.Compare{Cmp: cmps[name], Var: p.variable(), Value: p.term(), ByText: p.accept("text"), Year: p.accept("year")}
	case "regex":
		return algebra.Regex{Var: p.variable(), Expr: p.text(), Refs: p.accept("refs")}
	case "like":
		return algebra.Like{Var: p.variable(), Pattern: p.text()}
	case "language":
		return algebra.Language{Var: p.variable(), Tag: p.text()}
	case "search":
		return algebra.Search{Var: p.variable(), Words: p.text()}
	case "oneof":
		o := algebra.OneOf{Var: p.variable()}
		for p.peek() != ")" {
			o.Terms = append(o.Terms, p.term())
		}
		return o
	default:
		p.fail("unknown condition %q", name)
		return nil
	}
}
