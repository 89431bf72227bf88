package rules

import (
	"regexp"

	"bibgraph/loaders/record"
)

// more is what follows an edition's number: "перераб. и доп.", "revised".
const more = `(?:,?\s*(?:и|і|та|and|&|rev(?:\.|ised)?|enl(?:\.|arged)?|updated|corr(?:\.|ected)?|исправ?\p{L}*\.?|испр\.|перера-?б\p{L}*\.?(?:\s?-?\s?бот\.)?|переробл?\.|доп(?:олн)?\p{L}*\.?|допов\.|стер(?:еотип)?\p{L}*\.?|überarb\p{L}*\.?|erw\p{L}*\.?|нэмж|засварласан))*`

var editionPatterns = []*regexp.Regexp{
	regexp.MustCompile(`(?i)(?:^|[\s.,;:(–—-])(\d{1,2}[-–]?(?:е|ге|тє|те|th|st|nd|rd|a|ª)?\.?\s+(?:\p{L}+\.?\s+)?(?:изд|вид|ed|edn|edition|aufl|auflage|éd|ediz?|хэвлэл)(?:\.|ание|ання)?` + more + `)[).,;:\s]`),
	regexp.MustCompile(`(?i)(?:^|[\s.,;:(–—-])((?:изд|вид)\.?\s+\d{1,2}[-–](?:е|ге|тє|те)\.?` + more + `)`),
	regexp.MustCompile(`(?i)(?:^|[\s.,;:(–—-])((?:second|third|fourth|fifth|sixth|revised|new|rev\.)\s(?:and\s\p{L}+\s)?(?:edition|ed\.))`),
	regexp.MustCompile(`(?i)\((updated|revised|rev\.|reprint(?:ed)?|enlarged|исправленное|дополненное)\)`),
	regexp.MustCompile(`[版第]?(第[\d一二三四五六七八九十]+版)`),
}

// editions marks which edition it is.
func editions(s *sheet) {
	for _, re := range editionPatterns {
		s.each(re, func(m []int) {
			to := m[3]
			if s.text[m[0]] == '(' {
				to = m[1]
			}
			s.mark(record.FieldEdition, labelled, m[0], m[2], m[3], to)
		})
	}
}
