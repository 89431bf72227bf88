package translit

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"bibgraph/data/authorities"
)

// rule writes some letters as others where its neighbours fit. The edges of a
// word are ^ before and $ after it; an empty list of neighbours fits all.
type rule struct {
	from          []rune
	after, before string
	to            string
}

// rules are by their first letter, the longest first, else as in the table.
type rules map[rune][]rule

const wordStart, wordEnd = '^', '$'

func newRules(table []authorities.Record, from, to string) rules {
	rs := make(rules, len(table))
	for _, r := range table {
		letters := []rune(r[from])
		rs[letters[0]] = append(rs[letters[0]], rule{letters, r["after"], r["before"], r[to]})
	}
	for _, list := range rs {
		slices.SortStableFunc(list, func(a, b rule) int { return cmp.Compare(len(b.from), len(a.from)) })
	}
	return rs
}

// rewrite applies the rules from left to right. A capital stays a capital:
// the first letter of what it becomes, or all where the word is in capitals.
// It counts the letters for which there was no rule.
func (rs rules) rewrite(text string) (string, int) {
	letters := []rune(text)
	lower := make([]rune, len(letters))
	for i, r := range letters {
		lower[i] = unicode.ToLower(r)
	}
	var out strings.Builder
	missed := 0
	for i := 0; i < len(letters); {
		r, ok := rs.at(lower, i)
		if !ok {
			if unicode.IsLetter(letters[i]) {
				missed++
			}
			out.WriteRune(letters[i])
			i++
			continue
		}
		end := i + len(r.from)
		switch {
		case !unicode.IsUpper(letters[i]):
			out.WriteString(r.to)
		case allCapitals(letters, i, end):
			out.WriteString(strings.ToUpper(r.to))
		default:
			out.WriteString(capitalized(r.to))
		}
		i = end
	}
	return out.String(), missed
}

// at finds the rule for the letters at i.
func (rs rules) at(lower []rune, i int) (rule, bool) {
	for _, r := range rs[lower[i]] {
		if end := i + len(r.from); end <= len(lower) && slices.Equal(lower[i:end], r.from) &&
			fits(r.after, before(lower, i)) && fits(r.before, after(lower, end)) {
			return r, true
		}
	}
	return rule{}, false
}

func fits(neighbours string, r rune) bool {
	return neighbours == "" || strings.ContainsRune(neighbours, r)
}

func before(letters []rune, i int) rune {
	if i == 0 || !inWord(letters[i-1]) {
		return wordStart
	}
	return letters[i-1]
}

func after(letters []rune, end int) rune {
	if end == len(letters) || !inWord(letters[end]) {
		return wordEnd
	}
	return letters[end]
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// allCapitals tells whether the letters from i to end belong to a word in
// capitals: the letter after them shows it, or at the end the one before.
func allCapitals(letters []rune, i, end int) bool {
	if next := after(letters, end); next != wordEnd {
		return unicode.IsUpper(next)
	}
	return unicode.IsUpper(before(letters, i))
}

func capitalized(s string) string {
	for i, r := range s {
		return s[:i] + string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}
