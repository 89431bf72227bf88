package mql

import (
	"fmt"
	"time"

	"bibgraph/graph/quad"
	"bibgraph/queries/nested"
	"bibgraph/queries/results"
)

// filler fills queries with what was found.
type filler struct{ collation results.Collation }

// filled is a node in an answer with what stands at its fields. Values without
// fields may come several times, nodes with fields only once.
type filled struct {
	node   quad.Term
	fields []list // as long as the query's, the id left out
}

// list is filled nodes in order of first sight.
type list struct {
	order []*filled
	byKey map[string]*filled
}

func (l *list) has(key string) bool { return l.byKey[key] != nil }

// key tells nodes of an answer apart: by what is seen of them.
func (f filler) key(o *nested.Object) string {
	if f.collation != results.JSON {
		return o.Node.CayleyText()
	}
	return text(o.Node)
}

// fill takes o, which was found for q, into the list.
func (f filler) fill(into *list, q query, o *nested.Object) {
	if !q.object {
		into.order = append(into.order, &filled{node: o.Node})
		return
	}
	key := f.key(o)
	at := into.byKey[key]
	if at == nil {
		at = &filled{node: o.Node, fields: make([]list, len(o.Under))}
		if into.byKey == nil {
			into.byKey = map[string]*filled{}
		}
		into.byKey[key] = at
		into.order = append(into.order, at)
	}
	i := 0
	for _, field := range q.fields {
		if field.id {
			continue
		}
		for _, inner := range o.Under[i] {
			f.fill(&at.fields[i], field.query, inner)
		}
		i++
	}
}

// value is how a filled node looks.
func (f filler) value(q query, at *filled) any {
	if !q.object {
		return f.scalar(at.node)
	}
	o := results.Object{}
	i := 0
	for _, field := range q.fields {
		values := list{order: []*filled{at}}
		if !field.id {
			values = at.fields[i]
			i++
		}
		o = append(o, results.Member{Name: field.key, Value: f.all(field.query, values)})
	}
	return o
}

// all is how what stands at a field looks: the last value or the whole list,
// and null if there is none.
func (f filler) all(q query, values list) any {
	n := len(values.order)
	switch {
	case n == 0:
		return nil
	case !q.repeated:
		return f.value(q, values.order[n-1])
	}
	out := make([]any, n)
	for i, v := range values.order {
		out[i] = f.value(q, v)
	}
	return out
}

func (f filler) scalar(t quad.Term) any {
	if f.collation == results.JSON {
		return text(t)
	}
	return f.collation.Value(t)
}

// text is how Cayley shows a value in MQL: always as a string, times as Go
// prints them.
func text(t quad.Term) string {
	switch v := t.Native().(type) {
	case int64, bool, float64:
		return fmt.Sprint(v)
	case time.Time:
		zone := "-0700 -0700"
		if _, offset := v.Zone(); offset == 0 {
			zone = "-0700 UTC"
		}
		return v.Format("2006-01-02 15:04:05.999999999 " + zone)
	}
	switch t.Kind() {
	case quad.KindString, quad.KindLang:
		return t.Value()
	default:
		return t.CayleyText()
	}
}
