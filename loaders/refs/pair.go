package refs

import (
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/language"
	"bibgraph/loaders/refs/lists"
)

// ParsePair reads a reference that a source prints in two lists: as it is, and
// in other letters or translated. The first is read as Parse does; from the
// second, "" if there is none, come identifiers and titles that the first lacks.
func ParsePair(raw, parallel string) record.Reference {
	ref := Parse(raw)
	if parallel == "" {
		return ref
	}
	ref.Parallel = parallel
	other := Parse(parallel)
	switch {
	case other.Work == nil:
	case ref.Work == nil:
		ref.Work, ref.Confidence = other.Work, other.Confidence
	default:
		addIdentifiers(ref.Work, other.Work)
		addTitles(ref.Work, other.Work)
	}
	return ref
}

func addIdentifiers(w, other *record.Work) {
	for _, id := range other.Identifiers {
		if w.Identifier(id.Scheme) == "" {
			w.Identifiers = append(w.Identifiers, id)
		}
	}
	if w.URL == "" {
		w.URL = other.URL
	}
}

// sameLetters is how alike two titles are of which one is the other in other
// letters, by lists.Alike. A translation shares but names and numbers.
const sameLetters = 0.6

// addTitles gives a work the titles of the other that are not its own: a
// transliteration is an alternative title, all else is translated.
func addTitles(w, other *record.Work) {
	own := w.Title()
	for _, t := range other.Titles {
		if slices.ContainsFunc(w.Titles, func(known record.Title) bool { return strings.EqualFold(known.Value, t.Value) }) {
			continue
		}
		alike := own != "" && lists.Alike(own, t.Value) >= sameLetters
		switch {
		case own == "":
		case alike && language.Script(own) == language.Script(t.Value):
			continue // the same words again
		case t.Kind == record.TranslatedTitle:
		case alike:
			t.Kind, t.Lang = record.AlternativeTitle, inLatin(w, t)
		case strings.HasSuffix(t.Lang, "-Latn"):
			t.Kind = record.AlternativeTitle
		default:
			t.Kind = record.TranslatedTitle
		}
		w.Titles = append(w.Titles, t)
	}
}

// inLatin is the tag of a title of the work in Latin letters.
func inLatin(w *record.Work, t record.Title) string {
	lang, _, _ := strings.Cut(w.Titles[0].Lang, "-")
	if lang == "" || language.Script(t.Value) != "Latn" {
		return t.Lang
	}
	return lang + "-Latn"
}
