package refs

import (
	"regexp"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/language"
)

// ofVolume parts a title from that of one of its volumes.
var ofVolume = regexp.MustCompile(`^(.{10,}?)[.,] (?:Volume|Vol\.|Том|Т\.|Band|Bd\.|Tome) (\d+|[IVX]+)[:.] (\S.{8,})$`)

var volumeWords = stemsOf("volume|vol|том|т|band|bd|tome")

// volumeIn parts a title with the number of a volume in it, nil if it has none.
func volumeIn(words string) []string {
	if strings.IndexFunc(words, unicode.IsDigit) < 0 && !strings.ContainsAny(words, "IVX") || !volumeWords.in(words) {
		return nil
	}
	return ofVolume.FindStringSubmatch(words)
}

// readTitles reads the title, its second part behind "Volume 1:", and its
// translation; from them, the work's language.
func readTitles(in *reading) {
	w := in.work
	for _, s := range in.ref.Spans {
		words := unquote(in.words(s))
		switch {
		case s.Field == record.FieldTitle && len(w.Titles) == 0:
			title := record.Title{Text: in.tagged(words)}
			if m := volumeIn(words); m != nil {
				title.Value, w.Volume, title.Subtitle = m[1], m[2], m[3]
			}
			w.Titles = append(w.Titles, title)
		case s.Field == record.FieldTranslated:
			w.Titles = append(w.Titles, record.Title{Text: in.tagged(words), Kind: record.TranslatedTitle})
		}
	}
	w.Language = in.workLanguage()
}

func (in *reading) tagged(words string) record.Text {
	return record.Text{Value: words, Lang: language.Of(words)}
}

// remarks are how references name the language of a work whose title they
// print transliterated or translated: "(In Russ.)".
var remarks = []struct {
	words *regexp.Regexp
	lang  string
}{
	{regexp.MustCompile(`(?i)\b(?:in|на)?\s*(?:russ|рус)`), "ru"},
	{regexp.MustCompile(`(?i)mong|монг`), "mn"},
	{regexp.MustCompile(`(?i)japan|яп`), "ja"},
	{regexp.MustCompile(`(?i)chin|кит`), "zh"},
	{regexp.MustCompile(`(?i)ukr|укр`), "uk"},
	{regexp.MustCompile(`(?i)bulg|бълг`), "bg"},
	{regexp.MustCompile(`(?i)engl|англ`), "en"},
}

func (in *reading) workLanguage() string {
	for _, note := range in.all(record.FieldNote) {
		for _, r := range remarks {
			if r.words.MatchString(note) {
				return r.lang
			}
		}
	}
	if len(in.work.Titles) == 0 {
		return language.Of(in.first(record.FieldContainer))
	}
	// A transliterated title does not make the work a Latin one.
	lang, _, _ := strings.Cut(in.work.Titles[0].Lang, "-Latn")
	return lang
}

// unquote takes off quotation marks that stand around the whole.
func unquote(words string) string {
	for _, q := range []struct{ open, close string }{{"“", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {`"`, `"`}, {"‘", "’"}, {"「", "」"}, {"『", "』"}, {"《", "》"}} {
		inner, opens := strings.CutPrefix(words, q.open)
		inner, closes := strings.CutSuffix(inner, q.close)
		if opens && closes && inner != "" && !strings.Contains(inner, q.open) && !strings.Contains(inner, q.close) {
			return inner
		}
	}
	return words
}
