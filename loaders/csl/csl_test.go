package csl_test

import (
	"testing"

	"bibgraph/loaders/csl"
	"bibgraph/loaders/record"
)

func TestItem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ref  record.Reference
		want string
	}{
		"names": {
			record.Reference{Work: &record.Work{Type: record.Book, Contributions: []record.Contribution{
				{Role: record.Editor, Agent: record.Agent{Family: "Яскина", Given: "Г. С."}},
				{Role: record.Author, Agent: record.Agent{Literal: "WHO"}},
			}}},
			`"type":"book","author":[{"literal":"WHO"}],"editor":[{"family":"Яскина","given":"Г. С."}],`,
		},
		"dates": {
			record.Reference{Accessed: record.Date{Year: 2019, Month: 8, Day: 15}, Work: &record.Work{Published: record.Date{Year: 2012, Month: 3}}},
			`"type":"document","issued":{"date-parts":[[2012,3]]},"accessed":{"date-parts":[[2019,8,15]]},`,
		},
		"a dash": {
			record.Reference{Work: &record.Work{Pages: record.Pages{Range: "5 – 7, 9", First: "5"}}},
			`"type":"document","page":"5-7, 9","page-first":"5",`,
		},
		"a volume's title": {
			record.Reference{Work: &record.Work{Titles: []record.Title{{Text: record.Text{Value: "A & <B>"}, Subtitle: "The East"}}}},
			`"type":"document","title":"A & <B>","volume-title":"The East",`,
		},
		"unread": {record.Reference{}, `"type":"document",`},
	} {
		got, err := csl.Item("k", c.ref)
		if want := `{"id":"k",` + c.want + `"custom":{"reference":"","confidence":0}}`; err != nil || string(got) != want {
			t.Errorf("%s: %s, %v, want %s", name, got, err, want)
		}
	}
}

// The words of what could not be read are its note, byte for byte but for what is
// no UTF-8.
func TestItem_unread(t *testing.T) {
	t.Parallel()
	got, err := csl.Item("k", record.Reference{Raw: "\x00 // \xff"})
	const words = `"\u0000 // \ufffd"`
	if want := `{"id":"k","type":"document","note":` + words + `,"custom":{"reference":` + words + `,"confidence":0}}`; err != nil || string(got) != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
}
