package results

import (
	"io"
	"iter"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

const (
	gap      = "  "
	ellipsis = "…"
	// narrowest is the width below which no column is cut.
	narrowest = 8
)

// writeTable writes aligned columns under a header, numbers to the right. A
// table that is wider than the screen is made to fit by cutting its widest
// columns.
func writeTable(w io.Writer, rows iter.Seq2[Row, error], l Layout) error {
	names, lines, err := l.grid(rows)
	if err != nil {
		return err
	}
	table := [][]cell{make([]cell, len(names))}
	for i, name := range names {
		table[0][i].text = line(name)
	}
	for values, err := range lines {
		if err != nil {
			return err
		}
		record := make([]cell, len(names))
		for i, name := range names {
			record[i] = l.show(values[name])
		}
		table = append(table, record)
	}
	if len(table) == 1 {
		return nil
	}
	widths := columnWidths(table)
	if l.Width > 0 {
		fit(widths, l.Width)
	}
	rule := make([]cell, len(names))
	for i, width := range widths {
		rule[i].text = strings.Repeat("─", width)
		table[0][i].number = table[1][i].number
	}
	table = append(table[:1], append([][]cell{rule}, table[1:]...)...)
	for _, record := range table {
		if _, err := io.WriteString(w, layRow(record, widths)); err != nil {
			return err
		}
	}
	return nil
}

// show makes a value fit for a line of a table.
func (l Layout) show(c cell) cell {
	if c.iri && l.Shorten != nil {
		if short, ok := l.Shorten(c.text); ok {
			c.text = short
		}
	}
	c.text = line(c.text)
	return c
}

// line keeps a text on one line and control characters off the terminal.
func line(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf):
			return -1
		default:
			return r
		}
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

func columnWidths(table [][]cell) []int {
	widths := make([]int, len(table[0]))
	for _, record := range table {
		for i, c := range record {
			widths[i] = max(widths[i], runewidth.StringWidth(c.text))
		}
	}
	return widths
}

// fit narrows the widest columns until a row fits the screen, or until nothing
// is left to cut.
func fit(widths []int, screen int) {
	total := len(gap) * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	for ; total > screen; total-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= narrowest {
			return
		}
		widths[widest]--
	}
}

func layRow(record []cell, widths []int) string {
	var b strings.Builder
	for i, c := range record {
		if i > 0 {
			b.WriteString(gap)
		}
		text := runewidth.Truncate(c.text, widths[i], ellipsis)
		if c.number {
			text = runewidth.FillLeft(text, widths[i])
		} else {
			text = runewidth.FillRight(text, widths[i])
		}
		b.WriteString(text)
	}
	return strings.TrimRight(b.String(), " ") + "\n"
}
