package turtle

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

const end rune = -1 // of the document, or of what could be read of it

// scanner reads characters and looks ahead at them.
type scanner struct {
	r            *bufio.Reader
	name         string
	line, column int   // of the next character, from 1
	broken       error // why reading ended before the end
}

func newScanner(r io.Reader, name string) scanner {
	s := scanner{r: bufio.NewReaderSize(r, 64<<10), name: name, line: 1, column: 1}
	if bytes.Equal(s.ahead(len(byteOrderMark)), byteOrderMark) {
		_, _ = s.r.Discard(len(byteOrderMark)) // was peeked at
	}
	return s
}

var byteOrderMark = []byte("\uFEFF")

// ahead gives up to n bytes that come next, fewer at the end.
func (s *scanner) ahead(n int) []byte {
	b, err := s.r.Peek(n)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		s.broken = err
	}
	return b
}

// peek gives the next character. After an error of the source none comes.
func (s *scanner) peek() rune {
	b := s.ahead(1)
	if len(b) == 0 || s.broken != nil {
		return end
	}
	if b[0] < utf8.RuneSelf {
		return rune(b[0])
	}
	r, _ := utf8.DecodeRune(s.ahead(utf8.UTFMax))
	return r
}

// peekAt gives the byte that comes after n others, 0 at the end.
func (s *scanner) peekAt(n int) byte {
	if b := s.ahead(n + 1); len(b) > n {
		return b[n]
	}
	return 0
}

// runeAt gives the character that comes after n bytes.
func (s *scanner) runeAt(n int) rune {
	b := s.ahead(n + utf8.UTFMax)
	if len(b) <= n {
		return end
	}
	r, _ := utf8.DecodeRune(b[n:])
	return r
}

// next takes the next character, which is there.
func (s *scanner) next() (rune, error) {
	r, size, err := s.r.ReadRune()
	if err != nil || s.broken != nil {
		return end, s.fail("the document ends too early")
	}
	if r == utf8.RuneError && size == 1 {
		return end, s.fail("a byte is not UTF-8: convert the file to UTF-8 first")
	}
	s.moved(r)
	return r, nil
}

func (s *scanner) moved(r rune) {
	s.column++
	if r == '\n' || r == '\r' && s.peek() != '\n' {
		s.line, s.column = s.line+1, 1
	}
}

// skip takes n bytes of ASCII that were peeked at and hold no line break.
func (s *scanner) skip(n int) {
	n, _ = s.r.Discard(n)
	s.column += n
}

// blanks takes white space and remarks.
func (s *scanner) blanks() error {
	for {
		switch s.peek() {
		case ' ', '\t', '\r', '\n':
			if _, err := s.next(); err != nil {
				return err
			}
		case '#':
			for c := s.peek(); c != '\n' && c != '\r' && c != end; c = s.peek() {
				if _, err := s.next(); err != nil {
					return err
				}
			}
		default:
			return nil
		}
	}
}

// take takes c after blanks, if it is there.
func (s *scanner) take(c byte) (bool, error) {
	if err := s.blanks(); err != nil || s.peek() != rune(c) {
		return false, err
	}
	s.skip(1)
	return true, nil
}

// found names what comes next.
func (s *scanner) found() string {
	if c := s.peek(); c != end {
		return fmt.Sprintf("%q", c)
	}
	return "the end of the document"
}

// fail tells of the place where the scanner stands.
func (s *scanner) fail(format string, args ...any) error {
	return s.failAt(s.line, s.column, format, args...)
}

func (s *scanner) failAt(line, column int, format string, args ...any) error {
	if s.broken != nil && s.name != "" {
		return fmt.Errorf("%s: %w", s.name, s.broken)
	}
	if s.broken != nil {
		return s.broken
	}
	return &SyntaxError{Name: s.name, Line: line, Column: column, Message: fmt.Sprintf(format, args...)}
}
