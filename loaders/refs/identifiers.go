package refs

import (
	"regexp"
	"slices"
	"strings"

	"bibgraph/loaders/record"
)

var (
	doiWithin   = regexp.MustCompile(`10\.\d{4,9}(?:\.\d+)*/\S+`)
	arxivWithin = regexp.MustCompile(`(?i)(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?`)
	doiAddress  = regexp.MustCompile(`(?i)^https?://(?:dx\.)?doi\.org/10\.`)
	arxivPage   = regexp.MustCompile(`(?i)arxiv\.org/(?:abs|pdf)/(` + `\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})`)
)

// readIdentifiers reads DOI, arXiv, PubMed numbers and ISBN, wherever they
// are, and the address of the work where that is not a DOI's.
func readIdentifiers(in *reading) {
	for _, words := range in.all(record.FieldDOI) {
		in.identify(record.DOI, bareDOI(words))
	}
	for _, words := range in.all(record.FieldURL) {
		address := strings.ReplaceAll(words, " ", "")
		if doiAddress.MatchString(address) {
			in.identify(record.DOI, bareDOI(address))
			continue
		}
		if m := arxivPage.FindStringSubmatch(address); m != nil {
			in.identify(record.ArXiv, m[1])
		}
		if in.work.URL == "" {
			in.work.URL = address
		}
	}
	for _, words := range in.all(record.FieldArXiv) {
		in.identify(record.ArXiv, arxivWithin.FindString(words))
	}
	in.identify(record.PMID, figures.FindString(in.first(record.FieldPMID)))
	for _, words := range in.all(record.FieldISBN) {
		in.identify(record.ISBN, bareISBN(words))
	}
}

func (in *reading) identify(scheme record.Scheme, value string) {
	id := record.Identifier{Scheme: scheme, Value: value}
	if value != "" && !slices.Contains(in.work.Identifiers, id) {
		in.work.Identifiers = append(in.work.Identifiers, id)
	}
}

// bareDOI gives a DOI in lower case without resolver and closing signs.
func bareDOI(words string) string {
	return strings.ToLower(strings.TrimRight(doiWithin.FindString(words), ".,;:)]}>'\"»”"))
}

// bareISBN gives the figures of an ISBN whose check digit is right, else "":
// a misprinted number would be another book's name.
func bareISBN(words string) string {
	var digits []rune
	for _, r := range strings.ToUpper(words) {
		switch {
		case r >= '0' && r <= '9':
			digits = append(digits, r)
		case r == 'X' || r == 'Х': // Latin, Cyrillic
			digits = append(digits, 'X')
		}
	}
	sum := 0
	for i, r := range digits {
		value := int(r - '0')
		if r == 'X' {
			if i != 9 || len(digits) != 10 {
				return ""
			}
			value = 10
		}
		switch len(digits) {
		case 10:
			sum += (10 - i) * value
		case 13:
			sum += value * (1 + 2*(i%2))
		default:
			return ""
		}
	}
	if len(digits) == 10 && sum%11 == 0 || len(digits) == 13 && sum%10 == 0 {
		return string(digits)
	}
	return ""
}
