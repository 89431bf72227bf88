package exec

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// sortKey is what a term is sorted by: unbound first, then, by value, numbers,
// then points in time, and last texts as Cayley writes them.
type sortKey struct {
	rank   rank
	number float64 // also the seconds of a time
	rest   int64   // what a float cannot tell: a large integer, nanoseconds
	text   string
}

type rank uint8

const (
	unbound rank = iota
	number
	instant
	text
)

const sortKeySize = 40

func newSortKey(r *run, id graph.ID, byValue bool) sortKey {
	if id == 0 {
		return sortKey{rank: unbound}
	}
	t := r.term(id)
	if byValue {
		if k, ok := valueKey(t); ok {
			return k
		}
	}
	return sortKey{rank: text, text: t.CayleyText()}
}

// valueKey gives the key of a number, a date or a time.
func valueKey(t quad.Term) (sortKey, bool) {
	switch v := t.Native().(type) {
	case int64:
		return sortKey{rank: number, number: float64(v), rest: v}, true
	case float64:
		return sortKey{rank: number, number: v}, true
	case time.Time:
		return instantKey(v), true
	}
	name, ok := strings.CutPrefix(t.Datatype(), quad.XSD)
	if !ok {
		return sortKey{}, false
	}
	if layout, ok := dateLayouts[name]; ok {
		at, err := time.Parse(layout, t.Value())
		return instantKey(at), err == nil
	}
	if numberTypes[name] {
		f, err := strconv.ParseFloat(t.Value(), 64)
		return sortKey{rank: number, number: f}, err == nil
	}
	return sortKey{}, false
}

func instantKey(t time.Time) sortKey {
	return sortKey{rank: instant, number: float64(t.Unix()), rest: int64(t.Nanosecond())}
}

// Types of XSD beside the native ones. A date without a zone is taken as UTC
// and a year as its first day.
var (
	dateLayouts = map[string]string{"date": time.DateOnly, "gYearMonth": "2006-01", "gYear": "2006"}
	numberTypes = map[string]bool{
		"decimal": true, "short": true, "byte": true, "nonNegativeInteger": true,
		"positiveInteger": true, "nonPositiveInteger": true, "negativeInteger": true,
		"unsignedLong": true, "unsignedInt": true, "unsignedShort": true, "unsignedByte": true,
	}
)

// compare orders keys, the greatest first if they fall.
func (k *sortKey) compare(l *sortKey, falls bool) int {
	d := cmp.Compare(k.rank, l.rank)
	if d == 0 {
		d = cmp.Compare(k.number, l.number)
	}
	if d == 0 {
		d = cmp.Compare(k.rest, l.rest)
	}
	if d == 0 {
		d = strings.Compare(k.text, l.text)
	}
	if falls {
		return -d
	}
	return d
}
