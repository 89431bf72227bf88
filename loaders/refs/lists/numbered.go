package lists

import "slices"

// byNumbers parts rows at the links of a chain. A chain that starts again with
// 1 starts another list.
func (in *input) byNumbers(rows []row, chain []link) []List {
	lists := []List{{}}
	if foreword := rows[:chain[0].row]; len(foreword) > 0 {
		lists[0].Entries = in.plain(foreword)
	}
	spaced := doubleSpaced(rows, chain)
	for i, l := range chain {
		if i > 0 && l.number == 1 && chain[i-1].number > 1 {
			lists = append(lists, List{})
		}
		end, next := len(rows), 0
		if i+1 < len(chain) {
			end, next = chain[i+1].row, chain[i+1].number
		}
		now := &lists[len(lists)-1]
		now.Entries = append(now.Entries, in.numberedEntries(l, rows[l.row:end], next, spaced && next > 0)...)
	}
	return lists
}

// doubleSpaced reports whether blank lines stand between the lines of entries.
func doubleSpaced(rows []row, chain []link) bool {
	opened, all := 0, 0
	for i, l := range chain[:len(chain)-1] {
		for _, r := range withoutPageNumbers(rows[l.row+1 : chain[i+1].row]) {
			if all++; r.opens {
				opened++
			}
		}
	}
	return opened >= 3 && 2*opened > all
}

// numberedEntries gives the entry of a number and those that follow it without
// one of their own: paragraphs that begin as an entry does, behind one that can
// be at its end. Where blank lines stand between lines, they do not tell.
func (in *input) numberedEntries(l link, rows []row, next int, spaced bool) []Entry {
	own := append(rows[:1:1], withoutPageNumbers(rows[1:])...)
	own[0].text = l.rest
	starts := make([]bool, len(own))
	words := l.rest != ""
	for i := 1; i < len(own); i++ {
		starts[i] = words && own[i].opens && !spaced && complete(endBefore(own, i)) && !continues(own[i].text)
		words = true
	}
	entries := in.entries(own, starts)
	if len(entries) == 0 {
		return nil
	}
	entries[0].Number = l.number
	if next == l.number+1 {
		return entries
	}
	return append(inline(entries[0], l.style, max(next, 0)), entries[1:]...)
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
