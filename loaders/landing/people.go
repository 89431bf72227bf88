package landing

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"bibgraph/loaders/record"
)

// settlePeople takes the first list of authors and adds what the others know
// of the same people: forms of the name, affiliations, ORCIDs.
func (p *page) settlePeople(lang string) []record.Contribution {
	if len(p.people) == 0 {
		p.note("authors", "the page names no authors")
		return nil
	}
	kept := p.people[0]
	for _, other := range p.people[1:] {
		var strangers []string
		for i, c := range other.items {
			if at := match(kept.items, c, i, len(other.items)); at >= 0 {
				p.join(&kept.items[at], c, other.place)
			} else {
				strangers = append(strangers, c.AsPrinted...)
			}
		}
		switch {
		case len(strangers) > 0:
			p.note(other.place, fmt.Sprintf("%s: not among the authors at %s, which are kept", someOf(strangers), kept.place))
		case len(other.items) < len(kept.items):
			p.note(other.place, fmt.Sprintf("%d authors are named here and %d at %s, which are kept", len(other.items), len(kept.items), kept.place))
		}
	}
	for i := range kept.items {
		kept.items[i].Agent.Lang = nameLang(kept.items[i], lang, p.lang)
	}
	return kept.items
}

// someOf lists the first few of many names.
func someOf(names []string) string {
	const few = 5
	if len(names) > few {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), len(names)-few)
	}
	return strings.Join(names, ", ")
}

// longList is the number of authors from which on a person is sought only at
// the same place of another list, since each would be compared with each.
const longList = 1000

// match finds the same person in a list: by name or, where the names are in
// two scripts, by its place in a list of the same length.
func match(people []record.Contribution, c record.Contribution, i, n int) int {
	if i < len(people) && samePerson(people[i].Agent, c.Agent) {
		return i // as in most lists, some of thousands
	}
	if len(people) > longList {
		return -1
	}
	for at, other := range people {
		if samePerson(other.Agent, c.Agent) {
			return at
		}
	}
	if len(people) == n && script(nameOf(people[i].Agent)) != script(nameOf(c.Agent)) {
		return i
	}
	return -1
}

func nameOf(a record.Agent) string { return a.Family + a.Literal }

func samePerson(a, b record.Agent) bool {
	if a.ORCID != "" && a.ORCID == b.ORCID {
		return true
	}
	if fold(nameOf(a)) == fold(nameOf(b)) {
		return sameInitial(a.Given, b.Given)
	}
	return widerFamily(a, b.Family) || widerFamily(b, a.Family) ||
		fold(a.Family+a.Given) == fold(b.Given+b.Family) // one of the two is taken the wrong way round
}

func sameInitial(a, b string) bool {
	x, y := []rune(fold(a)), []rune(fold(b))
	return len(x) == 0 || len(y) == 0 || x[0] == y[0]
}

// widerFamily reports whether a family name such as "Ejemplo Pérez" is the end
// of a name of which less, or more, was taken for the family name.
func widerFamily(a record.Agent, family string) bool {
	whole := strings.ToLower(a.Given + " " + a.Family)
	return family != "" && strings.HasSuffix(whole, " "+strings.ToLower(family))
}

// join adds to a person what another place of the page knows of it.
func (p *page) join(c *record.Contribution, other record.Contribution, place string) {
	for _, form := range other.AsPrinted {
		if !slices.Contains(c.AsPrinted, form) {
			c.AsPrinted = append(c.AsPrinted, form)
		}
	}
	a := &c.Agent
	switch {
	case fold(a.Family) == fold(other.Agent.Family) && len(fold(other.Agent.Given)) > len(fold(a.Given)):
		a.Given = other.Agent.Given
	case len(other.Agent.Family) > len(a.Family) && widerFamily(*a, other.Agent.Family):
		a.Given = strings.TrimSpace(strings.TrimSuffix(a.Given+" "+a.Family, other.Agent.Family))
		a.Family = other.Agent.Family
	}
	c.Affiliations = joinAffiliations(c.Affiliations, other.Affiliations)
	switch {
	case a.ORCID == "":
		a.ORCID = other.Agent.ORCID
	case other.Agent.ORCID != "" && other.Agent.ORCID != a.ORCID:
		p.note(place, fmt.Sprintf("the ORCID of %s is %s here, %s is kept", c.AsPrinted[0], other.Agent.ORCID, a.ORCID))
	}
}

// joinAffiliations keeps the first list and adds the countries of the other.
func joinAffiliations(kept, other []record.Organization) []record.Organization {
	if len(kept) == 0 {
		return other
	}
	for i, o := range kept {
		for _, same := range other {
			if o.Country == "" && same.Country != "" && fold(o.Name) == fold(same.Name) {
				kept[i] = same
			}
		}
	}
	return kept
}

// nameLang tells the language of a name as printed. A name in Latin letters
// on an article in Russian is Russian in another script, unless its bearer
// works where Russian is not written.
func nameLang(c record.Contribution, lang, pageLang string) string {
	name := strings.Join(c.AsPrinted[:min(1, len(c.AsPrinted))], "")
	written := script(name)
	switch {
	case written == "Cyrl" || lang == "":
		return langOf(name, pageLang)
	case written == usualScript(lang) || written == "":
		return lang
	}
	for _, a := range c.Affiliations {
		if a.Country == "" {
			continue
		}
		base, _ := language.Make("und-" + a.Country).Base()
		if base.String() != lang {
			return ""
		}
	}
	return lang + "-" + written
}

// affiliation reads an organisation as printed. A country may stand after the
// last comma or be told apart.
func affiliation(printed, countryName, pageLang string) record.Organization {
	printed = strings.Trim(squeeze(printed), " ,;.")
	o := record.Organization{Name: printed, Lang: langOf(printed, pageLang), AsPrinted: printed}
	if countryName != "" {
		o.Country = country(countryName)
		o.AsPrinted += ", " + countryName
	}
	if at := strings.LastIndexAny(printed, ",("); at > 0 {
		if cc := country(printed[at+1:]); cc != "" {
			o.Name = strings.TrimRight(printed[:at], " ,")
			o.Country = cc
			o.AsPrinted = printed
		}
	}
	return o
}
