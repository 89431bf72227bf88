package lists

import (
	"slices"
	"unicode"
)

// link is a row that opens an entry by its number.
type link struct {
	marker
	row int
}

// What numbering may do, and what it costs. A row that looks like the start of
// an entry in all ways is worth about 2.
const (
	costOfDouble   = 1.6 // 4, 4; Markdown has 1 before each
	costOfMissing  = 0.7 // 4, 6
	costOfFurther  = 0.4 // for each further one that is missing
	mostMissing    = 5   //
	costOfRestart  = 0.8 // a second list, at a paragraph
	costOfInner    = 0.7 // more, where no paragraph begins
	costOfStart    = 0.6 // a list that starts with another number than 0 or 1
	costOfYear     = 9   // a list that starts with a number of four digits
	costOfForeword = 0.5 // rows before the first number
	costOfStyle    = 0.4 // "4.", "5)"
	costOfBrackets = 1.5 // "4.", "[5]"
)

// numberChain finds the rows that open the entries of a numbered list, or of
// several that start again: the chain of rising numbers that is worth most.
// It gives nil if no chain shows a numbered list.
//
// For each row it needs only the best chain to each number so far, so it takes
// as many steps as there are rows.
func numberChain(rows []row) []link {
	type step struct {
		link
		before int // in steps, -1 for none
		worth  float64
	}
	var steps []step
	best := map[int]int{} // number → the step that ends the best chain to it
	last := -1            // the step that ends the best chain to any number over 1
	top := -1             // the step that ends the best chain of all
	for i, r := range rows {
		m, ok := markerOf(r.text)
		if !ok {
			continue
		}
		s := step{link: link{m, i}, before: -1, worth: -costOfStartAt(m.number, i)}
		follow := func(before int, cost float64) {
			b := steps[before]
			if cost += costOfChange(b.style, m.style); b.worth-cost > s.worth {
				s.before, s.worth = before, b.worth-cost
			}
		}
		for gap := range mostMissing + 1 {
			if before, ok := best[m.number-1-gap]; ok {
				cost := 0.0
				if gap > 0 {
					cost = costOfMissing + costOfFurther*float64(gap-1)
				}
				follow(before, cost)
			}
		}
		if before, ok := best[m.number]; ok {
			follow(before, costOfDouble)
		}
		if m.number == 1 && last >= 0 {
			cost := costOfRestart
			if !r.opens {
				cost += costOfInner
			}
			follow(last, cost)
		}
		s.worth += worthOf(rows, i, m)
		steps = append(steps, s)
		now := len(steps) - 1
		if b, ok := best[m.number]; !ok || s.worth > steps[b].worth {
			best[m.number] = now
		}
		if m.number > 1 && (last < 0 || s.worth > steps[last].worth) {
			last = now
		}
		if top < 0 || s.worth > steps[top].worth {
			top = now
		}
	}
	if top < 0 || steps[top].worth <= 0 {
		return nil
	}
	var chain []link
	for at := top; at >= 0; at = steps[at].before {
		chain = append(chain, steps[at].link)
	}
	slices.Reverse(chain)
	if !isList(chain) {
		return nil
	}
	return chain
}

// isList reports whether numbers show a list: one alone does so only if it is
// the first word of all: "1." or "[1]" with words behind.
func isList(chain []link) bool {
	first := chain[0]
	if len(chain) == 1 {
		return first.row == 0 && first.number <= 1 && first.style <= withGap
	}
	empty := 0
	for i, l := range chain {
		if l.style == alone && i+1 < len(chain) && chain[i+1].row == l.row+1 {
			empty++
		}
	}
	return 2*empty < len(chain)
}

func costOfStartAt(number, at int) float64 {
	cost := 0.0
	switch {
	case number >= 1000:
		cost += costOfYear
	case number > 1:
		cost += costOfStart
	}
	if at > 0 {
		cost += costOfForeword
	}
	return cost
}

func costOfChange(a, b style) float64 {
	switch {
	case a == b:
		return 0
	case a == inSquare || b == inSquare || a == inRound || b == inRound:
		return costOfBrackets
	}
	return costOfStyle
}

// worthOf tells how far a row looks like the start of an entry: by the style of
// its number, the end of the row before it, and the words behind it.
func worthOf(rows []row, i int, m marker) float64 {
	worth, before := certainty[m.style], endBefore(rows, i)
	switch {
	case i == 0 || complete(before):
		worth += 0.5
	case asksForMore(before):
		worth -= 1.5
	case opensMore().MatchString(before):
		worth -= 1.35
	default:
		worth -= 0.8
	}
	if rows[i].opens {
		worth += 0.5
	}
	switch {
	case m.rest == "":
	case isLocus(m.rest) || further().MatchString(m.rest):
		worth--
	case namesPerson(m.rest):
		worth += 0.9
	case startsLow(m.rest) || unicode.IsDigit(firstRune(m.rest)):
		worth -= 0.6
	default:
		worth += 0.3
	}
	return worth
}
