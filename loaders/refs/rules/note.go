package rules

import (
	"regexp"

	"bibgraph/loaders/record"
)

var notePatterns = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\(((?:in|на)\s+(?:russ(?:ian|\.)?|ukr(?:ainian|\.)?|mong(?:olian|\.)?|japan(?:ese|\.)?|chin(?:ese|\.)?|engl?(?:ish|\.)?|bulg(?:arian|\.)?|монг\p{L}*\.?\s*яз\.?|рус\p{L}*\.?\s*яз\.?|англ\p{L}*\.?\s*яз\.?))\)`),
	regexp.MustCompile(`(?i)[.–—-]\s*(режим\s+доступа:\s+[^.]{1,80}\.?\s*пользовател\p{L}*)`),
	regexp.MustCompile(`(?i)\(((?:forthcoming|in\s+press|в\s+печати|unpublished|im\s+erscheinen))\)`),
}

// notes marks remarks on the work: "(In Russ.)".
func notes(s *sheet) {
	for _, re := range notePatterns {
		s.each(re, func(m []int) { s.mark(record.FieldNote, labelled, m[0], m[2], m[3], m[1]) })
	}
}
