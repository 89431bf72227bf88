package algebra

import (
	"fmt"
	"strconv"
	"strings"
)

// Format writes a tree as text, an operator a line, its inputs indented below
// it. Variables look like ?v, terms as in N-Quads, * is anything. If note is
// not nil, what it says of an operator follows on its line after a semicolon.
//
//	(join
//	  (values ?topic <topic/japan>)
//	  (match ?work <topic> ?topic *)) ; 3
func Format(op Op, note func(Op) string) string {
	var b strings.Builder
	format(&b, op, note, "", "")
	return b.String()
}

// format writes op, after which closing follows to close those around it.
func format(b *strings.Builder, op Op, note func(Op) string, indent, closing string) {
	b.WriteString(indent + "(" + head(op))
	inputs := op.Inputs()
	closing = ")" + closing
	if len(inputs) == 0 {
		b.WriteString(closing)
	}
	if note != nil {
		if text := note(op); text != "" {
			b.WriteString(" ; " + text)
		}
	}
	b.WriteByte('\n')
	for i, in := range inputs {
		if i < len(inputs)-1 {
			format(b, in, note, indent+"  ", "")
		} else {
			format(b, in, note, indent+"  ", closing)
		}
	}
}

// head is the name of an operator with all but its inputs.
func head(op Op) string {
	switch o := op.(type) {
	case Unit:
		return "unit"
	case Values:
		words := []string{"values"}
		if o.Free {
			words[0] = "free"
		}
		words = append(words, o.Var.text())
		for _, t := range o.Terms {
			words = append(words, t.String())
		}
		return strings.Join(words, " ")
	case Nodes:
		return "nodes " + o.Var.text()
	case Match:
		name := "match"
		if o.InGraph {
			name = "ingraph"
		}
		return fmt.Sprintf("%s %s %s %s %s", name, o.Subject, o.Predicate, o.Object, o.Label)
	case Join:
		return "join"
	case LeftJoin:
		return "leftjoin"
	case Union:
		return "union"
	case Minus:
		return "minus " + o.On.text()
	case Filter:
		conds := make([]string, len(o.Conds))
		for i, c := range o.Conds {
			conds[i] = condText(c)
		}
		return "filter (" + strings.Join(conds, " ") + ")"
	case Extend:
		return "extend " + o.To.text() + " " + o.From.text()
	case Project:
		return "project " + varsText(o.Keep)
	case Distinct:
		return "distinct " + varsText(o.On)
	case Group:
		return "group " + varsText(o.By) + " " + o.Count.text()
	case Order:
		keys := make([]string, len(o.Keys))
		for i, k := range o.Keys {
			keys[i] = k.text()
		}
		return "order (" + strings.Join(keys, " ") + ")"
	case Slice:
		return fmt.Sprintf("slice %d %d", o.Skip, o.Limit)
	case Closure:
		return fmt.Sprintf("closure %s %s %s %s %d %s", o.From.text(), o.To.text(),
			o.StepFrom.text(), o.StepTo.text(), o.MaxDepth, varsText(o.Depth))
	default:
		panic(op)
	}
}

// String is the slot as Format writes it.
func (s Slot) String() string {
	switch {
	case s.Var != "":
		return s.Var.text()
	case s.Term.IsZero():
		return "*"
	default:
		return s.Term.String()
	}
}

func (v Var) text() string { return "?" + string(v) }

func varsText(vars []Var) string {
	words := make([]string, len(vars))
	for i, v := range vars {
		words[i] = v.text()
	}
	return "(" + strings.Join(words, " ") + ")"
}

func (k Key) text() string {
	var words []string
	if k.Descending {
		words = append(words, "desc")
	}
	if k.ByValue {
		words = append(words, "value")
	}
	if words == nil {
		return k.Var.text()
	}
	return "(" + strings.Join(append(words, k.Var.text()), " ") + ")"
}

func condText(c Cond) string {
	words := []string{"", CondVar(c).text()}
	switch c := c.(type) {
	case Compare:
		words[0] = c.Cmp.String()
		words = append(words, c.Value.String())
		if c.ByText {
			words = append(words, "text")
		}
		if c.Year {
			words = append(words, "year")
		}
	case Regex:
		words[0] = "regex"
		words = append(words, strconv.Quote(c.Expr))
		if c.Refs {
			words = append(words, "refs")
		}
	case Like:
		words[0] = "like"
		words = append(words, strconv.Quote(c.Pattern))
	case Language:
		words[0] = "language"
		words = append(words, strconv.Quote(c.Tag))
	case Search:
		words[0] = "search"
		words = append(words, strconv.Quote(c.Words))
	case OneOf:
		words[0] = "oneof"
		for _, t := range c.Terms {
			words = append(words, t.String())
		}
	}
	return "(" + strings.Join(words, " ") + ")"
}

// String is the sign of the comparison.
func (c Cmp) String() string { return [...]string{"<", "<=", ">", ">="}[c] }
