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
	return name(a.Family) + ", " + name(a.Given)
}

// name writes a part of a name. A comma would begin another part of it.
func name(words string) string {
	if strings.Contains(words, ",") {
		return "{" + escaped(words) + "}"
	}
	return part(words)
}

// and is what lists are parted at: of people, in biblatex of publishers and places
// too.
var and = regexp.MustCompile(`(?i)(?:^|\s)and(?:\s|$)`)

// part writes one member of a list.
func part(words string) string {
	if and.MatchString(words) {
		return "{" + escaped(words) + "}"
	}
	return escaped(words)
}
