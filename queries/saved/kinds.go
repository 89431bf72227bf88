package saved

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
)

// Kind says what a parameter is.
type Kind string

// Kinds of parameters.
const (
	Work   Kind = "work"   // a DOI in any of its forms, or an IRI
	Topic  Kind = "topic"  // a label in any language, or an IRI
	Text   Kind = "text"   // any text
	Number Kind = "number" // a whole number
)

// kinds turns what people write into values.
var kinds = map[Kind]func(string) (any, error){
	Work:   func(s string) (any, error) { return workIRI(s) },
	Topic:  func(s string) (any, error) { return trimBrackets(s), nil },
	Text:   func(s string) (any, error) { return s, nil },
	Number: number,
}

// A DOI begins with 10. and a registrant.
// https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html
var doi = regexp.MustCompile(`(?i)^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/\S+)$`)

// workIRI gives the IRI of a work: that of its DOI in lower case, or the one
// given.
func workIRI(s string) (string, error) {
	s = trimBrackets(s)
	if m := doi.FindStringSubmatch(s); m != nil {
		return "https://doi.org/" + strings.ToLower(m[1]), nil
	}
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || strings.EqualFold(scheme, "doi") || strings.ContainsAny(s, " <>\"") {
		return "", errors.New("neither a DOI nor an IRI")
	}
	return s, nil
}

func trimBrackets(s string) string {
	if inner, ok := strings.CutPrefix(s, "<"); ok {
		return strings.TrimSuffix(inner, ">")
	}
	return s
}

func number(s string) (any, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return nil, errors.New("no whole number")
	}
	return n, nil
}
