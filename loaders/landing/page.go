package landing

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
)

// field is something that a page says of its article, perhaps in several
// places.
type field string

const (
	fieldTitle       field = "title"
	fieldAlternative field = "alternative title"
	fieldAbstract    field = "abstract"
	fieldJournal     field = "journal"
	fieldDOI         field = "DOI"
	fieldISSN        field = "ISSN" // of print, or not said of what
	fieldEISSN       field = "ISSN of the online edition"
	fieldDate        field = "date"
	fieldVolume      field = "volume"
	fieldIssue       field = "issue"
	fieldPages       field = "pages"
	fieldLanguage    field = "language of the article"
	fieldLicense     field = "licence"
	fieldPublisher   field = "publisher"
	fieldURL         field = "address"
	fieldCitation    field = "citation"
	fieldPMID        field = "PMID"
	fieldISBN        field = "ISBN"
)

// claim is what one place of a page says.
type claim struct {
	value string
	lang  string
	place string
}

// list is a run of things that one place of a page gives as a whole.
type list[T any] struct {
	items []T
	place string
}

// page gathers claims, those of more reliable places first, until settle makes
// a work of them.
type page struct {
	lang       string // of the page, not of the article
	format     record.Type
	claims     map[field][]claim
	keywords   []list[record.Text]
	people     []list[record.Contribution]
	references []list[record.Reference]
	evidence   map[kind]bool // the parts that show this to be a landing page
	isIssue    bool          // the contents of an issue, with abstracts too
	notes      []record.Note
	noted      map[record.Note]bool
}

func newPage() *page {
	return &page{claims: make(map[field][]claim), evidence: make(map[kind]bool), noted: make(map[record.Note]bool)}
}

func (p *page) note(place, message string) {
	n := record.Note{Place: place, Message: message}
	if !p.noted[n] {
		p.noted[n] = true
		p.notes = append(p.notes, n)
	}
}

// say adds a claim, in the form that its field is compared and kept in.
func (p *page) say(f field, value, lang, place string) {
	value = squeeze(value)
	switch f {
	case fieldDOI:
		value = findDOI(value)
	case fieldISSN, fieldEISSN:
		if value = findISSN(value); value != "" && !validISSN(value) {
			p.note(place, fmt.Sprintf("ISSN %s has a wrong check digit and is left out", value))
			return
		}
	case fieldLanguage:
		value = langTag(value)
	case fieldURL:
		value = webAddress.FindString(value)
	case fieldVolume, fieldIssue, fieldPages:
		value = strings.Trim(value, " .,;")
	case fieldTitle, fieldJournal:
		value = withoutStop(value)
	default: // any other is kept as it stands
	}
	if value != "" {
		p.claims[f] = append(p.claims[f], claim{value, lang, place})
	}
}

// webAddress is what a browser can open; a page may print anything.
var webAddress = regexp.MustCompile(`^https?://[^\s<>"]+$`)

// first is the claim of the most reliable place, or none.
func (p *page) first(f field) claim {
	if c := p.claims[f]; len(c) > 0 {
		return c[0]
	}
	return claim{}
}

// addKeywords takes the keywords of a place.
func (p *page) addKeywords(words []record.Text, place string) {
	if len(words) > 0 {
		p.keywords = append(p.keywords, list[record.Text]{words, place})
	}
}

func (p *page) addPeople(people []record.Contribution, place string) {
	if len(people) > 0 {
		p.people = append(p.people, list[record.Contribution]{people, place})
	}
}

func (p *page) addReferences(refs []record.Reference, place string) {
	refs = slices.DeleteFunc(refs, func(r record.Reference) bool { return strings.TrimSpace(r.Raw) == "" })
	if len(refs) > 0 {
		p.references = append(p.references, list[record.Reference]{refs, place})
	}
}

// isLanding reports whether the page has parts that only the page of an
// article has: one sure part, or two of those that others have too.
func (p *page) isLanding() bool {
	if p.isIssue || isIssueHeading(p.first(fieldTitle).value) {
		return false
	}
	large := false
	for k := range p.evidence {
		large = large || k.isLarge() || k == kindTitle
	}
	return large && len(p.evidence) >= 2
}

// shortWord ends what ends in an abbreviation, such as "в начале XX в.".
var shortWord = regexp.MustCompile(`(?:^|[\s\p{Z}])\p{Ll}{1,2}\.$`)

// withoutStop takes the full stop off a title that ends as a sentence does.
func withoutStop(title string) string {
	if strings.Count(title, ".") == 1 && !shortWord.MatchString(title) {
		return strings.TrimSuffix(title, ".")
	}
	return title
}

// squeeze puts one blank between words.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// fold keeps what is left of a text when typography is taken away: letters and
// digits in lower case.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
