package linked

import (
	"fmt"
	"time"

	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/record"
)

// date writes when a work appeared, as precise as it is known, and the year
// by itself, which all works can be sorted by.
func (p pen) date(s quad.Term, d record.Date) {
	if d.Year <= 0 {
		return
	}
	p.add(s, vocab.PrismPublicationDate, dateTerm(d))
	p.add(s, vocab.FabioHasPublicationYear, dateTerm(record.Date{Year: d.Year}))
}

// dateTerm is the most precise of xsd:date, gYearMonth and gYear that is
// known and exists in the calendar; no term without a year.
func dateTerm(d record.Date) quad.Term {
	day := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	switch {
	case d.Year <= 0 || d.Year > 9999:
		return quad.Term{}
	case d.Month < 1 || d.Month > 12:
		return quad.Typed(fmt.Sprintf("%04d", d.Year), quad.XSDGYear)
	case d.Day < 1 || day.Day() != d.Day:
		return quad.Typed(fmt.Sprintf("%04d-%02d", d.Year, d.Month), vocab.XSDGYearMonth.Value())
	default:
		return quad.Typed(day.Format(time.DateOnly), quad.XSDDate)
	}
}
