// Package readings is the table of forms in which references that were read are
// written down: for programs, for reference managers, for measuring.
//
// Each form is a room of its own or a file here; how a reference is read is
// the business of package refs.
package readings

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"bibgraph/loaders/bibtex"
	"bibgraph/loaders/csl"
	"bibgraph/loaders/record"
	"bibgraph/loaders/ris"
)

// Format is a form of writing references down.
type Format struct {
	Name      string
	MediaType string // of a whole answer, InArray

	// Works reports whether a reader of the form wants works: an empty line,
	// which cites none, is then left out. Else each line has its object.
	Works bool

	write  func(keys, record.Reference) ([]byte, error)
	layout layout
}

// layout is what stands before, between and behind all that is written.
type layout struct{ before, between, after string }

var (
	lines = layout{after: "\n", between: "\n"}
	array = layout{"[\n", ",\n", "\n]\n"}
	apart = layout{between: "\n"}
)

// All is the table of formats.
var All = []Format{
	{Name: "json", MediaType: "application/json", write: asJSON, layout: lines},
	{Name: "spans", MediaType: "application/json", write: asSpans, layout: lines},
	{Name: "csl", MediaType: csl.MediaType, Works: true, write: keyed(csl.Item), layout: array},
	{Name: "bibtex", MediaType: bibtex.MediaType, Works: true, write: sure(bibtex.Entry), layout: apart},
	{Name: "ris", MediaType: ris.MediaType, Works: true, write: sure(ris.Entry)},
}

// keyed hands a citation key to a writer.
func keyed(write func(string, record.Reference) ([]byte, error)) func(keys, record.Reference) ([]byte, error) {
	return func(k keys, ref record.Reference) ([]byte, error) { return write(k.of(ref), ref) }
}

// sure is a writer that cannot fail, and wants a key.
func sure(write func(string, record.Reference) []byte) func(keys, record.Reference) ([]byte, error) {
	return func(k keys, ref record.Reference) ([]byte, error) { return write(k.of(ref), ref), nil }
}

// ByName gives the format of a name.
func ByName(name string) (Format, bool) {
	for _, f := range All {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// InArray gives the format with JSON lines turned into one JSON array; one that
// is no JSON lines stays as it is.
func (f Format) InArray() Format {
	if f.layout == lines {
		f.layout = array
	}
	return f
}

// Writer writes references one behind the other. Close ends the last.
type Writer struct {
	out    *bufio.Writer
	format Format
	keys   keys
	begun  bool
}

// NewWriter gives a writer of a format; it does not close out.
func NewWriter(out io.Writer, f Format) *Writer {
	return &Writer{out: bufio.NewWriterSize(out, 1<<16), format: f, keys: keys{}}
}

// Reasons why Write wrote no work; both are an ErrNoWork.
var (
	ErrNoWork = errors.New("no work")
	errEmpty  = fmt.Errorf("%w: the line is empty and left out", ErrNoWork)
	errUnread = fmt.Errorf("%w: nothing could be read; the words are kept in a note", ErrNoWork)
)

// Write writes a reference. In formats of works it is an ErrNoWork, after which
// writing goes on, if none could be read.
func (w *Writer) Write(ref record.Reference) error {
	if w.format.Works && isBlank(ref.Raw) {
		return errEmpty
	}
	text, err := w.format.write(w.keys, ref)
	if err != nil {
		return err
	}
	if err := w.put(w.next(), string(text)); err != nil {
		return err
	}
	if w.format.Works && ref.Work == nil {
		return errUnread
	}
	return nil
}

// next gives what stands before the next reference.
func (w *Writer) next() string {
	if w.begun {
		return w.format.layout.between
	}
	w.begun = true
	return w.format.layout.before
}

// Close ends what was written; without a reference it is an empty list.
func (w *Writer) Close() error {
	end := w.format.layout.after
	if !w.begun {
		end = ""
		if w.format.layout == array {
			end = "[]\n"
		}
	}
	if err := w.put(end); err != nil {
		return err
	}
	return w.out.Flush()
}

func (w *Writer) put(texts ...string) error {
	for _, text := range texts {
		if _, err := w.out.WriteString(text); err != nil {
			return err
		}
	}
	return nil
}
