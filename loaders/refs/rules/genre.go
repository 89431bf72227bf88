package rules

import (
	"regexp"

	"bibgraph/loaders/record"
)

var genrePatterns = []*regexp.Regexp{
	// GOST 7.1-2003, general designation of material.
	regexp.MustCompile(`(?i)\s*[:/]?\s*\[((?:текст|электронн?ый\s+ресурс|электрон\.\s*ресурс|электронний\s+ресурс|цахим\s+эх\s+сурвалж|карты|ноты|рукопись|electronic\s+resource|text|online|internet|web\s*page|video)(?:\s*[:.]\s*[^\]]{0,60})?)\]\s*:?`),
	// GOST R 7.0.100-2018, form and kind of the content.
	regexp.MustCompile(`(?i)[–—-]\s*((?:текст|изображение|видео)\s*(?:\([^)]*\)\s*)?:\s*(?:непосредственный|электронный))`),
	// Theses.
	regexp.MustCompile(`(?i)[:.,–—-]?\s+((?:автореф(?:ерат|\.)?\s*)?(?:дис(?:с(?:ертация|ертации|\.)?|\.)?)[^\p{L}/]*(?:(?:на\s+соиск[^/\d]{0,60}?)?(?:канд|д-ра|докт)[\p{L}.]*(?:\s+[\p{L}-]+\.?){0,4}?\s*наук)(?:\s*:\s*\d\d\.\d\d\.\d\d)?)`),
	regexp.MustCompile(`(?i)(?:^|[\s(\[,.])((?:unpublished\s+)?(?:ph\.?\s?d\.?|doctoral|master['’]?s|m\.?\s?sc?\.?|m\.?\s?a\.?|bachelor['’]?s|author['’]s\s+abstr\.\s+[\p{L}.\s]{0,30})\s*(?:thesis|dissertation|diss\.)|dissertation|diplomarbeit|th[èe]se\s+de\s+doctorat|tesi\s+di\s+(?:laurea|dottorato)|докторын\s+диссертац\p{L}*|магистрын\s+(?:диссертац\p{L}*|ажил))`),
	// GB/T 7714, document type.
	regexp.MustCompile(`\s*[\[［]((?:J|M|C|D|N|R|P|S|G|Z|A|DB|CP|EB|CM|DS)(?:/(?:OL|CD|DK|MT))?)[\]］]`),
}

// genres marks what sort of thing the work is said to be.
func genres(s *sheet) {
	for _, re := range genrePatterns {
		s.each(re, func(m []int) { s.mark(record.FieldGenre, labelled, m[0], m[2], m[3], m[1]) })
	}
}
