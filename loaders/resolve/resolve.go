// Package resolve says which mentions are one person, work, periodical or
// organisation, and gives each its IRI.
//
// A mention with a registered identifier (DOI, ISSN, ISBN, ORCID, ROR) is
// named by it; any other by a key made of its words, so that every user who
// loads the same source gets the same IRI and two dumps merge. Keys and IRIs
// never depend on what a store holds; Loaded and Matches look there for what
// is already known. Writing what was found belongs to loaders/linked.
package resolve

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
)

// Kind is a sort of thing with an identity, by its word in keys and IRIs.
type Kind string

// Kinds of things.
const (
	Work         Kind = "work"
	Person       Kind = "person"
	Organization Kind = "org"
	Periodical   Kind = "periodical"
)

// Entity is what a mention stands for. The zero Entity stands for nothing:
// the mention says too little to tell it from others.
type Entity struct {
	Kind Kind
	Key  string // equal keys may be one thing; "" is equal to nothing
	IRI  string
}

// IsZero reports whether the mention stands for nothing in particular.
func (e Entity) IsZero() bool { return e.IRI == "" }

// OfWork identifies a work by its DOI, by the ISBN of a whole book, or else by
// its first author's family name, its year and its title. A work without
// identifier and title cannot be told from others.
func OfWork(w *record.Work) Entity {
	k := newKey(Work, FirstAuthor(w), Year(w), w.Title())
	iri := doiIRI(w.Identifier(record.DOI))
	if iri == "" && !partOfBook(w) {
		iri = isbnIRI(w.Identifier(record.ISBN))
	}
	if iri == "" && k.parts[2] != "" {
		iri = k.iri(allWords, allWords, 5)
	}
	return entity(k, 2, iri)
}

// OfAgent identifies a person by ORCID or by family name and initials. An
// agent printed as one literal is an organisation, unless it is a single word
// that is no abbreviation: a person known by one name, such as Ринчен.
func OfAgent(a record.Agent) Entity {
	if a.Family == "" && !isOneName(a.Literal) {
		return OfOrganization(record.Organization{Name: a.Literal, Lang: a.Lang})
	}
	k := newKey(Person, cmp.Or(a.Family, a.Literal), initials(a.Given))
	iri := orcidIRI(a.ORCID)
	if iri == "" && k.parts[0] != "" {
		iri = k.iri(allWords, allWords)
	}
	return entity(k, 0, iri)
}

func isOneName(literal string) bool {
	return !strings.ContainsFunc(literal, unicode.IsSpace) && literal != strings.ToUpper(literal)
}

// OfOrganization identifies an organisation by ROR or by name and country.
func OfOrganization(o record.Organization) Entity {
	k := newKey(Organization, o.Name, o.Country)
	iri := rorIRI(o.ROR)
	if iri == "" && k.parts[0] != "" {
		iri = k.iri(6, 0)
	}
	return entity(k, 0, iri)
}

// OfVenue identifies what a work stands in: a periodical or site by ISSN, that
// of print first, or by title; the book of a chapter as the work that it is.
func OfVenue(w *record.Work) Entity {
	v := w.Venue
	if v.Type == record.Collection {
		return OfWork(Collection(w))
	}
	var title string
	if len(v.Titles) > 0 {
		title = v.Titles[0].Value
	}
	k := newKey(Periodical, title)
	iri := issnIRI(v.ISSN)
	if iri == "" {
		iri = issnIRI(v.EISSN)
	}
	if iri == "" && k.parts[0] != "" {
		iri = k.iri(6)
	}
	return entity(k, 0, iri)
}

// Collection is the book that a chapter or paper stands in, as far as the
// chapter tells it: titles, year, ISBN and publishers.
func Collection(w *record.Work) *record.Work {
	book := &record.Work{
		Type:       record.Book,
		Published:  record.Date{Year: w.Published.Year},
		Publishers: w.Publishers,
		Place:      w.Place,
	}
	for _, t := range w.Venue.Titles {
		book.Titles = append(book.Titles, record.Title{Text: t})
	}
	if isbn := w.Identifier(record.ISBN); isbn != "" {
		book.Identifiers = []record.Identifier{{Scheme: record.ISBN, Value: isbn}}
	}
	return book
}

// entity leaves out a key whose decisive part is empty: it would match what is
// only alike in lacking a title or a name.
func entity(k key, decisive int, iri string) Entity {
	switch {
	case iri == "":
		return Entity{}
	case k.parts[decisive] == "":
		return Entity{k.kind, "", iri}
	default:
		return Entity{k.kind, k.String(), iri}
	}
}

// partOfBook reports whether an ISBN that comes with w is that of the book it
// stands in.
func partOfBook(w *record.Work) bool {
	return w.Venue.Type == record.Collection || w.Type == record.Chapter || w.Type == record.PaperConference
}

// FirstAuthor is the family name of a work's first author, or all of a name
// that has no parts; "" where a work names no author.
func FirstAuthor(w *record.Work) string {
	for _, c := range w.Contributions {
		if c.Role == record.Author {
			return cmp.Or(c.Agent.Family, c.Agent.Literal)
		}
	}
	return ""
}

// Year is the year of a work in digits, "" where none is known.
func Year(w *record.Work) string {
	if w.Published.Year <= 0 {
		return ""
	}
	return strconv.Itoa(w.Published.Year)
}
