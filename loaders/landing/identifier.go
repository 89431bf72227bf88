package landing

import (
	"net/url"
	"regexp"
	"strings"
)

var (
	// doiPattern takes angle brackets only where old DOIs have them, around a
	// page of a SICI: 10.1002/(SICI)1097-4571(1998)49:8<693::AID-ASI4>3.0.CO;2-O.
	doiPattern   = regexp.MustCompile(`\b10\.\d{4,9}/[^\s"<>«»]+(?:<\w+:[^\s"<>]*>[^\s"<>«»]+)?`)
	issnPattern  = regexp.MustCompile(`\b(\d{4})[-–‑](\d{3}[\dXxХх])\b`)
	orcidPattern = regexp.MustCompile(`\b\d{4}-\d{4}-\d{4}-\d{3}[\dXx]\b`)
)

// findDOI gives the first DOI in a text, bare and in lower case, or "".
func findDOI(text string) string {
	doi := doiPattern.FindString(strings.ReplaceAll(text, "%2F", "/"))
	if plain, err := url.PathUnescape(doi); err == nil && doiPattern.FindString(plain) == plain {
		doi = plain // an address holds "%3C" for "<"
	}
	doi = strings.ToLower(doi)
	doi = strings.TrimRight(doi, ".,;:'’”*")
	for strings.HasSuffix(doi, ")") && strings.Count(doi, "(") < strings.Count(doi, ")") {
		doi = strings.TrimRight(strings.TrimSuffix(doi, ")"), ".,;:")
	}
	return strings.TrimSuffix(doi, "]")
}

// findISSN gives the first ISSN in a text in its usual form, or "".
func findISSN(text string) string {
	m := issnPattern.FindStringSubmatch(text)
	if m == nil {
		if digits := strings.TrimSpace(text); len(digits) == 8 {
			return findISSN(digits[:4] + "-" + digits[4:])
		}
		return ""
	}
	tail := strings.NewReplacer("x", "X", "х", "X", "Х", "X").Replace(m[2])
	return m[1] + "-" + tail
}

// validISSN reports whether the check digit is right. ISO 3297, annex A.
func validISSN(issn string) bool {
	sum, weight := 0, 8
	for _, r := range issn {
		switch r {
		case '-':
			continue
		case 'X':
			sum += 10
		default:
			sum += int(r-'0') * weight
		}
		weight--
	}
	return sum%11 == 0
}

// findORCID gives the first ORCID in a text, bare, or "".
func findORCID(text string) string {
	return strings.ToUpper(orcidPattern.FindString(text))
}
