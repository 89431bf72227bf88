package landing_test

import (
	"strings"
	"testing"

	"bibgraph/loaders/record"
)

// noted reports whether a record has a note of a place with these words.
func noted(r *record.Record, place, words string) bool {
	for _, n := range r.Notes {
		if n.Place == place && strings.Contains(n.Message, words) {
			return true
		}
	}
	return false
}

func TestDecode_contradictions(t *testing.T) {
	meta := func(tags ...string) string {
		var b strings.Builder
		b.WriteString(`<html lang="en"><head><meta name="citation_title" content="A Title"><meta name="citation_author" content="Jane Doe">`)
		for i := 0; i < len(tags); i += 2 {
			b.WriteString(`<meta name="` + tags[i] + `" content="` + tags[i+1] + `">`)
		}
		b.WriteString("</head><body></body></html>")
		return b.String()
	}
	line := "Doe J. A Title. A Journal. 2020;(1):69-84. https://doi.org/10.9999/1"
	for _, c := range []struct {
		name, page, place, words string
		kept                     func(record.Work) string
		want                     string
	}{
		{
			"years", meta("citation_date", "2020", "DC.Date.issued", "2019-12-01"), "meta DC.Date.issued", "2019-12-01 here and 2020 at meta citation_date",
			func(w record.Work) string { return string(rune(w.Published.Year)) }, string(rune(2020)),
		},
		{
			"pages", meta("citation_firstpage", "5", "citation_lastpage", "9", "DC.Identifier.pageNumber", "5-10"), "meta DC.Identifier.pageNumber", `"5-10" here and "5-9"`,
			func(w record.Work) string { return w.Pages.Range }, "5-9",
		},
		{
			"issues", meta("citation_issue", "2", "DC.Source.Issue", "3"), "meta DC.Source.Issue", `"3" here and "2" at meta citation_issue`,
			func(w record.Work) string { return w.Issue }, "2",
		},
		{
			"DOIs", strings.Replace(citedPage("A Title", line), "Abstract", "https://doi.org/10.9999/2\n\nAbstract", 1), "line 15", `"10.9999/1" here and "10.9999/2" at line 7`,
			func(w record.Work) string { return w.Identifier(record.DOI) }, "10.9999/2",
		},
		{
			"ISSN against the DOI", meta("citation_issn", "9999-0008", "citation_doi", "10.9999/9999-9994-2020-1"), "meta citation_doi", "carries ISSN 9999-9994, the page prints 9999-0008",
			func(w record.Work) string { return w.Venue.ISSN }, "9999-0008",
		},
		{
			"year against the DOI", meta("citation_date", "2021", "citation_issn", "9999-9994", "citation_doi", "10.9999/9999-9994-2020-1"), "meta citation_doi", "carries the year 2020, the page gives 2021",
			func(w record.Work) string { return string(rune(w.Published.Year)) }, string(rune(2021)),
		},
		{
			"title against the citation", citedPage("Another Title", line), "line 13", `"A Title" here and "Another Title" at line 5`,
			func(w record.Work) string { return w.Title() }, "Another Title",
		},
		{
			"journal against the citation", citedPage("A Title", strings.Replace(line, "A Journal", "Other Journal", 1)), "line 13", `"Other Journal" here and "A Journal"`,
			func(w record.Work) string { return w.Venue.Titles[0].Value }, "A Journal",
		},
		{
			"authors", meta("DC.Creator.PersonalName", "Richard Roe"), "meta DC.Creator.PersonalName", "Richard Roe: not among the authors at meta citation_author",
			func(w record.Work) string { return w.Contributions[0].Agent.Family }, "Doe",
		},
		{
			"a wrong ISSN", meta("citation_issn", "9999-9999"), "meta citation_issn", "wrong check digit",
			func(w record.Work) string { return w.Venue.ISSN }, "",
		},
		{
			"a licence without version", strings.Replace(citedPage("A Title", line), "Views: 3", "This work is licensed under a Creative Commons Attribution License.", 1), "line 15", "no version",
			func(w record.Work) string { return w.License }, "",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := decode(t, c.page)
			if !noted(r, c.place, c.words) {
				t.Errorf("no note at %s with %q: %v", c.place, c.words, r.Notes)
			}
			if got := c.kept(r.Work); got != c.want {
				t.Errorf("kept %q, want %q", got, c.want)
			}
		})
	}
}

// What two places say in other typography is no contradiction.
func TestDecode_agreement(t *testing.T) {
	r := decode(t, `<html lang="en"><head><meta name="citation_title" content="A “Title”"><meta name="citation_author" content="Doe, Jane">
<meta name="DC.Title" content='A "Title"'><meta name="DC.Creator.PersonalName" content="J. Doe">
<meta name="citation_issue" content="02"><meta name="DC.Source.Issue" content="2">
<meta name="citation_date" content="2020/09"><meta name="DC.Date.issued" content="2020-09-10">
<meta name="citation_firstpage" content="5"><meta name="DC.Identifier.pageNumber" content="5–9">
<meta name="citation_doi" content="doi:10.9999/ABC"><meta name="DC.Identifier.DOI" content="https://doi.org/10.9999/abc">
</head><body><h2>References</h2><p>Roe R. A book. 1999.</p></body></html>`)
	if len(r.Notes) != 0 {
		t.Errorf("notes: %v", r.Notes)
	}
	if r.Work.Published != (record.Date{Year: 2020, Month: 9, Day: 10}) {
		t.Errorf("the date is %v, not the more exact one", r.Work.Published)
	}
}

func TestDecode_title(t *testing.T) {
	cases := []struct{ printed, want string }{
		{"Монголия в начале XX в.", "Монголия в начале XX в."},
		{"Реформы 1990-х гг.", "Реформы 1990-х гг."},
		{"The herders of the Gobi.", "The herders of the Gobi"},
		{"Who owns the AI.", "Who owns the AI"},
		{"А. С. Пушкин. Евгений Онегин.", "А. С. Пушкин. Евгений Онегин."},
	}
	for _, c := range cases {
		r := decode(t, `<html><head><meta name="citation_title" content="`+c.printed+`"><meta name="citation_author" content="Doe, Jane"></head></html>`)
		if got := r.Work.Title(); got != c.want {
			t.Errorf("%q became %q", c.printed, got)
		}
	}
}

func TestDecode_doi(t *testing.T) {
	const sici = "10.9999/(sici)1097-4571(1998)49:8<693::aid-asi4>3.0.co;2-o"
	cases := []struct{ printed, want string }{
		{"10.9999/(SICI)1097-4571(1998)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O", sici},
		{"https://doi.org/10.9999/%28SICI%291097-4571%281998%2949:8%3C693::AID-ASI4%3E3.0.CO;2-O", sici},
		{"doi: 10.9999/abc.5.", "10.9999/abc.5"},
		{"&lt;https://doi.org/10.9999/abc&gt;", "10.9999/abc"},
		{"(https://doi.org/10.9999/s0001(20)30001)", "10.9999/s0001(20)30001"},
		{"10.9999/abc 100% open", "10.9999/abc"},
		{"10.9999%2Fabc%2F5", "10.9999/abc/5"},
		{"10.9999/abc%20def", "10.9999/abc%20def"},
	}
	for _, c := range cases {
		r := decode(t, `<html><head><meta name="citation_title" content="A Title"><meta name="citation_doi" content="`+c.printed+`"></head></html>`)
		if got := r.Work.Identifier(record.DOI); got != c.want {
			t.Errorf("%q became %q", c.printed, got)
		}
	}
}

func TestDecode_address(t *testing.T) {
	cases := []struct{ printed, want string }{
		{"https://journal.example/jour/article/view/1", "https://journal.example/jour/article/view/1"},
		{"javascript:alert(1)", ""},
		{"/jour/article/view/1", ""},
		{"https://journal.example/a b", ""},
	}
	for _, c := range cases {
		r := decode(t, `<html><head><meta name="citation_title" content="A Title"><meta name="citation_author" content="Doe, Jane"><link rel="canonical" href="`+c.printed+`"></head></html>`)
		if r.Work.URL != c.want {
			t.Errorf("%q became %q", c.printed, r.Work.URL)
		}
	}
}
