package names

import "regexp"

// Form is a form of names for tests.
type Form struct {
	Name       string
	Expression *regexp.Regexp
	Match      func(text string) (n int, family, given string)
}

// Forms are all there are.
func Forms() []Form {
	var all []Form
	for i := range forms {
		f := &forms[i]
		all = append(all, Form{f.name, f.re(), f.match})
	}
	return all
}
