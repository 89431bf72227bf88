package web

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"bibgraph/loaders/readings"
	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
	"bibgraph/loaders/refs/lists"
)

const (
	maxReferences = 16 << 20 // bytes of a body, unpacked
	maxList       = 1 << 20  // bytes of a body that is to be parted
	refsBatch     = 64       // references read in one turn
)

// references reads the printed references of the body and answers with what was
// read, in ?format= json, spans, csl, bibtex or ris: an object or entry for each,
// in their order. The body is text/plain, a reference a line, or JSON: an array
// of strings, or {"references": [...]}. With ?list=true the lines or strings are
// those of printed lists, which are parted into their entries. It touches no
// store.
func (s *server) references(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("format")
	if name == "" {
		name = "json"
	}
	f, ok := readings.ByName(name)
	if !ok {
		writeError(w, http.StatusBadRequest, "no format "+quoted(name)+": take json, spans, csl, bibtex or ris")
		return
	}
	list, limit := false, int64(maxReferences)
	if text := r.URL.Query().Get("list"); text != "" {
		var err error
		if list, err = strconv.ParseBool(text); err != nil {
			writeError(w, http.StatusBadRequest, "list is true or false, not "+quoted(text))
			return
		}
	}
	if list {
		limit = maxList
	}
	lines, err := printedReferences(r, limit)
	var kind *unsupportedError
	switch {
	case errors.As(err, &kind):
		writeError(w, http.StatusUnsupportedMediaType, err.Error())
		return
	case errors.Is(err, errTooLong):
		writeError(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("references are at most %d MiB long", limit>>20))
		return
	case err != nil:
		writeError(w, http.StatusBadRequest, err.Error())
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.Timeout)
	defer cancel()
	f = f.InArray()
	w.Header().Set("Content-Type", f.MediaType)
	out, end := zipped(w, r)
	if err = s.readReferences(ctx, readings.NewWriter(out, f), lines, list); err == nil {
		err = end()
	}
	s.ended(w, r, "reading references", true, err)
}

// readReferences reads a few lines in each turn, so that many of them keep
// nobody waiting; it writes between turns, since a client may be slow. Lists are
// parted first, in one turn.
func (s *server) readReferences(ctx context.Context, out *readings.Writer, lines iter.Seq[string], list bool) error {
	entries := oneALine(lines)
	if list {
		if err := s.turns.run(ctx, func(context.Context) error {
			entries = slices.Values(parted(lines))
			return nil
		}); err != nil {
			return err
		}
	}
	var repeats refs.Repeats
	for batch := range batches(entries, refsBatch) {
		var read []record.Reference
		if err := s.turns.run(ctx, func(ctx context.Context) (err error) {
			read, err = refs.ParseEntries(ctx, batch)
			return err
		}); err != nil {
			return err
		}
		repeats.Resolve(read)
		for _, ref := range read {
			if err := out.Write(ref); err != nil && !errors.Is(err, readings.ErrNoWork) {
				return err
			}
		}
	}
	return out.Close()
}

// oneALine gives the entries of lines that are one each.
func oneALine(lines iter.Seq[string]) iter.Seq[lists.Entry] {
	return func(yield func(lists.Entry) bool) {
		for line := range lines {
			if !yield(lists.Entry{Text: line}) {
				return
			}
		}
	}
}

// parted gives the entries of printed lists, one for those that two lists have.
func parted(lines iter.Seq[string]) []lists.Entry {
	text := strings.Join(slices.Collect(lines), "\n")
	entries, _ := lists.Join(lists.Split(lists.Lines(text)))
	return entries
}

// batches yields n values at a time, and the rest. A batch is valid until the
// next.
func batches[T any](values iter.Seq[T], n int) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		batch := make([]T, 0, n)
		for v := range values {
			batch = append(batch, v)
			if len(batch) == n {
				if !yield(batch) {
					return
				}
				batch = batch[:0]
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

// unsupportedError is a body of a kind that nothing reads references from.
type unsupportedError struct{ kind string }

func (e *unsupportedError) Error() string {
	return fmt.Sprintf("no references are read from %s: send text/plain in UTF-8, one a line, or application/json", quoted(e.kind))
}

// printedReferences gives the references of a body of at most limit bytes.
func printedReferences(r *http.Request, limit int64) (iter.Seq[string], error) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Header.Get("Content-Type") == "" {
		kind, err = "text/plain", nil
	}
	charset := strings.ToLower(params["charset"])
	if err != nil || kind != "text/plain" && kind != typeJSON || !slices.Contains([]string{"", "utf-8", "utf8", "us-ascii"}, charset) {
		return nil, &unsupportedError{r.Header.Get("Content-Type")}
	}
	var in io.Reader = r.Body
	if strings.EqualFold(r.Header.Get("Content-Encoding"), "gzip") {
		if in, err = gzip.NewReader(r.Body); err != nil {
			return nil, fmt.Errorf("the body is not gzip as its header says: %w", err)
		}
	}
	body, err := readAll(in, limit)
	if err != nil {
		return nil, err
	}
	if kind == typeJSON {
		return listed(body)
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(body)) {
			if !yield(strings.TrimRight(line, "\r\n")) {
				return
			}
		}
	}, nil
}

// listed gives the strings of a JSON array, or of "references" in an object.
func listed(body []byte) (iter.Seq[string], error) {
	var in struct{ References []string }
	err := json.Unmarshal(body, &in.References)
	if err != nil {
		err = json.Unmarshal(body, &in)
	}
	if err != nil || in.References == nil {
		return nil, errors.New(`the body is no JSON array of strings, nor {"references": [...]} with one`)
	}
	return slices.Values(in.References), nil
}
