package resolve

import (
	"fmt"
	"regexp"
	"strings"

	"bibgraph/loaders/record"
)

// Base is the start of all IRIs that bibgraph hands out itself.
const Base = "https://w3id.org/bibgraph/"

const doiBase = "https://doi.org/"

// Forms of registered identifiers. What does not fit is no identity: a typing
// error must not become the name of something else.
var (
	doiForm   = regexp.MustCompile(`^10\.[0-9.]+/.+$`)
	issnForm  = regexp.MustCompile(`^[0-9]{4}-[0-9]{3}[0-9X]$`)
	isbnForm  = regexp.MustCompile(`^([0-9]{13}|[0-9]{9}[0-9X])$`)
	orcidForm = regexp.MustCompile(`^([0-9]{4}-){3}[0-9]{3}[0-9X]$`)
	rorForm   = regexp.MustCompile(`^0[a-z0-9]{8}$`)
)

func doiIRI(doi string) string {
	doi = strings.ToLower(strings.TrimSpace(doi))
	if !doiForm.MatchString(doi) {
		return ""
	}
	return doiBase + escape(doi)
}

func issnIRI(issn string) string {
	issn = strings.ToUpper(strings.TrimSpace(issn))
	if !issnForm.MatchString(issn) {
		return ""
	}
	return "https://portal.issn.org/resource/ISSN/" + issn
}

func orcidIRI(orcid string) string {
	orcid = strings.ToUpper(strings.TrimSpace(orcid))
	if !orcidForm.MatchString(orcid) {
		return ""
	}
	return "https://orcid.org/" + orcid
}

func rorIRI(ror string) string {
	ror = strings.ToLower(strings.TrimSpace(ror))
	if !rorForm.MatchString(ror) {
		return ""
	}
	return "https://ror.org/" + ror
}

// isbnIRI names a book by its ISBN of 13 digits, so that both lengths of one
// number are one name. ISO 2108:2017, annex A.
func isbnIRI(isbn string) string {
	isbn = strings.ToUpper(strings.NewReplacer("-", "", "‐", "", "–", "", " ", "").Replace(isbn))
	if !isbnForm.MatchString(isbn) {
		return ""
	}
	if len(isbn) == 10 {
		isbn = "978" + isbn[:9]
		sum := 0
		for i, d := range isbn {
			sum += int(d-'0') * (1 + i%2*2)
		}
		isbn += string(rune('0' + (10-sum%10)%10))
	}
	return "urn:isbn:" + isbn
}

// SourceID names a source within IRIs: the DOI of its work or, without one,
// the SHA-256 of its bytes.
func SourceID(r *record.Record) string {
	if iri := doiIRI(r.Work.Identifier(record.DOI)); iri != "" {
		return strings.TrimPrefix(iri, doiBase)
	}
	return r.Source.SHA256
}

// SourceIRI is the named graph of a source.
func SourceIRI(r *record.Record) string { return Base + "graph/source/" + SourceID(r) }

// LoadIRI is the activity that brought a source in.
func LoadIRI(r *record.Record) string { return Base + "activity/load/" + SourceID(r) }

// RoleIRI is the n-th contribution, from 1, of the work that a source tells of.
func RoleIRI(r *record.Record, n int) string {
	return fmt.Sprintf("%srole/%s/%d", Base, SourceID(r), n)
}

// ReferenceIRI is the n-th printed reference, from 1, of a source.
func ReferenceIRI(r *record.Record, n int) string {
	return fmt.Sprintf("%sref/%s/%d", Base, SourceID(r), n)
}

// AssignmentIRI is the finding that a source's work is about a concept.
func AssignmentIRI(r *record.Record, concept string) string {
	return Base + "assignment/" + SourceID(r) + "/" + concept
}

// TopicIRI is the concept of a slug; the empty slug is the scheme of all.
func TopicIRI(concept string) string { return Base + "topic/" + concept }

// VolumeIRI is the volume of a periodical that w stands in, "" if w tells too
// little: volume/{periodical}/{volume}.
func VolumeIRI(w *record.Work) string {
	if w.Volume == "" {
		return ""
	}
	return within(w, "volume", w.Volume)
}

// IssueIRI is the issue of a periodical that w stands in, "" if w tells too
// little: issue/{periodical}/{year}/{issue}, with the volume before the issue
// where there is one, since some periodicals count two volumes a year.
func IssueIRI(w *record.Work) string {
	if w.Issue == "" || w.Published.Year == 0 {
		return ""
	}
	if w.Volume == "" {
		return within(w, "issue", Year(w), w.Issue)
	}
	return within(w, "issue", Year(w), w.Volume, w.Issue)
}

// within makes the IRI of a part of the periodical that w stands in.
func within(w *record.Work, what string, parts ...string) string {
	venue := OfVenue(w)
	if venue.IsZero() || venue.Kind != Periodical {
		return ""
	}
	path := []string{what, venue.IRI[strings.LastIndexByte(venue.IRI, '/')+1:]}
	for _, p := range parts {
		path = append(path, escape(strings.ReplaceAll(fold(p), " ", "-")))
	}
	return Base + strings.Join(path, "/")
}

// escape writes a text that may hold anything as the path of an IRI. Old DOIs
// hold angle brackets: 10.1002/(sici)1097-4571(1998)49:8<693::aid-asi4>3.0.co.
func escape(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c == 0x7f || strings.IndexByte("\"#%<>?[\\]^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
