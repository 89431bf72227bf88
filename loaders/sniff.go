package loaders

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Names lists the names of All.
func Names() []string {
	var names []string
	for _, f := range All {
		names = append(names, f.Name)
	}
	return names
}

// ByName gives the format of a name in All.
func ByName(name string) (Format, error) {
	for _, f := range All {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, hint(fmt.Errorf("no format is called %q", name), "formats are "+strings.Join(Names(), ", "))
}

// Sniff tells the format of a file by its first bytes and by its name. What
// nothing speaks for is left to the last format of All, to say what is wrong
// with it.
func Sniff(head []byte, name string) Format {
	for _, f := range All {
		if f.Sniff(head, name) {
			return f
		}
	}
	extension := strings.ToLower(filepath.Ext(name))
	for _, f := range All {
		if slices.Contains(f.Extensions, extension) {
			return f
		}
	}
	return All[len(All)-1]
}

var quadStart = regexp.MustCompile(`^(<[A-Za-z][\w+.-]*:[^<>"\s]*>|_:\S+)[ \t]*<[^<>"\s]*>[ \t]*[<_"]`)

// looksLikeQuads reports whether the first line that says anything begins with
// a subject, a predicate and an object. The subject must be absolute: <html> is
// a relative IRI too.
func looksLikeQuads(head []byte, _ string) bool { return quadStart.Match(firstLine(head)) }

var directive = regexp.MustCompile(`(?i)^(@?prefix\s+[^\s:]*:\s*<|@?base\s*<[a-z][\w+.-]*:)`)

// looksLikeTurtle reports whether a file that is called Turtle begins like it.
func looksLikeTurtle(head []byte, name string) bool {
	line := firstLine(head)
	return strings.EqualFold(filepath.Ext(name), ".ttl") && (directive.Match(line) || quadStart.Match(line))
}

// looksLikeTriG reports whether a file begins as only Turtle and TriG do, which
// is Turtle and more. Lax N-Quads may look so too and is told by its name.
func looksLikeTriG(head []byte, name string) bool {
	line := firstLine(head)
	switch strings.ToLower(filepath.Ext(name)) {
	case ".trig":
		return directive.Match(line) || quadStart.Match(line)
	case ".nq", ".nt":
		return false
	default:
		return directive.Match(line)
	}
}

// firstLine is the first line that says anything.
func firstLine(head []byte) []byte {
	for line := range bytes.Lines(bytes.TrimPrefix(head, []byte("\uFEFF"))) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return line
		}
	}
	return nil
}

// looksLikePQuads reports whether a file begins with the magic number of
// ProtoQuads.
func looksLikePQuads(head []byte, _ string) bool { return bytes.HasPrefix(head, []byte("\x00pq\x00")) }

// unsure is for formats that only the name of a file tells from others.
func unsure([]byte, string) bool { return false }
