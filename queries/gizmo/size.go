package gizmo

import (
	"fmt"
	"strings"
)

const (
	// maxBrackets bounds the nesting of a script, which the parser follows on
	// its stack. Every opening bracket counts, in quotes too.
	maxBrackets = 50_000
	// maxMarks bounds what else the parser or the compiler may follow on their
	// stacks, such as the signs of a long sum: the words and signs of a script,
	// but for commas, semicolons, comments and what stands in quotes, so that a
	// script may bring as many constants as it likes.
	maxMarks = 100_000
)

// checkSize refuses code that could be nested too deeply.
func checkSize(code string) error {
	if strings.Count(code, "(")+strings.Count(code, "[")+strings.Count(code, "{") > maxBrackets {
		return fmt.Errorf("a script has at most %d brackets: split it, or hand data in by other ways", maxBrackets)
	}
	if marks(code) > maxMarks {
		return fmt.Errorf("a script has at most %d words and signs outside of quotes: split it, or hand data in by other ways", maxMarks)
	}
	return nil
}

// marks counts the words and signs of code outside of quotes and comments, or
// more: where it takes a parser to tell where those begin and end, every letter
// and sign counts from there on.
func marks(code string) int {
	n, word := 0, false
	for code != "" {
		c := code[0]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$' || c >= 0x80
		length := 1
		switch {
		case c == '"' || c == '\'':
			length = quoted(code)
		case strings.HasPrefix(code, "//"):
			length = upTo(strings.IndexAny(code, "\n\r\u2028\u2029"), code)
		case strings.HasPrefix(code, "/*"):
			length = upTo(strings.Index(code, "*/"), code) + len("*/")
		case c == '/' || c == '`' || strings.HasPrefix(code, "<!--") || strings.HasPrefix(code, "-->"):
			length = 0 // a pattern, a template or an old comment, perhaps
		case letter && word || strings.IndexByte(separators, c) >= 0:
		default:
			n++
		}
		if length == 0 {
			return n + everyMark(code)
		}
		word = letter || word && c >= '0' && c <= '9'
		code = code[min(length, len(code)):]
	}
	return n
}

const separators = "0123456789 \t\r\n,;"

// quoted is the length of the string literal at the head of code, 0 if its line
// ends before it does.
func quoted(code string) int {
	for i := 1; i < len(code); i++ {
		switch code[i] {
		case code[0]:
			return i + 1
		case '\n', '\r':
			return 0
		case '\\':
			i++
			if strings.HasPrefix(code[i:], "\r\n") {
				i++
			}
		}
	}
	return len(code)
}

// upTo is the place of what was searched in code, its end if it was not found.
func upTo(place int, code string) int {
	if place < 0 {
		return len(code)
	}
	return place
}

// everyMark counts every letter and sign.
func everyMark(code string) int {
	n := 0
	for i := range len(code) {
		if strings.IndexByte(separators, code[i]) < 0 {
			n++
		}
	}
	return n
}
