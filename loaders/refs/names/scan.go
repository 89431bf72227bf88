package names

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxNames bounds a list: no reference prints more, and a text that goes on
// like names for ever is something else.
const maxNames = 60

var (
	// After the last.
	others = regexp.MustCompile(`^,?\s?(?:\(?et\s?al\b\.?\)?|(?:and|und|&)\s(?:others|co-?workers|andere|al\.)|\[?и\sдр(?:угие|\.)?\]?\.?|\[?та\sін\.?\]?\.?|u\.\s?a\.|\[?и\sсоавт\.?\]?|等|нар)\.?`)
	// What may follow full names, which could be words of a title otherwise.
	closes = regexp.MustCompile(`^(?:\s?$|\.?\s?$|[.:;]\s|,?\s?[(\[“«"‘„]|,\s?(?:1[4-9]|20)\d\d|\s(?:1[4-9]|20)\d\d|,\s|[.．。，,、])`)
)

// Scan tells how many bytes at the head of text are a list of names: 0 if it
// does not begin with a name.
func Scan(text string) int {
	people := scan(text, false)
	if len(people) == 0 {
		return 0
	}
	end := people[len(people)-1][1]
	if m := othersAt(text[end:]); m != "" {
		end += len(m)
	}
	return end
}

// split parts a text that is known to be names. What is no name in a form
// that we know is a name all the same: of a body, or of another culture.
func split(text string) [][2]int {
	people := scan(text, true)
	end := 0
	if len(people) > 0 {
		end = people[len(people)-1][1]
	}
	rest := text[end:]
	if m := othersAt(rest); m != "" {
		return people
	}
	for strings.Trim(rest, " .,;:&()[]") != "" && len(people) < maxNames {
		skip := len(separator(rest))
		next := strings.IndexAny(rest[skip:], ";")
		if next < 0 {
			next = len(rest) - skip
		}
		start := len(text) - len(rest) + skip
		people = append(people, [2]int{start, start + next})
		rest = text[start+next:]
	}
	return people
}

// scan reads names one after another. Where the text is trusted to be names,
// full names need no proof.
func scan(text string, trusted bool) [][2]int {
	var people [][2]int
	var first *form
	at := 0
	for len(people) < maxNames {
		sep := ""
		if len(people) > 0 {
			if sep = separator(text[at:]); sep == "" {
				break
			}
		}
		joined := joins(sep)
		n, f := person(text[at+len(sep):], first, joined, trusted)
		if n == 0 {
			break
		}
		if first == nil {
			first = f
		}
		people = append(people, [2]int{at + len(sep), at + len(sep) + n})
		at += len(sep) + n
	}
	return people
}

// person reads one name. The names of a list are alike: after initials come
// initials, and "Family, Given" is followed by "and Given Family".
func person(text string, first *form, joined, trusted bool) (int, *form) {
	begins := beginningOf(text)
	for i := range forms {
		f := &forms[i]
		if !f.may(begins) {
			continue
		}
		if first != nil && first.initial && !f.initial && !joined {
			continue
		}
		if first != nil && f.name == "Family, Given I." && !joined && first.name != f.name {
			continue
		}
		n, family, given := f.match(text)
		if n == 0 || !follows(f, given, text[n:]) {
			continue
		}
		if f.name == "Family I. I." && isGiven(family) && givenMiddleFamily().MatchString(text) {
			continue // "Klaus J. Bade" is not "Klaus, J."
		}
		if f.name == "family given in characters" {
			if first != nil && len([]rune(family)) > 4 && !trusted {
				continue
			}
			return n, f
		}
		if refused(family) || !f.initial && refused(given) {
			continue
		}
		if trusted || f.initial || proven(f, family, given, text[n:], first != nil) {
			return n, f
		}
	}
	return 0, nil
}

var givenMiddleFamily = re(word + `\s` + initials + `\s` + family + `(?:[\s,.:;(]|$)`)

func follows(f *form, given, rest string) bool {
	if f.name == "Family, Given I." && strings.HasSuffix(given, ".") && startsUpper(strings.TrimLeft(rest, " ")) {
		return true
	}
	if f.initial && f.name != "I. I. Family" && f.name != "Family II" {
		return ends(rest) || strings.HasPrefix(f.name, "Family") && startsUpper(rest)
	}
	if f.name == "family given in characters" {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
		return rest == "" || strings.ContainsRune(".,，、;；:：([（「『", r) || unicode.IsDigit(r)
	}
	return closes.MatchString(rest) || othersAt(rest) != "" || conjunctAhead(rest)
}

func conjunctAhead(rest string) bool {
	m := separator(rest)
	return m != "" && strings.TrimSpace(m) != ""
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// proven reports whether a full name may be trusted to be one.
func proven(f *form, family, given, rest string, later bool) bool {
	if isGiven(given) || isGiven(family) || later {
		return true
	}
	if institution(family) || institution(given) || commonWords(given+" "+family) {
		return false
	}
	if f.name == "Given I. Family" {
		return true
	}
	// "Japan, Mongolia: Geographic Challenges" is a title.
	return !strings.HasPrefix(rest, ":") && !isPlace(family) && !isPlace(given)
}
