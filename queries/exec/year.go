package exec

import (
	"cmp"
	"strconv"
	"strings"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// ofYear compares the year that a term tells with a number.
func ofYear(c algebra.Compare) (classes, func(quad.Term) bool) {
	want, ok := c.Value.Native().(int64)
	dated := classesOf(graph.ClassInteger, graph.ClassYear, graph.ClassDate, graph.ClassTyped)
	return dated, func(t quad.Term) bool {
		year, told := yearOf(t)
		return ok && told && stands(c.Cmp, cmp.Compare(year, want))
	}
}

// yearOf reads the year of a date as it is written, whatever its zone. An
// integer is taken for a year.
func yearOf(t quad.Term) (int64, bool) {
	if n, ok := t.Native().(int64); ok {
		return n, true
	}
	name, ok := strings.CutPrefix(t.Datatype(), quad.XSD)
	if !ok {
		name, ok = strings.CutPrefix(t.Datatype(), "xsd:")
	}
	if !ok {
		return 0, false
	}
	switch name {
	case "gYear", "gYearMonth", "date", "dateTime":
	default:
		return 0, false
	}
	digits, after := strings.CutPrefix(t.Value(), "-")
	end := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || '9' < r })
	if end >= 0 {
		digits = digits[:end]
	}
	year, err := strconv.ParseInt(digits, 10, 64)
	if after {
		year = -year
	}
	return year, err == nil && len(digits) >= 4
}
