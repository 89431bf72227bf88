// Package landing reads the landing page of one article: the web page on which
// a journal shows title, authors, abstract and references, as HTML or as the
// plain text that a browser saves.
//
// It knows Elpub, OJS 2 and 3 by their layout, other sites by their citation_*,
// DC.* and prism.* tags, by JSON-LD and by the labels that people read, in
// English, Russian, Ukrainian, Kazakh, Mongolian and Spanish. What a page says
// twice and differently is kept from the more reliable place and told in a
// Note. Printed references come out as they stand; reading them is left to
// loaders/refs.
package landing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"bibgraph/loaders/record"
)

// MaxSize is the largest page that Decode takes, in bytes.
const MaxSize = 32 << 20

// Errors of Decode, to be tested with errors.Is. Each tells what to do.
var (
	ErrEmpty      error = &Unreadable{"the file is empty", "save the page again"}
	ErrTooLarge   error = &Unreadable{fmt.Sprintf("the page is larger than %d MiB", MaxSize>>20), "a landing page is small: save the page of one article alone"}
	ErrPDF        error = &Unreadable{"this is a PDF", "save the article's landing page as HTML or text instead"}
	ErrBinary     error = &Unreadable{"this is no text", "save the article's landing page as HTML or text"}
	ErrNotLanding error = &Unreadable{"this is not the landing page of an article", "save the page that shows its abstract and references"}
	ErrNoTitle    error = &Unreadable{"the page has no title", "save the whole page of the article, from its heading on"}
)

// Media types of the two sorts of page, as Record.Source.Format tells them.
const (
	mediaHTML = "text/html"
	mediaText = "text/plain"
)

// Decode reads a landing page. The name is for messages and the record's
// Source only.
func Decode(data []byte, name string) (*record.Record, error) {
	r, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	sum := sha256.Sum256(data)
	r.Source.Name = name
	r.Source.SHA256 = hex.EncodeToString(sum[:])
	return r, nil
}

func decode(data []byte) (*record.Record, error) {
	if err := refuse(data); err != nil {
		return nil, err
	}
	text, note := toUTF8(data)
	p := newPage()
	if note != "" {
		p.note("bytes", note)
	}
	format := mediaText
	if isHTML(text) {
		format = mediaHTML
		if err := p.readHTML(text); err != nil {
			return nil, err
		}
	} else {
		p.readText(text)
	}
	if !p.isLanding() {
		return nil, ErrNotLanding
	}
	work := p.settle()
	if len(work.Titles) == 0 {
		return nil, ErrNoTitle
	}
	return &record.Record{Work: work, Source: record.Source{Format: format}, Notes: p.notes}, nil
}

// refuse tells what no reading can make a page of.
func refuse(data []byte) error {
	switch {
	case len(data) > MaxSize:
		return ErrTooLarge
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, bomUTF8))) == 0:
		return ErrEmpty
	case bytes.HasPrefix(bytes.TrimSpace(data), []byte("%PDF")):
		return ErrPDF
	case isBinary(data):
		return ErrBinary
	}
	return nil
}

// isBinary reports whether the bytes are of a picture, archive or the like.
// UTF-16 is text, though half of it may be NUL.
func isBinary(data []byte) bool {
	if utf16Encoding(data) != nil {
		return false
	}
	head := data[:min(len(data), 8<<10)]
	if bytes.IndexByte(head, 0) >= 0 {
		return true
	}
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	if strings.HasPrefix(kind, "text/") {
		return false
	}
	controls := 0
	for _, b := range head {
		if b < ' ' && !bytes.ContainsRune([]byte("\t\n\v\f\r\x1b"), rune(b)) {
			controls++
		}
	}
	return kind != "application/octet-stream" || controls*50 > len(head)
}

// Sniff reports whether a file that begins with head looks like a page for
// Decode. Two KiB are enough; more makes plain text surer.
func Sniff(head []byte, _ string) bool {
	if len(head) > MaxSize || refuse(head) != nil {
		return false
	}
	text, _ := toUTF8(head)
	if isHTML(text) {
		return true
	}
	p := newPage()
	p.readText(text)
	return p.isLanding()
}

// isHTML reports whether a text is markup for browsers. A declaration of XML
// alone is not: other formats begin with it too.
func isHTML(text string) bool {
	head := strings.ToLower(text[:min(len(text), 4<<10)])
	head = strings.TrimSpace(head)
	if !strings.HasPrefix(head, "<") {
		return false
	}
	for _, sign := range []string{"<!doctype html", "<html", "<head", "<body", `<meta name="citation_`, `<meta name="dc.`} {
		if strings.Contains(head, sign) {
			return true
		}
	}
	return false
}
