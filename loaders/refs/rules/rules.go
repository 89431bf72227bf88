// Package rules labels a printed reference by rules: what has a mark of its
// own first ("https:", "С. 5", "дата обращения"), then what its place among
// those shows (authors before the title, a journal before its volume).
//
// It is one labeller of package refs; a trained one can take its place. It
// says which words are which field and leaves their meaning to refs.
package rules

import "bibgraph/loaders/record"

// Labeller labels by rules. The zero value is ready.
type Labeller struct{}

// steps are done in this order; none takes back what one before it marked.
var steps = []struct {
	name string
	do   func(*sheet)
}{
	{"URL", urls},
	{"DOI", dois},
	{"arXiv, PubMed", repositories},
	{"ISBN, ISSN", isbns},
	{"access date", accessed},
	{"genre", genres},
	{"note", notes},
	{"translated title", translations},
	{"edition", editions},
	{"day or month", day},
	{"volume and issue", volumes},
	{"pages", pages},
	{"year", year},
	{"place and publisher", publishers},
	{"authors", authors},
	{"editors, translators", editors},
	{"statement of responsibility", responsibility},
	{"container", containers},
	{"title", titles},
}

// Label marks the fields of a reference, in order and without overlap.
func (Labeller) Label(text string) []record.Span {
	s := newSheet(text)
	for _, step := range steps {
		step.do(s)
	}
	return s.spans()
}
