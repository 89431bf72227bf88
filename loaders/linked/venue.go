package linked

import (
	"cmp"
	"strconv"

	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
)

var venueClasses = map[record.VenueType]quad.Term{
	record.Journal:   vocab.FabioJournal,
	record.Newspaper: vocab.FabioNewspaper,
	record.Magazine:  vocab.FabioMagazine,
}

// venue writes the short edge from a work to what it stands in, and what that
// is: a book for a chapter, else a periodical, as sites are too.
func (b *builder) venue(p pen, work quad.Term, w *record.Work) {
	e := resolve.OfVenue(w)
	if e.IsZero() {
		return
	}
	s := quad.IRI(e.IRI)
	p.add(work, vocab.DctermsIsPartOf, s)
	if e.Kind == resolve.Work {
		b.citedWork(resolve.Collection(w))
		return
	}
	shared := b.in(Entities)
	class := venueClasses[w.Venue.Type]
	if class.IsZero() {
		class = vocab.FabioPeriodical
	}
	shared.add(s, vocab.RDFType, class)
	shared.label(s, venueName(w.Venue))
	for _, t := range w.Venue.Titles {
		shared.text(s, vocab.DctermsTitle, t)
	}
	shared.string(s, vocab.PrismIssn, w.Venue.ISSN)
	shared.string(s, vocab.PrismEIssn, w.Venue.EISSN)
	b.venueVariants(s, w.Venue)
	if w.Venue.ISSN+w.Venue.EISSN == "" { // an ISSN needs no match by title
		b.key(e)
	}
}

// issueChain writes the long way from the source's work to its periodical:
// work, issue, volume, periodical, as far as each is known.
func (b *builder) issueChain(p pen, w *record.Work) {
	volume, issue := resolve.VolumeIRI(w), resolve.IssueIRI(w)
	if volume == "" && issue == "" {
		return
	}
	shared, whole := b.in(Entities), quad.IRI(resolve.OfVenue(w).IRI)
	if volume != "" {
		s := quad.IRI(volume)
		shared.add(s, vocab.RDFType, vocab.FabioJournalVolume)
		shared.label(s, venueName(w.Venue)+", vol. "+w.Volume)
		shared.string(s, vocab.FabioHasSequenceIdentifier, w.Volume)
		shared.add(s, vocab.FrbrPartOf, whole)
		whole = s
	}
	if issue != "" {
		s, year := quad.IRI(issue), record.Date{Year: w.Published.Year}
		label := venueName(w.Venue) + ", " + strconv.Itoa(year.Year)
		if w.Volume != "" {
			label += ", vol. " + w.Volume
		}
		shared.add(s, vocab.RDFType, vocab.FabioJournalIssue)
		shared.label(s, label+", no. "+w.Issue)
		shared.string(s, vocab.FabioHasSequenceIdentifier, w.Issue)
		shared.date(s, year)
		shared.add(s, vocab.FrbrPartOf, whole)
		whole = s
	}
	p.add(b.work, vocab.FrbrPartOf, whole)
}

// venueName is the title of a venue or, without one, its ISSN.
func venueName(v record.Venue) string {
	if len(v.Titles) > 0 {
		return v.Titles[0].Value
	}
	return cmp.Or(v.ISSN, v.EISSN)
}
