package refs

import (
	"regexp"
	"slices"
	"strings"

	"bibgraph/loaders/record"
)

// typeRules are asked in this order; the first that holds gives the type.
var typeRules = []struct {
	typ   record.Type
	holds func(in *reading) bool
}{
	{record.Thesis, func(in *reading) bool { return in.genre(thesisWords) || in.code("D") }},
	{record.Book, func(in *reading) bool { return in.code("M") }},
	{record.Policy, (*reading).stateDocument},
	{record.ArticleNewspaper, func(in *reading) bool { return in.work.Venue.Type == record.Newspaper }},
	{record.ArticleMagazine, func(in *reading) bool { return in.work.Venue.Type == record.Magazine }},
	{record.PaperConference, (*reading).conference},
	{record.Chapter, func(in *reading) bool { return in.work.Venue.Type == record.Collection }},
	{record.Webpage, (*reading).webpage},
	{record.ArticleJournal, func(in *reading) bool { return in.work.Venue.Type == record.Journal }},
	{record.Dataset, func(in *reading) bool { return datasetWords.in(in.work.Title()) }},
	{record.Report, func(in *reading) bool {
		return in.code("R") || mayBeReport.in(in.work.Title()) && reportWords.MatchString(in.work.Title())
	}},
	{record.Article, func(in *reading) bool { return in.work.Identifier(record.ArXiv) != "" }},
	{record.Book, (*reading).book},
	{record.ArticleJournal, func(in *reading) bool { return !in.work.Venue.IsZero() && in.work.URL == "" }},
	{record.Webpage, func(in *reading) bool { return in.work.URL != "" }},
	{record.Document, func(*reading) bool { return true }},
}

// readType tells what sort of work is cited.
func readType(in *reading) {
	for _, rule := range typeRules {
		if rule.holds(in) {
			in.work.Type = rule.typ
			return
		}
	}
}

var (
	thesisWords  = regexp.MustCompile(`(?i)дис[с.]|автореф|диссертац|thesis|dissertation|diss|thèse|tesi |diplomarbeit`)
	datasetWords = stemsOf("*dataset*|*data set*|*набор данных*")
	mayBeReport  = stemsOf("report|paper|отчет|отчёт|доклад")
	reportWords  = regexp.MustCompile(`(?i)^(?:technical\s+report|annual\s+report|working\s+paper|отч[её]т\s+о|отч[её]т\s+об|доклад\s+о)|(?:technical|annual|final)\s+report$`)
	// What every title that stateWords knows has in it.
	mayBeState = stemsOf("внесении|закон|указ|конституция|концепция|постановление|распоряжение|приказ|кодекс|доктрина|стратегия|договор|соглашение|конвенция|constitution|law|act|decree|treaty|agreement|convention|concept|*баримтлал*|*хууль*|*тогтоол*|*зарлиг*|*хөтөлбөр*|*стратеги*|*гэрээ*|*хэлэлцээр*")
	// Laws and doctrines, at the head of a title or as all of it.
	stateWords      = regexp.MustCompile(`(?i)^(?:the\s+)?(?:о\s+внесении\s+изменений|федеральный\s+закон|закон|указ|конституция|концепция|постановление|распоряжение|приказ|кодекс|доктрина|(?:гражданский|уголовный|трудовой|налоговый|семейный|земельный)\s+кодекс|стратегия|договор|соглашение|конвенция|constitution|(?:basic\s+)?law\s+(?:of|on)|act\s+(?:of|on|no)|decree|treaty|(?:[\p{L}-]+\s+){0,4}agreement\s+between|agreement\s+on|convention\s+on|concept\s+of\s+(?:the\s+)?(?:foreign|national)|national\s+security\s+concept)(?:[^\p{L}]|$)|(?:үзэл\s+баримтлал|хууль|тогтоол|зарлиг|хөтөлбөр|стратеги|гэрээ|хэлэлцээр)(?:\s*\(.*)?$|^монгол\s+улсын\s+(?:\p{L}+\s+){0,4}(?:хууль|үзэл\s+баримтлал)|\s(?:act|constitution)(?:\s+of)?\s+(?:1[89]|20)\d\d$|:\s(?:федеральный\s+)?(?:конституционный\s+)?(?:закон|указ|постановление|приказ)\s|(?:^|\s)закон\s+(?:рф|украины|монголии|республики)|закон\s+України`)
	conferenceWords = stemsOf("*conference*|*workshop*|*symposium*|*congress*|*proceedings*|*proc.*|*конференц*|*симпозиум*|*конгресс*|*съезд*|*тезисы*|*хурлын*")
)

func (in *reading) genre(re *regexp.Regexp) bool {
	return slices.ContainsFunc(in.all(record.FieldGenre), re.MatchString)
}

// code reports whether the reference bears a document type of GB/T 7714-2015.
func (in *reading) code(letter string) bool {
	return slices.ContainsFunc(in.all(record.FieldGenre), func(words string) bool {
		sort, _, _ := strings.Cut(words, "/")
		return sort == letter
	})
}

// stateDocument reports whether a title is a law's or doctrine's. A person's
// article with such words stands in a journal.
func (in *reading) stateDocument() bool {
	for _, c := range in.work.Contributions {
		if c.Role == record.Author && c.Agent.Family != "" {
			return false
		}
	}
	if in.work.Venue.Type == record.Journal && in.work.Pages.Range != "" && in.work.Volume != "" {
		return false
	}
	for _, t := range in.work.Titles {
		if mayBeState.in(t.Value) && stateWords.MatchString(t.Value) {
			return true
		}
	}
	return false
}

func (in *reading) conference() bool {
	return in.work.Venue.Type == record.Collection && conferenceWords.in(in.work.Venue.Titles[0].Value)
}

// webpage reports whether the work is on the web and nowhere else. One that
// is printed too has volume, issue or pages.
func (in *reading) webpage() bool {
	w := in.work
	return in.onWebOnly() && len(w.Publishers) == 0 && w.Pages.Count == "" &&
		(!in.ref.Accessed.IsZero() || w.Venue.IsZero() && w.Identifier(record.DOI) == "" && w.Identifier(record.ArXiv) == "")
}

func (in *reading) book() bool {
	w := in.work
	return w.Venue.IsZero() && (len(w.Publishers) > 0 || w.Place != "" || w.Pages.Count != "" || w.Edition != "" || w.Identifier(record.ISBN) != "")
}
