package lists

import (
	"slices"
	"strings"
)

// byNumbers parts rows at the links of a chain. A chain that starts again with
// 1 starts another list.
func (in *input) byNumbers(rows []row, chain []link) []List {
	lists := []List{{}}
	if foreword := rows[:chain[0].row]; len(foreword) > 0 {
		lists[0].Entries = in.plain(foreword)
	}
	for i, l := range chain {
		end := len(rows)
		if i+1 < len(chain) {
			end = chain[i+1].row
		}
		if i > 0 && l.number == 1 && chain[i-1].number > 1 {
			lists = append(lists, List{})
		}
		now := &lists[len(lists)-1]
		now.Entries = append(now.Entries, in.numberedEntries(l, rows[l.row:end])...)
	}
	return lists
}

// numberedEntries gives the entry of a number and those that follow it without
// one, as paragraphs that look whole after a paragraph that can be at its end.
func (in *input) numberedEntries(l link, rows []row) []Entry {
	own := append(rows[:1:1], withoutPageNumbers(rows[1:])...)
	own[0].text = l.rest
	starts := make([]bool, len(own))
	words := l.rest != ""
	for i := 1; i < len(own); i++ {
		starts[i] = words && own[i].opens && complete(own[i-1].text) && !continues(own[i].text) && looksWhole(paragraphAt(own, i))
		words = true
	}
	entries := in.entries(own, starts)
	if len(entries) > 0 {
		entries[0].Number = l.number
	}
	return entries
}

// Unnumbered gives texts that are an entry each without the numbers that count
// them, if any do.
func Unnumbered(texts []string) []string {
	rows := make([]row, len(texts))
	for i, text := range texts {
		rows[i] = row{text: text, opens: true}
	}
	bare := slices.Clone(texts)
	for _, l := range numberChain(rows) {
		bare[l.row] = l.rest
	}
	return bare
}

// withoutPageNumbers leaves out rows that are a number and a paragraph, which
// pages leave behind, and columns of numbers that stand apart from their entries.
func withoutPageNumbers(rows []row) []row {
	isAlone := func(i int) bool {
		m, ok := markerOf(rows[i].text)
		return ok && m.style == alone
	}
	var kept []row
	for i, r := range rows {
		page := loneNumber.MatchString(r.text) && r.opens && (i+1 == len(rows) || rows[i+1].opens)
		column := isAlone(i) && (i > 0 && isAlone(i-1) || i+1 < len(rows) && isAlone(i+1))
		if !page && !column {
			kept = append(kept, r)
		}
	}
	return kept
}

// paragraphAt gives the words from the i-th row to the next paragraph.
func paragraphAt(rows []row, i int) string {
	end := i + 1
	for end < len(rows) && !rows[end].opens {
		end++
	}
	words := make([]string, 0, end-i)
	for _, r := range rows[i:end] {
		words = append(words, r.text)
	}
	return strings.Join(words, " ")
}
