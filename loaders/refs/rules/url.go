package rules

import (
	"regexp"
	"strings"

	"bibgraph/loaders/record"
)

var (
	url = regexp.MustCompile(`(?i)(?:(?:\(?url|режим\s+доступа|электронный\s+адрес|available\s+(?:at|from|online(?:\s+at)?)|retrieved\s+from|disponível\s+em|disponible\s+(?:en|sur)|доступно|адреса?|from)\s*:?\s*<?\s*)?((?:https?|ftp)\s?:\s?//[^\s<>"«»“”]+|www\.[^\s<>"«»“”]+)`)
	// A resolver's address is a DOI, whatever stands before it.
	resolver = regexp.MustCompile(`(?i)^https?://(?:dx\.)?doi\.org/`)
)

// urls marks addresses on the web.
func urls(s *sheet) {
	s.each(url, func(m []int) {
		end := m[2] + len(trimURL(s.text[m[2]:m[3]]))
		if resolver.MatchString(s.text[m[2]:end]) {
			return
		}
		s.mark(record.FieldURL, certain, m[0], m[2], end, max(end, m[2]))
	})
}

// trimURL drops the sentence's signs from the end of an address.
func trimURL(u string) string {
	for {
		t := strings.TrimRight(u, ".,;:'’]}>")
		if strings.HasSuffix(t, ")") && strings.Count(t, ")") > strings.Count(t, "(") {
			t = t[:len(t)-1]
		}
		if t == u {
			return u
		}
		u = t
	}
}
