package lists

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// innerNumber is a number within a line that may open an entry.
var innerNumber = regexp.MustCompile(`\s(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})[.)])\s`)

// inline parts an entry that holds the ones after it, as where a list was
// copied without its lines. The next number that opens a line is known, or 0:
// all that are missing before it must be there, else none is believed. At the
// end of a list two are, or one before the name of a person.
func inline(e Entry, s style, next int) []Entry {
	entries := []Entry{e}
	person := false
	for rest := e.Text; ; {
		number := entries[len(entries)-1].Number + 1
		before, after, found := cutNumber(rest, number, s)
		if !found || number == next {
			break
		}
		person = person || namesPerson(after)
		entries[len(entries)-1].Text = before
		entries = append(entries, Entry{Number: number, Text: after, First: e.First, Last: e.Last})
		rest = after
	}
	last := entries[len(entries)-1].Number
	if next > 0 && last+1 != next || next == 0 && len(entries) == 2 && !person {
		return []Entry{e}
	}
	return entries
}

// cutNumber parts a text at the first place where a number opens an entry.
func cutNumber(text string, number int, s style) (before, after string, found bool) {
	for at := 0; ; {
		m := innerNumber.FindStringSubmatchIndex(text[at:])
		if m == nil {
			return text, "", false
		}
		square, round := m[2] >= 0, m[4] >= 0
		digits := text[at+max(m[2], m[4], m[6]) : at+max(m[3], m[5], m[7])]
		before, after = strings.TrimSpace(text[:at+m[0]]), strings.TrimSpace(text[at+m[1]:])
		if digits == strconv.Itoa(number) && square == (s == inSquare) && round == (s == inRound) &&
			complete(ending(before)) && after != "" && !startsLow(after) && !isLocus(after) && !further().MatchString(after) {
			return before, after, true
		}
		at += m[0] + 1
	}
}

// ending gives the last words of a text, enough to tell whether it is complete.
func ending(text string) string {
	at := max(0, len(text)-80)
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return text[at:]
}
