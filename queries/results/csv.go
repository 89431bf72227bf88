package results

import (
	"encoding/csv"
	"io"
	"iter"
	"strings"
)

func writeCSV(w io.Writer, rows iter.Seq2[Row, error], l Layout) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true // RFC 4180, 2.1
	if err := writeRecords(rows, l, out.Write); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// tsvEscapes keeps a value on its line and in its column.
// https://www.iana.org/assignments/media-types/text/tab-separated-values
// forbids tabs in values; the escapes are those of SPARQL's TSV results.
var tsvEscapes = strings.NewReplacer("\t", `\t`, "\n", `\n`, "\r", `\r`, `\`, `\\`)

func writeTSV(w io.Writer, rows iter.Seq2[Row, error], l Layout) error {
	return writeRecords(rows, l, func(record []string) error {
		for i, value := range record {
			record[i] = tsvEscapes.Replace(value)
		}
		_, err := io.WriteString(w, strings.Join(record, "\t")+"\n")
		return err
	})
}

// writeRecords hands out the header, then each row; a record is valid until
// write returns.
func writeRecords(rows iter.Seq2[Row, error], l Layout, write func([]string) error) error {
	names, lines, err := l.grid(rows)
	if err != nil || len(names) == 0 {
		return err
	}
	record := append([]string(nil), names...)
	if err := write(record); err != nil {
		return err
	}
	for values, err := range lines {
		if err != nil {
			return err
		}
		for i, name := range names {
			record[i] = values[name].text
		}
		if err := write(record); err != nil {
			return err
		}
	}
	return nil
}
