package graphql

import (
	"fmt"

	"bibgraph/graph/quad"
	"bibgraph/queries/nested"
	"bibgraph/queries/results"
)

// object makes the object of the answer of one that was found for f.
func (f field) object(found *nested.Object) (results.Object, error) {
	o := results.Object{}
	if f.everything {
		o = set(o, "id", value(found.Node))
		return everything(o, found.Under[0]), nil
	}
	i := 0
	for _, inner := range f.fields {
		if inner.isNode() {
			o = set(o, inner.alias, value(found.Node))
			continue
		}
		list := found.Under[i]
		i++
		if inner.leaf() {
			if list := bounded(inner, values(list)); len(list) > 0 {
				o = set(o, inner.alias, one(list))
			}
			continue
		}
		list = bounded(inner, list)
		objects := make([]any, len(list))
		for n, each := range list {
			made, err := inner.object(each)
			if err != nil {
				return nil, err
			}
			objects[n] = made
		}
		switch {
		case !inner.unnest:
			o = set(o, inner.alias, one(objects))
		case len(objects) > 1:
			return nil, fmt.Errorf("cannot unnest more than one object on %q; use (first: 1) to force", inner.alias)
		case len(objects) == 1:
			for _, m := range objects[0].(results.Object) {
				o = set(o, m.Name, m.Value)
			}
		}
	}
	return o, nil
}

// bounded gives what the field's first and offset leave of a list.
func bounded[T any](f field, list []T) []T {
	list = list[min(f.offset, int64(len(list))):]
	if f.first >= 0 {
		list = list[:min(f.first, int64(len(list)))]
	}
	return list
}

// everything sets all properties that were found, under their bare IRIs.
func everything(o results.Object, found []*nested.Object) results.Object {
	var names []string
	byName := map[string][]*nested.Object{}
	for _, property := range found {
		name := property.Name.Value()
		if byName[name] == nil {
			names = append(names, name)
		}
		byName[name] = append(byName[name], property)
	}
	for _, name := range names {
		o = set(o, name, one(values(byName[name])))
	}
	return o
}

// values gives the values of nodes, each once.
func values(found []*nested.Object) []any {
	var list []any
	seen := map[quad.Term]bool{}
	for _, o := range found {
		if t := o.Node.Canonical(); !seen[t] {
			seen[t] = true
			list = append(list, value(o.Node))
		}
	}
	return list
}

// one is a list as Cayley has it: one thing by itself, null for none.
func one(list []any) any {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	default:
		return list
	}
}

// set sets a member, over an earlier one of that name.
func set(o results.Object, name string, value any) results.Object {
	for i := range o {
		if o[i].Name == name {
			o[i].Value = value
			return o
		}
	}
	return append(o, results.Member{Name: name, Value: value})
}

// value is how a term looks in GraphQL: IRIs and blank nodes are bare.
func value(t quad.Term) any {
	switch kind := t.Kind(); {
	case kind == quad.KindIRI, kind == quad.KindBlank:
		return t.Value()
	case kind == quad.KindLang:
		return results.Object{{Name: "Value", Value: t.Value()}, {Name: "Lang", Value: t.Language()}}
	case kind == quad.KindTyped && t.Native() == nil:
		return results.Object{{Name: "Value", Value: t.Value()}, {Name: "Type", Value: t.Datatype()}}
	default:
		return results.JSON.Value(t)
	}
}
