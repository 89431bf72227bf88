package turtle

import "strings"

// reference is the parts of an IRI. A part that is there begins with what
// marks it: "//host", "?query", "#fragment"; the scheme ends with its colon.
type reference struct{ scheme, authority, path, query, fragment string }

// parts takes an IRI apart.
// https://www.rfc-editor.org/rfc/rfc3986#appendix-B
func parts(iri string) (r reference) {
	if i := strings.IndexAny(iri, ":/?#"); i > 0 && iri[i] == ':' && scheme(iri[:i]) {
		r.scheme, iri = iri[:i+1], iri[i+1:]
	}
	if i := strings.IndexByte(iri, '#'); i >= 0 {
		iri, r.fragment = iri[:i], iri[i:]
	}
	if i := strings.IndexByte(iri, '?'); i >= 0 {
		iri, r.query = iri[:i], iri[i:]
	}
	if rest, ok := strings.CutPrefix(iri, "//"); ok {
		i := strings.IndexByte(rest, '/')
		if i < 0 {
			i = len(rest)
		}
		r.authority, iri = iri[:2+i], rest[i:]
	}
	r.path = iri
	return r
}

func scheme(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case letter(c):
		case i > 0 && (digit(rune(c)) || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return true
}

// resolve makes an IRI of a reference within a document that has a base, and
// tells whether it is absolute. An IRI with a scheme stays as it is written.
// https://www.rfc-editor.org/rfc/rfc3986#section-5.2.2
func resolve(base, iri string) (string, bool) {
	r := parts(iri)
	if r.scheme != "" {
		return iri, true
	}
	b := parts(base)
	if b.scheme == "" {
		return iri, false
	}
	switch {
	case r.authority != "":
		r.path = withoutDots(r.path)
	case r.path == "":
		r.authority, r.path = b.authority, b.path
		if r.query == "" {
			r.query = b.query
		}
	default:
		r.authority = b.authority
		if !strings.HasPrefix(r.path, "/") {
			r.path = merge(b, r.path)
		}
		r.path = withoutDots(r.path)
	}
	return b.scheme + r.authority + r.path + r.query + r.fragment, true
}

// merge puts a path beside that of the base.
// https://www.rfc-editor.org/rfc/rfc3986#section-5.2.3
func merge(base reference, path string) string {
	if base.authority != "" && base.path == "" {
		return "/" + path
	}
	return base.path[:strings.LastIndexByte(base.path, '/')+1] + path
}

// withoutDots takes "." and ".." out of a path.
// https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4
func withoutDots(path string) string {
	var kept []string
	rooted := strings.HasPrefix(path, "/")
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".":
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
		default:
			kept = append(kept, s)
			last = false
		}
		if last { // a dot at the end leaves the slash before it
			kept = append(kept, "")
		}
	}
	path = strings.Join(kept, "/")
	if rooted {
		path = "/" + path
	}
	return path
}
