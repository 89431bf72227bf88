package landing

import (
	"regexp"
	"strings"
)

var (
	licenseURL     = regexp.MustCompile(`(?i)creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)`)
	licenseCode    = regexp.MustCompile(`(?i)\bCC[ -](BY(?:-(?:NC|SA|ND))*|0)(?:[ -](\d\.\d))?`)
	licenseVersion = regexp.MustCompile(`\b([1-4]\.\d)\b`)
)

// licenseParts are the conditions by their names, in the order of the code.
var licenseParts = []struct{ code, english, russian string }{
	{"nc", "noncommercial", "некоммерческ"},
	{"nd", "noderiv", "безпроизводных"},
	{"sa", "sharealike", "насохранени"},
}

// license gives the IRI of the Creative Commons licence that a text names by
// address, code or words. A licence without version has no IRI: then found is
// true and iri empty.
func license(text string) (iri string, found bool) {
	if m := licenseURL.FindStringSubmatch(text); m != nil {
		return "https://creativecommons.org/" + strings.ToLower(m[1]+"/"+m[2]) + "/" + m[3] + "/", true
	}
	if m := licenseCode.FindStringSubmatch(text); m != nil {
		if m[1] == "0" {
			return "https://creativecommons.org/publicdomain/zero/1.0/", true
		}
		return licenseIRI(strings.ToLower(m[1]), m[2]), true
	}
	lower := strings.ToLower(text)
	at := strings.Index(lower, "creative commons")
	if at < 0 {
		return "", false
	}
	words := strings.NewReplacer(" ", "", "-", "", "–", "", "—", "").Replace(lower[at:])
	if !strings.Contains(words, "attribution") && !strings.Contains(words, "атрибуция") {
		return "", false
	}
	codes := []string{"by"}
	for _, part := range licenseParts {
		if strings.Contains(words, part.english) || strings.Contains(words, part.russian) {
			codes = append(codes, part.code)
		}
	}
	return licenseIRI(strings.Join(codes, "-"), licenseVersion.FindString(lower[at:])), true
}

func licenseIRI(code, version string) string {
	if version == "" {
		return ""
	}
	return "https://creativecommons.org/licenses/" + code + "/" + version + "/"
}
