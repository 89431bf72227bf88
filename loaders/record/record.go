// Package record is the neutral record between the formats that articles come
// in and the graph they end in: a work with its people, venue, references and
// topics, as a source tells it.
//
// A cited work is a Work too. The words as printed are never lost, and what
// is odd in a source is a Note with its place, not an error. The package
// stands on nothing and knows neither files nor quads.
package record

import (
	"regexp"
	"strings"
)

// Record is what one source says about one work.
type Record struct {
	Work   Work
	Source Source
	Notes  []Note
}

// Source tells where a record came from.
type Source struct {
	Name   string // path or URL, for messages only: it never enters the graph
	Format string // media type of the bytes, such as "text/plain"
	SHA256 string // of the bytes, in hex
}

// Note is something odd that the source says, with its place.
type Note struct {
	Place   string // where: "line 12", "meta citation_issue", "references/7"
	Message string // what, for people: "the page gives two years: 2019, 2020"
}

// Work is an article, book, page or whatever else is written and cited.
type Work struct {
	Type          Type
	Titles        []Title        // the first is the title; in the order printed
	Abstracts     []Text         //
	Contributions []Contribution // in the order printed
	Venue         Venue          // what the work stands in, if anything
	Volume        string         // as printed: "064"
	Issue         string         // as printed: "076 (2044)"
	Pages         Pages          //
	Published     Date           //
	Edition       string         // as printed: "updated"
	Publishers    []Organization //
	Place         string         // of publication, as printed: "Washington D.C., USA"
	Identifiers   []Identifier   //
	URL           string         // where the source says the work is read
	Language      string         // BCP 47 tag of the work's own text
	License       string         // IRI
	Keywords      []Text         //
	Citation      string         // how the source asks to be cited, one line
	References    []Reference    // in the order printed
	Topics        []Topic        // found by loaders/topics
}

// Type is a sort of work by its CSL name.
// https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
type Type string

// The types that the model has classes for.
const (
	Article          Type = "article"           // a preprint, in CSL's sense
	ArticleJournal   Type = "article-journal"   //
	ArticleMagazine  Type = "article-magazine"  //
	ArticleNewspaper Type = "article-newspaper" //
	Book             Type = "book"              //
	Chapter          Type = "chapter"           //
	Dataset          Type = "dataset"           //
	Document         Type = "document"          // nothing more is known
	PaperConference  Type = "paper-conference"  //
	Policy           Type = "legislation"       // laws, concepts and doctrines of a state
	Report           Type = "report"            //
	Thesis           Type = "thesis"            //
	Webpage          Type = "webpage"           //
)

// Text is words in a language; Lang is a BCP 47 tag or "".
type Text struct {
	Value string
	Lang  string
}

// Title is a title with what it is to the work.
type Title struct {
	Text
	Subtitle string
	Kind     TitleKind
}

// TitleKind says what a title is to its work.
type TitleKind uint8

// Kinds of titles.
const (
	MainTitle        TitleKind = iota // as the work itself bears it
	TranslatedTitle                   // a translation printed beside it
	AlternativeTitle                  // any other name
)

// Contribution is somebody's part in a work.
type Contribution struct {
	Role         Role
	Agent        Agent
	AsPrinted    []string // every form of the name in the source: "I. A. Ignatov", "Ignatov I.A."
	Affiliations []Organization
}

// Role is what a contributor did, by its PRO name.
type Role string

// Roles.
const (
	Author     Role = "author"
	Editor     Role = "editor"
	Translator Role = "translator"
)

// Agent is a person or, where Family is empty, an organisation or somebody
// known by one name only, under Literal.
type Agent struct {
	Family  string // "Игнатов"
	Given   string // "И. А." or "Иван Андреевич", one blank between initials
	Literal string // "World Health Organization"
	Lang    string // tag of the name as printed: "ru", "ru-Latn", "mn-Latn"
	ORCID   string // bare: 0000-0002-1825-0097
}

// Organization is a university, publisher or other body.
type Organization struct {
	Name      string
	Lang      string
	Country   string // ISO 3166-1 alpha-2, "" if unknown
	AsPrinted string // "MGIMO University, Russian Federation"
	ROR       string // bare
}

// Venue is the periodical, book or site that a work stands in.
type Venue struct {
	Type   VenueType
	Titles []Text
	ISSN   string // of print, with its hyphen
	EISSN  string // of the online edition
}

// IsZero reports whether the work stands alone.
func (v Venue) IsZero() bool { return len(v.Titles) == 0 && v.ISSN == "" && v.EISSN == "" }

// VenueType is a sort of venue.
type VenueType string

// Types of venues.
const (
	Periodical  VenueType = "periodical" // one that cannot be told more closely
	Journal     VenueType = "journal"
	Newspaper   VenueType = "newspaper"
	Magazine    VenueType = "magazine"
	Collection  VenueType = "collection" // the book of a chapter, the proceedings of a paper
	WebsiteType VenueType = "website"
)

// Pages are page numbers as printed and, where they are plain, their ends.
type Pages struct {
	Range string // "157-159", "1, 5"
	First string // "157", "1"
	Last  string // "159", ""
	Count string // number of pages of the whole: "352"
}

// dashes part page numbers: "157-159", "5–7", "221--41".
var dashes = regexp.MustCompile(`\s?(?:--|[-–—−‐‑])\s?`)

// Ranged gives the range with one sort of dash.
func (p Pages) Ranged(dash string) string { return dashes.ReplaceAllLiteralString(p.Range, dash) }

// Date is a day, month or year; zero parts are unknown.
type Date struct {
	Year, Month, Day int
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d == Date{} }

// Parts gives year, month and day as far as they are known, nil if nothing is.
func (d Date) Parts() []int {
	switch {
	case d.IsZero():
		return nil
	case d.Month == 0:
		return []int{d.Year}
	case d.Day == 0:
		return []int{d.Year, d.Month}
	}
	return []int{d.Year, d.Month, d.Day}
}

// Identifier is a name that somebody hands out for works.
type Identifier struct {
	Scheme Scheme
	Value  string // bare: a lower-case DOI without resolver
}

// Scheme is a sort of identifier.
type Scheme string

// Schemes of identifiers.
const (
	DOI   Scheme = "doi"
	ISBN  Scheme = "isbn"
	ArXiv Scheme = "arxiv"
	PMID  Scheme = "pmid"
)

// Identifier gives the first identifier of a scheme, or "".
func (w *Work) Identifier(s Scheme) string {
	for _, id := range w.Identifiers {
		if id.Scheme == s {
			return id.Value
		}
	}
	return ""
}

// Title gives the first title's words, or "".
func (w *Work) Title() string {
	if len(w.Titles) == 0 {
		return ""
	}
	return w.Titles[0].Value
}

// PublisherNames gives the names of the publishers, parted by "; ".
func (w *Work) PublisherNames() string {
	names := make([]string, len(w.Publishers))
	for i, p := range w.Publishers {
		names[i] = p.Name
	}
	return strings.Join(names, "; ")
}

// Reference is one printed entry of a reference list and how it was read.
type Reference struct {
	Raw        string  // the words as printed, without the number before them
	Parallel   string  // its words where the list is printed again, in other letters or translated; "" if it is not
	Work       *Work   // the cited work; nil if nothing could be read
	Accessed   Date    // when the citing author saw it
	Spans      []Span  // which words are which field, in the order printed
	Confidence float64 // 0 to 1: how sure the reader is of the whole
	Repeats    int     // position in the list, from 1, of the entry whose work this one names again; 0 if none
}

// Words gives the words of a field as printed, with single blanks, several
// spans parted by "; ".
func (r Reference) Words(field Field) string {
	var all []string
	var text []rune
	for _, s := range r.Spans {
		if s.Field != field {
			continue
		}
		if text == nil {
			text = []rune(r.Raw)
		}
		all = append(all, strings.Join(strings.Fields(string(text[s.Start:s.End])), " "))
	}
	return strings.Join(all, "; ")
}

// Genre gives what sort of work the reference says that it is, as printed:
// "дис. ... канд. экон. наук". The letters by which GB/T 7714-2015 tells the type
// are none of its words.
func (r Reference) Genre() string {
	genre := r.Words(FieldGenre)
	code, _, _ := strings.Cut(genre, "/")
	if len(code) <= 2 && strings.ToUpper(code) == code {
		return ""
	}
	return genre
}

// Span says that runes Start to End (excluded) of a text are of a field.
type Span struct {
	Start, End int     // in code points
	Field      Field   //
	Confidence float64 // 0 to 1
}

// Field is a part of a printed reference, by its CSL name.
type Field string

// Fields of printed references.
const (
	FieldAuthor      Field = "author"
	FieldEditor      Field = "editor"
	FieldTranslator  Field = "translator"
	FieldTitle       Field = "title"
	FieldTranslated  Field = "translated-title" // ours: a translation in brackets
	FieldContainer   Field = "container-title"
	FieldCollection  Field = "collection-title"
	FieldDate        Field = "date"
	FieldVolume      Field = "volume"
	FieldIssue       Field = "issue"
	FieldPage        Field = "page"
	FieldPageCount   Field = "number-of-pages"
	FieldPublisher   Field = "publisher"
	FieldPlace       Field = "publisher-place"
	FieldEdition     Field = "edition"
	FieldGenre       Field = "genre"
	FieldNote        Field = "note"
	FieldURL         Field = "url"
	FieldDOI         Field = "doi"
	FieldISBN        Field = "isbn"
	FieldISSN        Field = "issn"
	FieldPMID        Field = "pmid"
	FieldArXiv       Field = "arxiv" // ours, as corpora of references have it
	FieldAccessed    Field = "accessed"
	FieldCitationNum Field = "citation-number"
)

// Topic is what a work is about, or touches, and the words that show it.
type Topic struct {
	Concept    string  // slug of a concept: "third-neighbor-policy"
	Subject    bool    // the work is about it; else it is a mention
	Matched    string  // the words as printed: "“third neighbor” policy"
	Field      string  // where they stand: "title", "keywords", "abstract"
	Method     string  // what found it: "gazetteer-cldr", "gazetteer-curated"
	Confidence float64 // 0 to 1
}
