package jsonld

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"bibgraph/graph/quad"
)

// literal makes a term of a JSON value; null is no term.
func literal(value any, tag, datatype string, p *place) (quad.Term, error) {
	switch v := value.(type) {
	case nil:
		return quad.Term{}, nil
	case string:
		if tag != "" {
			return quad.Lang(v, tag), nil
		}
		return quad.Typed(v, datatype), nil
	case bool:
		if tag == "" {
			return dressed(strconv.FormatBool(v), datatype, quad.XSDBoolean), nil
		}
	case json.Number:
		if tag == "" {
			text, own := number(v.String(), datatype == quad.XSDDouble)
			return dressed(text, datatype, own), nil
		}
	default:
		return quad.Term{}, p.fail("a @value is a string, a number or a boolean, not %s", kindOf(value))
	}
	return quad.Term{}, p.fail("only strings have a @language")
}

func dressed(text, datatype, own string) quad.Term {
	if datatype == "" {
		datatype = own
	}
	return quad.Typed(text, datatype)
}

// number gives the lexical form and the datatype of a JSON number. One that is
// whole is an integer, however it is written; one with digits only keeps all
// of them.
//
// https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion
func number(text string, double bool) (lexical, datatype string) {
	f, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil: // beyond a double: nothing is rounded to infinity
		if !double && !strings.ContainsAny(text, ".eE") {
			return text, quad.XSDInteger
		}
		return strings.ToUpper(text), quad.XSDDouble
	case double:
	case text == "-0":
		return "0", quad.XSDInteger
	case !strings.ContainsAny(text, ".eE"):
		return text, quad.XSDInteger
	case f == math.Trunc(f) && math.Abs(f) < 1e21:
		return strconv.FormatFloat(f+0, 'f', -1, 64), quad.XSDInteger // +0 for -0
	}
	return canonicalDouble(f), quad.XSDDouble
}

// canonicalDouble is a double as XSD has it, such as 4.5E0.
//
// https://www.w3.org/TR/xmlschema-2/#double-canonical-representation
func canonicalDouble(f float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent) // FormatFloat wrote it
	return mantissa + "E" + strconv.Itoa(n)
}

// json-gold makes language tags lower case. Letters that would be changed go
// through it with a mark before them.
const mark = "\x01"

func escapeTag(tag string) string {
	var b strings.Builder
	for _, r := range tag {
		if 'A' <= r && r <= 'Z' {
			b.WriteString(mark)
		}
		b.WriteRune(r)
	}
	return b.String()
}

func unescapeTag(tag string) string {
	parts := strings.Split(tag, mark)
	for i, part := range parts[1:] {
		if part != "" {
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}

// withTags gives a copy of a document with each language changed.
func withTags(element any, change func(string) string) any {
	switch e := element.(type) {
	case map[string]any:
		changed := make(map[string]any, len(e))
		for key, value := range e {
			if tag, ok := value.(string); ok && key == "@language" {
				changed[key] = change(tag)
				continue
			}
			changed[key] = withTags(value, change)
		}
		return changed
	case []any:
		changed := make([]any, len(e))
		for i, value := range e {
			changed[i] = withTags(value, change)
		}
		return changed
	default:
		return element
	}
}
