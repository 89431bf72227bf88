// Package authorities holds what bibgraph knows beforehand: concepts, names,
// periodicals and places in several languages and scripts, as tables that
// librarians can read and mend.
//
// Each table is a TSV file of UTF-8 text: a header line, one record a line,
// "#" lines are remarks, several values in a cell are parted by "|". The
// package gives the cells and leaves their meaning to who asks.
package authorities

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.tsv
var files embed.FS

// Record is a line of a table by column name. A missing cell is "".
type Record map[string]string

// List gives the values of a cell that may hold several.
func (r Record) List(column string) []string {
	if r[column] == "" {
		return nil
	}
	return strings.Split(r[column], "|")
}

// Table reads a table by file name without ".tsv". It panics on a table that
// does not exist or is out of shape: the tables are part of the program.
func Table(name string) []Record {
	text, err := files.ReadFile(name + ".tsv")
	if err != nil {
		panic(err)
	}
	var header []string
	var records []Record
	for i, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if header == nil {
			header = cells
			continue
		}
		if len(cells) > len(header) {
			panic(fmt.Sprintf("authorities: %s.tsv line %d has %d cells, the header %d", name, i+1, len(cells), len(header)))
		}
		r := make(Record, len(cells))
		for j, c := range cells {
			r[header[j]] = c
		}
		records = append(records, r)
	}
	return records
}
