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
func looksLikeQuads(head []byte, _ string) bool {
	head = bytes.TrimPrefix(head, []byte("\uFEFF"))
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' {
			return quadStart.Match(line)
		}
	}
	return false
}

// looksLikePQuads reports whether a file begins with the magic number of
// ProtoQuads.
func looksLikePQuads(head []byte, _ string) bool { return bytes.HasPrefix(head, []byte("\x00pq\x00")) }

// unsure is for formats that only the name of a file tells from others.
func unsure([]byte, string) bool { return false }
