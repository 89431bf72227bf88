package learn_test

import (
	"slices"
	"strings"
	"testing"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/learn"
)

func TestMake(t *testing.T) {
	for _, lang := range learn.Languages() {
		t.Run(lang, func(t *testing.T) {
			o := learn.SynthOptions{Seed: 3, Count: 200, Noise: 0.5}
			refs, err := learn.Make(lang, o)
			if err != nil {
				t.Fatal(err)
			}
			if len(refs) != o.Count {
				t.Fatalf("%d references, want %d", len(refs), o.Count)
			}
			forms := map[string]bool{}
			for _, r := range refs {
				at, n := 0, len([]rune(r.Text))
				var form []string
				for _, s := range r.Spans {
					if s.Start < at || s.End <= s.Start || s.End > n {
						t.Fatalf("span %d to %d of %q behind %d", s.Start, s.End, r.Text, at)
					}
					at = s.End
					form = append(form, string(s.Field))
				}
				forms[strings.Join(form, " ")] = true
			}
			if len(forms) < 8 {
				t.Errorf("only %d orders of fields", len(forms))
			}
			again, _ := learn.Make(lang, o)
			if !slices.EqualFunc(refs, again, func(a, b learn.Reference) bool { return a.Text == b.Text }) {
				t.Error("the same seed gives other references")
			}
			o.Seed++
			if other, _ := learn.Make(lang, o); other[0].Text == refs[0].Text && other[1].Text == refs[1].Text {
				t.Error("another seed gives the same references")
			}
		})
	}
	if _, err := learn.Make("tlh", learn.SynthOptions{}); err == nil {
		t.Error("references are made up in a language without lists")
	}
}

// The words of a field are where its span is, spoilt or not.
func TestPrint(t *testing.T) {
	work := map[record.Field]string{
		record.FieldAuthor: "Базаров В.Б.", record.FieldTitle: "Монголо-японские отношения",
		record.FieldContainer: "Власть", record.FieldDate: "2009", record.FieldIssue: "9", record.FieldPage: "157-159",
	}
	for _, r := range learn.Print([]map[record.Field]string{work}, "ru", learn.SynthOptions{Seed: 1, Count: 50}) {
		if len(r.Spans) < 4 {
			t.Errorf("few fields in %q", r.Text)
		}
		for _, s := range r.Spans {
			if got := string([]rune(r.Text)[s.Start:s.End]); got != work[s.Field] {
				t.Errorf("%s is %q in %q, want %q", s.Field, got, r.Text, work[s.Field])
			}
		}
	}
}
