// Package learn makes the model that reads printed references out of labelled
// ones, and measures how well it reads others.
//
// A corpus is a file of JSON lines: the text, the spans of its fields in code
// points, and which fields its makers labelled. What they did not label is
// unknown, not absent, and learnt from as such.
package learn

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"bibgraph/loaders/record"
)

// Reference is a labelled reference.
type Reference struct {
	ID     string
	Text   string
	Spans  []record.Span
	Source string
	Lang   string
	Scored []string            // the fields that its source labels
	Fields map[string][]string // as scorers compare them; nil where only spans are told
}

// names of fields in corpora that are ours by another name.
var names = map[string]record.Field{
	"author-collab": record.FieldAuthor, "institution": record.FieldPublisher, "title-translated": record.FieldTranslated,
}

// Read reads corpora; a name that ends in .gz is unpacked.
func Read(files ...string) ([]Reference, error) {
	var all []Reference
	for _, name := range files {
		some, err := readFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

func readFile(name string) (_ []Reference, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return decode(name, r)
}

// decode reads the lines of a corpus.
func decode(name string, r io.Reader) ([]Reference, error) {
	var all []Reference
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		var line struct {
			ID           string
			Text         string
			Spans        []span
			Conventional []span `json:"spans_c"` // by one convention for all corpora
			Source, Lang string
			Scored       []string
			Fields       map[string][]string
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w: one JSON object a line is wanted", name, n, err)
		}
		ref := Reference{ID: line.ID, Text: line.Text, Source: line.Source, Lang: line.Lang, Scored: line.Scored, Fields: line.Fields}
		if line.Conventional == nil {
			line.Conventional = line.Spans
		}
		length := utf8.RuneCountInString(line.Text)
		for _, s := range line.Conventional {
			if s.start < 0 || s.start >= s.end || s.end > length {
				return nil, fmt.Errorf("%s:%d: span %d to %d of %q is not in the text", name, n, s.start, s.end, s.field)
			}
			ref.Spans = append(ref.Spans, record.Span{Start: s.start, End: s.end, Field: s.field})
		}
		all = append(all, ref)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}

// span is [start, end, field].
type span struct {
	start, end int
	field      record.Field
}

// UnmarshalJSON reads the array.
func (s *span) UnmarshalJSON(b []byte) error {
	var name string
	if err := json.Unmarshal(b, &[]any{&s.start, &s.end, &name}); err != nil {
		return err
	}
	s.field = record.Field(name)
	if ours, ok := names[name]; ok {
		s.field = ours
	}
	return nil
}
