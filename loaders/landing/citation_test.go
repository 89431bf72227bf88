package landing_test

import (
	"testing"

	"bibgraph/loaders/record"
)

// citedPage is a page that says nothing but its title and how it is cited.
func citedPage(title, citation string) string {
	return "A Journal\n\nAdvanced search\n\n" + title + "\n\nAbstract\n\nWords.\n\nFor citations:\n\n" + citation + "\n\nViews: 3\n"
}

func TestDecode_citation(t *testing.T) {
	for _, c := range []struct {
		line                 string
		year                 int
		volume, issue, pages string
		first, last          string
		language             string
		authors              int
	}{
		{line: "Ignatov I.A. A Title. A Journal. 2020;(1):69-84. (In Russ.) https://doi.org/10.9999/1", year: 2020, issue: "1", pages: "69-84", first: "69", last: "84", language: "ru", authors: 1},
		{line: "Ignatov I.A., Doe J. A Title. A Journal. 2020;12(1):69–84.", year: 2020, volume: "12", issue: "1", pages: "69–84", first: "69", last: "84", authors: 2},
		{line: "Doe J. A Title. A Journal. 2020;12:5.", year: 2020, volume: "12", pages: "5", first: "5", authors: 1},
		{line: "Doe J. A Title. A Journal. 2020;12(2).", year: 2020, volume: "12", issue: "2", authors: 1},
		{line: "Doe J. A Title. A Journal. 2020;7(4(26)):100-110.", year: 2020, volume: "7", issue: "4(26)", pages: "100-110", first: "100", last: "110", authors: 1},
		{line: "Doe J. A Title. A Journal. 2020;7(2-3):e12-e15. (In Eng.)", year: 2020, volume: "7", issue: "2-3", pages: "e12-e15", first: "e12", last: "e15", language: "en", authors: 1},
		{line: "Doe J. A Title. A Journal. 2020;7(3S):1, 5-7. [In Mongolian]", year: 2020, volume: "7", issue: "3S", pages: "1, 5-7", first: "1", language: "mn", authors: 1},
		{line: "Doe J., Roe R., et al. A Title. A Journal. 2020;7(3):1-9.", year: 2020, volume: "7", issue: "3", pages: "1-9", first: "1", last: "9", authors: 2},
		{line: "de la Cruz M., O’Neil P.-J., Smith-Jones A.B. A Title. A Journal. 2020;7(3):1-9.", year: 2020, volume: "7", issue: "3", pages: "1-9", first: "1", last: "9", authors: 3},
		{line: "A Title. A Journal. 2020;7(3):1-9.", year: 2020, volume: "7", issue: "3", pages: "1-9", first: "1", last: "9"},
		{line: "Doe J. A Title // A Journal. 2020. Vol. 7, No. 3. P. 1–9. DOI: 10.9999/1", year: 2020, volume: "7", issue: "3", pages: "1–9", first: "1", last: "9", authors: 1},
		{line: "Doe J. A Title // A Journal. – 2020. – Т. 7. – № 3 (12). – С. 1-9.", year: 2020, volume: "7", issue: "3 (12)", pages: "1-9", first: "1", last: "9", authors: 1},
		{line: "Doe, J., & Roe, R. (2020). A Title. A Journal, 7(3), 1–9. https://doi.org/10.9999/1", year: 2020, volume: "7", issue: "3", pages: "1–9", first: "1", last: "9", authors: 2},
		{line: "Doe, J. (2020). A Title. A Journal, 7. https://doi.org/10.9999/1", year: 2020, volume: "7", authors: 1},
	} {
		r := decode(t, citedPage("A Title", c.line))
		w := r.Work
		if w.Published.Year != c.year || w.Volume != c.volume || w.Issue != c.issue || w.Language != c.language || len(w.Contributions) != c.authors {
			t.Errorf("%s:\ngot year %d, volume %q, issue %q, language %q, %d authors", c.line, w.Published.Year, w.Volume, w.Issue, w.Language, len(w.Contributions))
		}
		if want := (record.Pages{Range: c.pages, First: c.first, Last: c.last}); w.Pages != want {
			t.Errorf("%s:\ngot pages %+v, want %+v", c.line, w.Pages, want)
		}
		if w.Citation != c.line {
			t.Errorf("the citation is not verbatim: %q", w.Citation)
		}
		if len(w.Titles) != 1 || len(w.Venue.Titles) != 1 {
			t.Errorf("%s:\ngot titles %v and journals %v", c.line, w.Titles, w.Venue.Titles)
		}
		for _, n := range r.Notes {
			if n.Place != "references" && n.Place != "authors" {
				t.Errorf("%s:\nnote %+v", c.line, n)
			}
		}
	}
}

// A citation whose title the page does not know is parted by its own marks.
func TestDecode_citationAlone(t *testing.T) {
	for _, c := range []struct{ line, title, journal string }{
		{"Полынина Е.С. Пути. Вестник. 2021;3(2):4-5.", "Пути", "Вестник"},
		{"Полынина Е.С., Дорж Б. Кто хранил путь? Вестник степи. 2021;3(2):4-5.", "Кто хранил путь?", "Вестник степи"},
	} {
		w := decode(t, citedPage("A Title", c.line)).Work
		if got := w.Titles[1]; got.Value != c.title || got.Lang != "ru" {
			t.Errorf("%s: title %+v", c.line, got)
		}
		if got := w.Venue.Titles[1]; got.Value != c.journal || got.Lang != "ru" {
			t.Errorf("%s: journal %+v", c.line, got)
		}
	}
}

func TestDecode_citationUnknown(t *testing.T) {
	r := decode(t, citedPage("A Title", "Please ask the editors."))
	if r.Work.Citation != "Please ask the editors." || !noted(r, "line 13", "form of the citation") {
		t.Errorf("got %q, %v", r.Work.Citation, r.Notes)
	}
}
