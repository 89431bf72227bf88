package refs

import (
	"regexp"
	"strings"
	"sync"

	"bibgraph/data/authorities"
	"bibgraph/loaders/record"
)

// readVenue reads what the work stands in and what sort of thing that is.
func readVenue(in *reading) {
	v := &in.work.Venue
	if issn := in.first(record.FieldISSN); issn != "" {
		v.ISSN = strings.ToUpper(strings.ReplaceAll(strings.ReplaceAll(issn, "–", "-"), "х", "X"))
	}
	if title := unquote(in.first(record.FieldContainer)); title != "" {
		v.Titles = []record.Text{in.tagged(title)}
		v.Type = in.venueType(title)
	}
}

// venueRules are asked in this order; the first that holds gives the type.
// Titles deceive: the Kyoto Journal is a magazine, The UB Post a newspaper,
// and Times, Post and Herald stand in titles of journals too. So the table of
// periodicals comes first, plain words next, and words that deceive count
// only where the numbering is a newspaper's as well.
var venueRules = []struct {
	venue record.VenueType
	holds func(in *reading, title string) bool // the title in lower case
}{
	{record.Newspaper, func(_ *reading, title string) bool { return periodicalType(title) == record.Newspaper }},
	{record.Magazine, func(_ *reading, title string) bool { return periodicalType(title) == record.Magazine }},
	{record.Newspaper, func(_ *reading, title string) bool { return newspaperWords.inLower(title) }},
	{record.Newspaper, func(in *reading, title string) bool { return maybeNewspaper.inLower(title) && in.datedLikeNews() }},
	{record.Newspaper, func(in *reading, _ string) bool { return in.onADay() }},
	{record.Collection, func(in *reading, title string) bool {
		return collectionWords.inLower(title) || mayBeProceedings.inLower(title) && proceedings.MatchString(title)
	}},
	{record.Journal, func(_ *reading, title string) bool { return journalWords.inLower(title) }},
	{record.Magazine, func(_ *reading, title string) bool { return magazineWords.inLower(title) }},
	{record.Journal, func(in *reading, _ string) bool { return in.work.Volume != "" || in.work.Issue != "" }},
	{record.Collection, func(in *reading, _ string) bool { return in.partOfBook() }},
	{record.Periodical, func(in *reading, _ string) bool { return in.onWebOnly() }},
	{record.Journal, func(in *reading, _ string) bool { return in.work.Pages.Range != "" || in.work.Published.Year != 0 }},
	{record.Periodical, func(*reading, string) bool { return true }},
}

func (in *reading) venueType(title string) record.VenueType {
	title = strings.ToLower(title)
	for _, rule := range venueRules {
		if rule.holds(in, title) {
			return rule.venue
		}
	}
	return record.Periodical
}

var (
	newspaperWords   = stemsOf("газет*|сонин|newspaper|zeitung|shimbun|新聞|日报|晚报|gazeta|tageszeitung")
	maybeNewspaper   = stemsOf("times|post|herald|tribune|daily|news|telegraph|gazette|правда|известия|ведомости|мэдээ|вісті|новости")
	magazineWords    = stemsOf("magazine|weekly|*сэтгүүлийн дугаар*|еженедельник")
	journalWords     = stemsOf("journal|zeitschrift|bulletin|вестник|известия|журнал|журн|*ученые записки*|вісник|сэтгүүл|学报|學報|雑誌|研究|*学报*|*雑誌*")
	collectionWords  = stemsOf("conference*|workshop*|symposium*|congress*|конференц*|симпозиум*|конгресс*|съезд*|материалы*|сборник*|сб|тезисы*|хурлын*|эмхэтгэл*|збірник*|матеріали*")
	mayBeProceedings = stemsOf("proceedings|proc")
	// proceedings of a meeting, not those of an academy, which are a journal.
	proceedings = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:proceedings\s+of\s+the\s+(?:\d|[\p{L}-]+\s+(?:international|annual|conference|acm|ieee|workshop|symposium))|proc\.\s+of\s+the)`)
)

// datedLikeNews reports whether the reference gives a day or month, or a
// number of its own for the issue beside the year's: "No. 076 (2044)". A site
// with news is no newspaper.
func (in *reading) datedLikeNews() bool {
	return in.work.Volume == "" && !in.onWebOnly() && (in.work.Published.Month > 0 || strings.Contains(in.work.Issue, "("))
}

// onADay reports whether the work appeared on a day and in no volume, as what
// stands in newspapers does (GOST R 7.0.5-2008, 7.4).
func (in *reading) onADay() bool {
	return in.work.Published.Day > 0 && in.work.Volume == "" && !in.onWebOnly() && !in.partOfBook()
}

// partOfBook reports whether the work stands in a book: it has pages, a place
// or publisher, or editors beside the container.
func (in *reading) partOfBook() bool {
	return len(in.work.Publishers) > 0 || in.work.Place != "" || in.hasRole(record.Editor)
}

func (in *reading) hasRole(role record.Role) bool {
	for _, c := range in.work.Contributions {
		if c.Role == role {
			return true
		}
	}
	return false
}

// onWebOnly reports whether an address is all that tells where the work is.
func (in *reading) onWebOnly() bool {
	w := in.work
	return w.URL != "" && w.Volume == "" && w.Issue == "" && w.Pages.Range == ""
}

// periodicals gives the types of the table by title.
var periodicals = sync.OnceValue(func() map[string]record.VenueType {
	of := map[string]record.VenueType{}
	for _, r := range authorities.Table("periodicals") {
		for _, title := range r.List("title") {
			of[bareTitle(title)] = record.VenueType(r["type"])
		}
	}
	return of
})

func periodicalType(title string) record.VenueType { return periodicals()[bareTitle(title)] }

func bareTitle(title string) string {
	return strings.TrimPrefix(strings.ToLower(strings.Trim(title, " .«»\"“”")), "the ")
}
