package quad

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Cayley's value model: four XSD families are native values, and two literals
// with one value are one node. This package keeps lexical forms; Canonical is
// the bridge: equal canonical terms are equal values in Cayley's sense.

// family names the native kinds of Cayley.
type family uint8

const (
	notNative family = iota
	nativeInt
	nativeFloat
	nativeBool
	nativeTime
)

const schemaOrg = "http://schema.org/"

// familyOf tells which native kind a datatype IRI, full or short, belongs to.
func familyOf(datatype string) family {
	name, ok := strings.CutPrefix(datatype, XSD)
	if !ok {
		name, ok = strings.CutPrefix(datatype, "xsd:")
	}
	if ok {
		switch name {
		case "integer", "int", "long":
			return nativeInt
		case "double", "float":
			return nativeFloat
		case "boolean":
			return nativeBool
		case "dateTime":
			return nativeTime
		}
		return notNative
	}
	name, ok = strings.CutPrefix(datatype, schemaOrg)
	if !ok {
		name, ok = strings.CutPrefix(datatype, "schema:")
	}
	if ok {
		switch name {
		case "Integer":
			return nativeInt
		case "Float", "Number":
			return nativeFloat
		case "Boolean":
			return nativeBool
		case "DateTime":
			return nativeTime
		}
	}
	return notNative
}

// Native gives the Go value of a literal that Cayley holds as a native value:
// int64, float64, bool or time.Time. A text that does not parse stays a typed
// string, and every other term is not native either; then the answer is nil.
func (t Term) Native() any {
	if t.kind != KindTyped {
		return nil
	}
	switch familyOf(t.extra) {
	case nativeInt:
		if n, err := strconv.ParseInt(t.value, 10, 64); err == nil {
			return n
		}
	case nativeFloat:
		if f, err := strconv.ParseFloat(t.value, 64); err == nil {
			return f
		}
	case nativeBool:
		if b, err := strconv.ParseBool(t.value); err == nil {
			return b
		}
	case nativeTime:
		if at, err := time.Parse(time.RFC3339, t.value); err == nil {
			return at
		}
	case notNative:
	}
	return nil
}

// Int makes an xsd:integer.
func Int(n int64) Term { return Typed(strconv.FormatInt(n, 10), XSDInteger) }

// Float makes an xsd:double in Cayley's canonical form: the shortest digits
// with an exponent of at least two, such as 4.5E+00.
func Float(f float64) Term { return Typed(floatText(f), XSDDouble) }

// Bool makes an xsd:boolean.
func Bool(b bool) Term { return Typed(strconv.FormatBool(b), XSDBoolean) }

// Time makes an xsd:dateTime in UTC.
func Time(t time.Time) Term { return Typed(t.UTC().Format(time.RFC3339Nano), XSDDateTime) }

func floatText(f float64) string {
	if math.IsInf(f, 1) {
		return "INF"
	} else if math.IsInf(f, -1) {
		return "-INF"
	}
	return strconv.FormatFloat(f, 'E', -1, 64)
}

// Canonical gives the term that stands for all terms with t's value: native
// literals in canonical form under the full XSD datatype, "xsd:string" as a
// plain literal, every other term as it is.
func (t Term) Canonical() Term {
	switch v := t.Native().(type) {
	case int64:
		return Int(v)
	case float64:
		return Float(v)
	case bool:
		return Bool(v)
	case time.Time:
		return Time(v)
	}
	if t.kind == KindTyped && t.extra == "xsd:string" {
		return String(t.value)
	}
	return t
}

// CayleyText is Cayley's text form of t, its sort key and the input of its
// hashes: short datatype IRIs for native values, True and False, times cut to
// whole seconds, and five escapes only.
func (t Term) CayleyText() string {
	switch v := t.Native().(type) {
	case int64:
		return `"` + strconv.FormatInt(v, 10) + `"^^<xsd:integer>`
	case float64:
		return `"` + floatText(v) + `"^^<xsd:double>`
	case bool:
		if v {
			return `"True"^^<xsd:boolean>`
		}
		return `"False"^^<xsd:boolean>`
	case time.Time:
		return `"` + v.UTC().Format(time.RFC3339) + `"^^<xsd:dateTime>`
	}
	switch t.kind {
	case KindIRI:
		return "<" + t.value + ">"
	case KindBlank:
		return "_:" + t.value
	case KindString:
		return cayleyQuote(t.value)
	case KindLang:
		return cayleyQuote(t.value) + "@" + t.extra
	case KindTyped:
		return cayleyQuote(t.value) + "^^<" + t.extra + ">"
	default:
		return ""
	}
}

var cayleyEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

func cayleyQuote(s string) string { return `"` + cayleyEscapes.Replace(s) + `"` }

// FromString reads a term by Cayley's string rule, which Gizmo arguments, the
// JSON formats and /api/v2/read share: <iri>, _:blank, "text"^^<type> and
// "text"@lang by their look, anything else a plain literal with all the quotes
// it has. Nothing is unescaped. The empty string is no term.
func FromString(s string) Term {
	if s == "" {
		return Term{}
	}
	if len(s) <= 2 {
		return String(s)
	}
	switch {
	case s[0] == '<' && s[len(s)-1] == '>':
		return IRI(s[1 : len(s)-1])
	case strings.HasPrefix(s, "_:"):
		return Blank(s[2:])
	case s[0] == '"' && s[len(s)-1] == '>':
		if i := strings.LastIndex(s, `"^^<`); i > 0 {
			return Typed(s[1:i], s[i+4:len(s)-1])
		}
	case s[0] == '"' && s[len(s)-1] != '"':
		if i := strings.LastIndex(s, `"@`); i > 0 {
			return Lang(s[1:i], s[i+2:])
		}
	}
	return String(s)
}

// NodeFromString reads a term as FromString does, and gives the zero Term for
// one that no node of Cayley has: numbers, booleans and times are nodes under
// the short datatype and in canonical form only, since "5"^^<xsd:integer> is
// what loading made of every other way to write it.
func NodeFromString(s string) Term {
	t := FromString(s)
	if t.Native() != nil && t.CayleyText() != s {
		return Term{}
	}
	return t
}
