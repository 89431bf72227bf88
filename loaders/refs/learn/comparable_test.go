package learn_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/learn"
)

// fixed labels one text as it was told.
type fixed []record.Span

func (f fixed) Label(string) []record.Span { return f }

// A field is right if its words are, whatever stands beside them.
func TestMeasure_comparesWords(t *testing.T) {
	for _, c := range []struct {
		field     record.Field
		want, got string
		same      bool
	}{
		{record.FieldTitle, "«The Quest of Unity.»", "the quest of unity", true},
		{record.FieldTitle, "The Quest", "The Quest of Unity", false},
		{record.FieldTitle, "эконо- мика", "Экономика", true},
		{record.FieldAuthor, "Ivanov I. et al.", "Ivanov, I.", true},
		{record.FieldAuthor, "Benz, W. und Hammel, A. (Hg.)", "Benz, W., Hammel, A.", true},
		{record.FieldEditor, "под ред. И. И. Иванова", "И. И. Иванова", true},
		{record.FieldDate, "March 2004,", "2004", true},
		{record.FieldDate, "2004a", "2004", true},
		{record.FieldDate, "[o. J.]", "o.J.", true},
		{record.FieldPage, "pp. 221-41", "221–241", true},
		{record.FieldPage, "С. 157—159", "157-159", true},
		{record.FieldPage, "157-159", "157", false},
		{record.FieldVolume, "Vol. 07", "7", true},
		{record.FieldVolume, "т. 12", "Bd. 12", true},
		{record.FieldIssue, "№ 3(15)", "3 (15)", true},
		{record.FieldContainer, "In: Власть", "Власть", true},
		{record.FieldDOI, "https://doi.org/10.1/X", "doi: 10.1/x.", true},
		{record.FieldAccessed, "дата обращения: 1.02.2019", "1.02.2019", true},
	} {
		r := learn.Reference{Text: c.got, Scored: []string{string(c.field)}, Fields: map[string][]string{string(c.field): {c.want}}}
		span := fixed{{Start: 0, End: len([]rune(c.got)), Field: c.field}}
		s := learn.Measure(span, []learn.Reference{r}, func(learn.Reference) []string { return nil })[0]
		if (s.Whole == 1) != c.same {
			t.Errorf("%s %q and %q: the same is %v, want %v", c.field, c.want, c.got, s.Whole == 1, c.same)
		}
	}
}

func TestMeasure_counts(t *testing.T) {
	refs := []learn.Reference{
		{Text: "Kim 2001", Lang: "en", Scored: []string{"author", "date", "title"}, Fields: map[string][]string{"author": {"Kim"}, "date": {"2002"}}},
		{Text: "Kim 2001", Lang: "ru", Scored: []string{"author"}, Fields: map[string][]string{"author": {"Kim"}}},
	}
	l := fixed{{Start: 0, End: 3, Field: record.FieldAuthor}, {Start: 4, End: 8, Field: record.FieldDate}}
	scores := learn.Measure(l, refs, func(r learn.Reference) []string { return []string{r.Lang} })
	if len(scores) != 3 || scores[0] != (learn.Score{Name: "all", References: 2, Whole: 1, Right: 2, Told: 3, Printed: 3}) {
		t.Errorf("%+v", scores)
	}
	if f := scores[0].F1(); f < 0.66 || f > 0.67 {
		t.Error(f)
	}
}

func write(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "corpus.jsonl")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRead_namesFileAndLine(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"text":"a","spans":[[0,1,"title"]]}` + "\n{", "corpus.jsonl:2: "},
		{`{"text":"é","spans":[[0,2,"title"]]}`, "corpus.jsonl:1: span 0 to 2"},
		{`{"text":"a","spans":[["x"]]}`, "corpus.jsonl:1: "},
	} {
		if _, err := learn.Read(write(t, c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.text, err, c.want)
		}
	}
}

// small is a corpus that can be learnt from in no time.
func small(t *testing.T) []learn.Reference {
	t.Helper()
	var lines strings.Builder
	for name := range strings.FieldsSeq("Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Yoo Hong") {
		for _, year := range []string{"1999", "2004", "2011"} {
			n, y := len(name), len(name)+7
			lines.WriteString(`{"text":"` + name + `, A. (` + year + `). Steppe.","spans":[[0,` + itoa(n+4) + `,"author"],[` + itoa(y-1) + `,` + itoa(y+3) + `,"date"],[` + itoa(y+6) + `,` + itoa(y+12) + `,"title"]],"source":"made","lang":"en","scored":["author","date","title"]}` + "\n")
		}
	}
	refs, err := learn.Read(write(t, lines.String()))
	if err != nil {
		t.Fatal(err)
	}
	return refs
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

// What was learnt is told again, and is the same each time.
func TestTrain(t *testing.T) {
	refs := small(t)
	var packed [2][]byte
	for i := range packed {
		m, err := learn.Train(t.Context(), refs, learn.Options{Epochs: 6, Features: 5000})
		if err != nil {
			t.Fatal(err)
		}
		if packed[i], err = m.Pack(); err != nil {
			t.Fatal(err)
		}
		s := learn.Measure(m, refs, func(learn.Reference) []string { return nil })[0]
		if s.F1() < 0.99 {
			t.Errorf("F1 of what was learnt: %.3f", s.F1())
		}
	}
	if string(packed[0]) != string(packed[1]) {
		t.Error("the same references give two models")
	}
}

func TestTrain_endsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := learn.Train(ctx, small(t), learn.Options{}); err == nil {
		t.Error("no error")
	}
}
