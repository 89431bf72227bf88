package refs

import (
	"regexp"
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/language"
	"bibgraph/loaders/refs/names"
)

var contributors = []struct {
	field record.Field
	role  record.Role
}{
	{record.FieldAuthor, record.Author},
	{record.FieldEditor, record.Editor},
	{record.FieldTranslator, record.Translator},
}

// Role words stand beside names and are not part of them. They are cut off
// whole names only, so that a model may label them with the names.
var (
	roleBefore  = regexp.MustCompile(`(?i)^(?:in:?|в кн\.?:?|под (?:общ\. |науч\. )?ред(?:\.|акцией)|отв\. ред\.|сост\.|ed(?:s|ited)?\.? by|hrsg\. von|a cura di|transl(?:\.|ated) by|пер\.(?: с [\p{L}-]+\.?)?)\s+`)
	roleBehind  = regexp.MustCompile(`(?i)[,\s(\[]+(?:eds?\.?|editors?|hrsg\.?|ред\.?|отв\. ред\.|сост\.)[)\]]?$`)
	roleBegins  = []string{"in ", "in:", "в кн", "под ", "отв.", "сост.", "ed ", "ed.", "eds", "edited", "hrsg.", "a cura", "transl", "пер."}
	roleEndings = []string{"ed", "eds", "editor", "editors", "hrsg", "ред", "сост"}
)

// withoutRole cuts the words for a role off names.
func withoutRole(words string) string {
	lower := strings.ToLower(words)
	for _, begin := range roleBegins {
		if strings.HasPrefix(lower, begin) {
			words = roleBefore.ReplaceAllString(words, "")
			break
		}
	}
	lower = strings.TrimRight(strings.ToLower(words), ".)]")
	for _, end := range roleEndings {
		if strings.HasSuffix(lower, end) {
			return roleBehind.ReplaceAllString(words, "")
		}
	}
	return words
}

// readPeople reads authors, editors and translators.
func readPeople(in *reading) {
	c := names.Context{Lang: in.nameLanguage(), FamilyFirst: in.familyFirst()}
	for _, who := range contributors {
		for _, words := range in.all(who.field) {
			for _, n := range names.List(withoutRole(words), c) {
				in.contribute(who.role, n)
			}
		}
	}
}

// contribute adds a person, or a second form of one who is there: GOST prints
// the first author at the head and again behind "/".
func (in *reading) contribute(role record.Role, n names.Name) {
	for i := range in.work.Contributions {
		if c := &in.work.Contributions[i]; c.Role == role && c.Agent == n.Agent {
			if !slices.Contains(c.AsPrinted, n.Printed) {
				c.AsPrinted = append(c.AsPrinted, n.Printed)
			}
			return
		}
	}
	in.work.Contributions = append(in.work.Contributions, record.Contribution{
		Role: role, Agent: n.Agent, AsPrinted: []string{n.Printed},
	})
}

func (in *reading) nameLanguage() string {
	if len(in.work.Titles) > 0 {
		return in.work.Titles[0].Lang
	}
	return in.work.Language
}

// familyFirst reports whether full names are printed family first, as GOST
// R 7.0.5-2008 has them: in references with "//" or in Cyrillic.
func (in *reading) familyFirst() bool {
	return in.hasStrokes() || language.Script(in.first(record.FieldAuthor)) == "Cyrl"
}

// hasStrokes reports whether the reference parts a work from its container by
// " //".
func (in *reading) hasStrokes() bool {
	for i, r := range in.text {
		if r == '/' && i > 1 && in.text[i-1] == '/' && in.text[i-2] == ' ' {
			return true
		}
	}
	return false
}
