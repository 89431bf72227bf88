package results

import (
	"iter"
	"slices"
	"strings"

	"bibgraph/graph/quad"
)

// valueColumn heads the values of rows that have no names.
const valueColumn = "value"

// A cell is one value of a row as a text.
type cell struct {
	text   string
	iri    bool
	number bool
}

// cells are the values of a row by column.
type cells map[string]cell

// columns gives the row's columns in order, with what stands in them.
func (r Row) columns() ([]string, cells) {
	values := cells{}
	if r.Names != nil {
		for i, t := range r.Terms {
			if _, ok := values[r.Names[i]]; !ok && !t.IsZero() {
				values[r.Names[i]] = termCell(t)
			}
		}
		return r.Names, values
	}
	o, ok := r.Value.(Object)
	if !ok {
		o = Object{{valueColumn, r.Value}}
	}
	names := make([]string, len(o))
	for i, m := range o {
		names[i] = m.Name
		values[m.Name] = valueCell(m.Value)
	}
	return names, values
}

func termCell(t quad.Term) cell {
	switch t.Kind() {
	case quad.KindIRI:
		return cell{text: t.Value(), iri: true}
	case quad.KindBlank:
		return cell{text: "_:" + t.Value()}
	default:
		switch t.Native().(type) {
		case int64, float64:
			return cell{text: t.Value(), number: true}
		}
		return cell{text: t.Value()}
	}
}

// valueCell shows what a script emitted. Scripts see terms as strings; those
// that were IRIs or typed literals are shown as such again.
func valueCell(value any) cell {
	switch v := value.(type) {
	case nil:
		return cell{}
	case string:
		t := quad.FromString(v)
		if t.Kind() == quad.KindTyped || t.Kind() == quad.KindIRI && !strings.ContainsAny(t.Value(), " <>\"") {
			return termCell(t)
		}
		return cell{text: v}
	case Object:
		if id, ok := v.member("@id").(string); ok {
			return cell{text: id, iri: !strings.HasPrefix(id, "_:")}
		}
		if text, ok := v.member("@value").(string); ok {
			return cell{text: text}
		}
	}
	text, err := appendValue(nil, value)
	if err != nil {
		return cell{text: err.Error()}
	}
	switch value.(type) {
	case int64, float64:
		return cell{text: string(text), number: true}
	default:
		return cell{text: string(text)}
	}
}

func (o Object) member(name string) any {
	for _, m := range o {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

// grid gives the columns to show and the rows. Declared columns let rows pass
// as they come; otherwise all rows are read first, since any may bring up
// another column.
func (l Layout) grid(rows iter.Seq2[Row, error]) ([]string, iter.Seq2[cells, error], error) {
	if l.Columns != nil {
		return l.Columns, func(yield func(cells, error) bool) {
			for row, err := range rows {
				if err != nil {
					yield(nil, err)
					return
				}
				if _, values := row.columns(); !yield(values, nil) {
					return
				}
			}
		}, nil
	}
	var names []string
	var all []cells
	seen := map[string]bool{}
	for row, err := range rows {
		if err != nil {
			return nil, nil, err
		}
		columns, values := row.columns()
		for _, name := range columns {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
		all = append(all, values)
	}
	return names, func(yield func(cells, error) bool) {
		for values := range slices.Values(all) {
			if !yield(values, nil) {
				return
			}
		}
	}, nil
}
