package lists

import (
	"regexp"
	"slices"
	"unicode"
)

var bullet = regexp.MustCompile(`^(?:[•·▪●◦‣○■□►➢❖∙◆*]|[-–—](?:\s|$))\s*`)

// bullets finds entries that have a bullet each. A dash is one only where it
// does not go on with a line, as "– М. : Наука, 1999." in GOST does.
func bullets(rows []row) []bool {
	first := firstRune(rows[0].text)
	if !bullet.MatchString(rows[0].text) {
		return nil
	}
	starts := make([]bool, len(rows))
	for i, r := range rows {
		mark := bullet.FindString(r.text)
		if mark == "" || firstRune(r.text) != first {
			continue
		}
		rest := r.text[len(mark):]
		starts[i] = i == 0 || !unicode.Is(unicode.Pd, first) || complete(rows[i-1].text) && !continues(rest)
	}
	for i := range rows {
		if starts[i] {
			rows[i].text = rows[i].text[len(bullet.FindString(rows[i].text)):]
		}
	}
	return starts
}

// indents finds entries by the columns that their lines stand in: those of the
// first lines, left or right of all others.
func indents(rows []row) []bool {
	least, most := rows[0].indent, rows[0].indent
	for _, r := range rows {
		least, most = min(least, r.indent), max(most, r.indent)
	}
	if most-least < 2 {
		return nil
	}
	hanging, first := make([]bool, len(rows)), make([]bool, len(rows))
	for i, r := range rows {
		hanging[i] = r.indent < least+2
		first[i] = r.indent > most-2
	}
	hanging[0], first[0] = true, true // the blanks before it are easily lost
	width := widthOf(rows)
	byHanging, byFirst := agreement(rows, hanging, width), agreement(rows, first, width)
	switch {
	case byHanging > 0 && byHanging >= byFirst:
		return hanging
	case byFirst > 0:
		return first
	}
	return nil
}

// agreement tells how far the lines look as if entries started where they are
// said to, and only there: more than 0 if so.
func agreement(rows []row, starts []bool, width int) float64 {
	yes, no, opened, inner := 0.0, 0.0, 0, 0
	for i := 1; i < len(rows); i++ {
		s := max(-2, min(2, boundary(rows, i, width)))
		if starts[i] {
			yes += s
			opened++
		} else {
			no += s
			inner++
		}
	}
	if inner == 0 || opened == 0 {
		return -1
	}
	return yes/float64(opened) - no/float64(inner)
}

// paragraphs finds entries that are a paragraph each. Where a paragraph looks
// like many entries, or many paragraphs like parts of one, it finds none.
func paragraphs(rows []row) []bool {
	starts := make([]bool, len(rows))
	opened, broken, within, spaced := 0, 0, 0, 0
	width := widthOf(rows)
	for i := 1; i < len(rows); i++ {
		score := boundary(rows, i, width)
		if !rows[i].opens {
			if score > 0 {
				within++
			}
			continue
		}
		opened++
		starts[i] = complete(rows[i-1].text) || !continues(rows[i].text)
		if !starts[i] {
			broken++
		}
		if score <= 0 {
			spaced++
		}
	}
	doubleSpaced := opened+1 == len(rows) && width > 0 && 4*spaced > opened
	if opened == 0 || 4*broken > opened || within > opened+1 || doubleSpaced {
		return nil
	}
	return starts
}

// boundaries finds entries by how the lines look that meet. Where nearly all
// that are found begin with the name of a person, others do not count unless
// they are sure.
func boundaries(rows []row) []bool {
	starts, scores := make([]bool, len(rows)), make([]float64, len(rows))
	width := widthOf(rows)
	found, named := 0, 0
	allOpen := !slices.ContainsFunc(rows, func(r row) bool { return !r.opens }) // and tell nothing
	for i := 1; i < len(rows); i++ {
		scores[i] = boundary(rows, i, width)
		if rows[i].opens && !allOpen {
			scores[i]++
		}
		if scores[i] > 0 {
			found++
			if namesPerson(rows[i].text) {
				named++
			}
		}
	}
	least := 0.0
	if 4*named > 3*found {
		least = costOfTitleFirst
	}
	for i := 1; i < len(rows); i++ {
		starts[i] = scores[i] > least || scores[i] > 0 && (namesPerson(rows[i].text) || isDittoDash(rows[i].text))
	}
	return starts
}

const (
	costOfTitleFirst = 0.7 // in a list whose entries begin with names
	never            = -3.0
)

// notWrapped is the width of lines that end where their writer ended them.
const notWrapped = -1

// widthOf gives the columns at which lines were wrapped, 0 if they are too few
// to tell: of wrapped lines a good part is nearly as long as the longest, and
// none is very long.
func widthOf(rows []row) int {
	widths := make([]int, len(rows))
	for i, r := range rows {
		widths[i] = r.indent + r.width
	}
	slices.Sort(widths)
	longest := widths[len(widths)-1-len(widths)/20] // a few may stand out
	near := 0
	for _, w := range widths {
		if w > longest-longest/6 {
			near++
		}
	}
	switch {
	case len(rows) < 3:
		return 0
	case longest > 180 || 8*near < len(rows):
		return notWrapped
	case 5*near < len(rows):
		return 0
	}
	return longest
}

// boundary tells how much speaks for an entry that starts at the i-th row:
// more than 0 if it more likely does.
func boundary(rows []row, i, width int) float64 {
	before, now, end := rows[i-1], rows[i], endBefore(rows, i)
	score := 0.0
	switch word := lastWord(end); {
	case isAddress(word):
		if score++; addressGoesOn(word, firstWord(now.text)) && !namesPerson(now.text) {
			return never
		}
	case asksForMore(end):
		return never
	case counted.MatchString(end):
		score++
	case complete(end):
		score += 0.4
	default:
		score -= 1.5
	}
	switch {
	case continues(now.text):
		score -= 3
	case namesPerson(now.text) || isDittoDash(now.text):
		score += 1.2
	case unicode.IsDigit(firstRune(now.text)):
		score -= 1
	case placeFirst.MatchString(now.text):
		score -= 0.6
	}
	if width == notWrapped {
		score += 0.8
	}
	if width > 0 {
		room := width - before.indent - before.width
		switch need := columns(firstWord(now.text)) + 1; {
		case room > need+width/10:
			score += 1
		case room > need:
			score += 0.3
		default:
			score -= 0.8
		}
	}
	return score
}
