package quad

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Check tells what keeps q from being stored, written and read back the same:
// a missing part, text that is not UTF-8, a blank node label or a language tag
// that no format could write. A quad that RDF does not allow but Cayley takes,
// such as one with a literal for subject, is fine.
func (q Quad) Check() error {
	names := [...]string{"subject", "predicate", "object", "label"}
	for i, t := range q.Terms() {
		if t.IsZero() {
			if i < 3 {
				return fmt.Errorf("no %s", names[i])
			}
			continue
		}
		if err := t.Check(); err != nil {
			return fmt.Errorf("%s %.80q: %w", names[i], t.value, err)
		}
	}
	return nil
}

// Check tells what keeps t from being stored, written and read back the same.
func (t Term) Check() error {
	switch {
	case !utf8.ValidString(t.value) || !utf8.ValidString(t.extra):
		return errors.New("text is not UTF-8")
	case t.kind == KindBlank && !writableLabel(t.value):
		return errors.New("blank node labels have no blanks, quotes or brackets and do not end with a full stop or have one before #")
	case t.kind == KindLang && !writableTag(t.extra):
		return fmt.Errorf("language tag %q is not letters and digits joined by hyphens", t.extra)
	}
	return nil
}

func writableLabel(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c == 0x7f || c == '<' || c == '"' {
			return false
		}
	}
	return s != "" && s[len(s)-1] != '.' && !strings.Contains(s, ".#") // the end of a statement, and a remark
}

// writableTag lets pass what BCP 47 allows and the underscore of locale names.
func writableTag(s string) bool {
	joined := true
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
			joined = false
		case (c == '-' || c == '_') && !joined:
			joined = true
		default:
			return false
		}
	}
	return !joined
}
