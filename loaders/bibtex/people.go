package bibtex

import (
	"regexp"
	"strings"

	"bibgraph/loaders/record"
)

// people writes all who did the same, family name first.
func (e *entry) people(field string, w *record.Work, role record.Role) {
	var names []string
	for _, c := range w.Contributions {
		if c.Role == role {
			names = append(names, nameOf(c.Agent))
		}
	}
	e.field(field, "{"+strings.Join(names, " and ")+"}")
}

// nameOf writes a name. What is not to be parted into names stands in braces:
// bodies, and names in which BibTeX would see two people or a second part.
func nameOf(a record.Agent) string {
	if a.Family == "" {
		return "{" + escaped(a.Literal) + "}"
	}
	if a.Given == "" {
		return "{" + escaped(a.Family) + "}"
	}
	return part(a.Family) + ", " + part(a.Given)
}

// parting is what BibTeX parts names at.
var parting = regexp.MustCompile(`(?i),|(?:^|\s)and(?:\s|$)`)

func part(name string) string {
	if parting.MatchString(name) {
		return "{" + escaped(name) + "}"
	}
	return escaped(name)
}
