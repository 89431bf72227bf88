// Package lists parts printed reference lists into their entries, and pairs a
// list with the same one printed again in other letters or another language.
//
// A list is parted by what it has, the first of: numbers, bullets, hanging
// indents, paragraphs, and else by how the lines look where they meet. Numbers
// are not taken as they come: of all ways to read them the best one counts, so
// that a wrapped line "5. С. 3-7." opens no entry.
//
//	Литература              heading        List.Headings
//	 1. Базаров В.Б. Мон-   entry 1        Entry{Number: 1, First: 1, Last: 2}
//	    голия // Власть.    goes on
//	 2. Кузьмин С.Л. …      entry 2
//
// Reading what an entry says is left to package refs.
package lists

import "strings"

// Line is a printed line. A blank one parts paragraphs and has no words.
type Line struct {
	Text  string // with the blanks before it, which tell its indent
	Opens bool   // it heads a paragraph, though no blank line precedes it
}

// List is one printed list.
type List struct {
	Headings []string // as printed; more than one where a list goes on under another
	Entries  []Entry
}

// Entry is what a list says of one source.
type Entry struct {
	Number      int    // the number before it, 0 if none
	Text        string // its words in one line, without number or bullet
	Parallel    string // its words in the list that Pair found them in, "" if none
	First, Last int    // its lines, counted from 0; those of all entries in one line are the same
}

// Lines parts a text at the ends of its lines.
func Lines(text string) []Line {
	var lines []Line
	for raw := range strings.SplitSeq(lineEnds.Replace(text), "\n") {
		lines = append(lines, Line{Text: raw})
	}
	return lines
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n")

// Split parts lines into lists and these into entries. All letters of the lines
// come out again, in headings and entries, bytes that are no UTF-8 as U+FFFD; a
// text without words has no list.
func Split(lines []Line) []List {
	in := newInput(lines)
	var lists []List
	for _, part := range in.parts() {
		for _, l := range in.split(part) {
			if last := len(lists) - 1; last >= 0 && goesOn(lists[last], l) {
				lists[last].Headings = append(lists[last].Headings, l.Headings...)
				lists[last].Entries = append(lists[last].Entries, l.Entries...)
				continue
			}
			if len(l.Headings)+len(l.Entries) > 0 {
				lists = append(lists, l)
			}
		}
	}
	return lists
}

// goesOn reports whether a list takes up the numbers of the one before it, as
// the parts of a list do that has headings of its own for books and papers.
func goesOn(before, l List) bool {
	if len(before.Entries) == 0 || len(l.Entries) == 0 {
		return false
	}
	last := before.Entries[len(before.Entries)-1].Number
	return last > 0 && l.Entries[0].Number == last+1
}
