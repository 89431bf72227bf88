package web

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

// maxHeld is how much of a body is held in memory; the rest waits on disk.
const maxHeld = 8 << 20

// received takes a body in whole, however long, and unpacks it if it says that
// it is gzip; free gives its room back.
//
// An update shuts out all others, so that it must not wait for a client.
func received(r *http.Request) (in io.Reader, free func(), err error) {
	var held bytes.Buffer
	free = func() {}
	switch _, err := io.CopyN(&held, r.Body, maxHeld); {
	case errors.Is(err, io.EOF):
		in = &held
	case err != nil:
		return nil, nil, fmt.Errorf("reading the body: %w", err)
	default:
		file, err := os.CreateTemp("", "bibgraph-body-*")
		if err != nil {
			return nil, nil, err
		}
		free = func() { _, _ = file.Close(), os.Remove(file.Name()) } // the system sweeps what stays
		if _, err = io.Copy(file, r.Body); err == nil {
			_, err = file.Seek(0, io.SeekStart)
		}
		if err != nil {
			free()
			return nil, nil, fmt.Errorf("reading the body: %w", err)
		}
		in = io.MultiReader(&held, file)
	}
	if strings.EqualFold(r.Header.Get("Content-Encoding"), "gzip") {
		if in, err = gzip.NewReader(in); err != nil {
			free()
			return nil, nil, fmt.Errorf("the body is not gzip as its header says: %w", err)
		}
	}
	return in, free, nil
}

// unpacked unpacks a file that begins as gzip and bzip2 do.
func unpacked(file io.Reader) (io.Reader, error) {
	in := bufio.NewReader(file)
	magic, _ := in.Peek(3) // a shorter file is neither
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		return gzip.NewReader(in)
	case string(magic) == "BZh":
		return bzip2.NewReader(in), nil
	default:
		return in, nil
	}
}

var errTooLong = errors.New("too long")

// readAll reads a body of at most limit bytes; a longer one is errTooLong.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = errTooLong
	}
	return data, err
}
