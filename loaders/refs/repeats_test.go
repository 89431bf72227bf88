package refs_test

import (
	"context"
	"slices"
	"testing"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
)

func TestRepeats(t *testing.T) {
	const bazarov = "Базаров В.Б. Монголо-японские дипломатические отношения // Власть. 2009. № 9. С. 157-159."
	const varriale = "Varriale, G. (2011). Mongolia and its third neighbours. Asian Survey, 51(2), 221-241."
	for name, c := range map[string]struct {
		entries []string
		want    []int // the position each repeats
	}{
		"Russian":           {[]string{bazarov, "Там же. С. 158.", "2. Там же."}, []int{0, 1, 1}},
		"cited work":        {[]string{bazarov, varriale, "Базаров В.Б. Указ. соч. С. 158.", "Varriale G. Op. cit. P. 230", "Ibid., p. 231."}, []int{0, 0, 1, 2, 2}},
		"quoted work":       {[]string{bazarov, varriale, "Базаров В. Б. Цит. соч. – С. 157–158."}, []int{0, 0, 1}},
		"Latin":             {[]string{varriale, "Ibid.", "ibidem, pp. 5-6", "Id. at 17", "Loc. cit."}, []int{0, 1, 1, 1, 1}},
		"German":            {[]string{varriale, "Ebd., S. 225 f.", "Varriale, a. a. O., S. 222"}, []int{0, 1, 1}},
		"French":            {[]string{varriale, "Ibid., t. II, p. 17", "Varriale, art. cit., p. 222"}, []int{0, 1, 1}},
		"Mongolian":         {[]string{bazarov, "Мөн тэнд. 158 дахь тал", "Мөн тэнд, тал. 12"}, []int{0, 1, 1}},
		"Japanese":          {[]string{varriale, "同上、230頁", "同上。"}, []int{0, 1, 1}},
		"Ukrainian":         {[]string{bazarov, "Там само. С. 5."}, []int{0, 1}},
		"nothing before":    {[]string{"Там же. С. 15.", bazarov}, []int{0, 0}},
		"another author":    {[]string{bazarov, "Иванов И.И. Указ. соч. С. 3."}, []int{0, 0}},
		"more than pages":   {[]string{bazarov, "Ibid. See also the report of the ministry for 2010."}, []int{0, 0}},
		"a title like it":   {[]string{bazarov, "Idemitsu T. Energy in Japan. Tokyo, 2001.", "Там, где течет Онон. М., 1999."}, []int{0, 0, 0}},
		"across the unread": {[]string{"", "Там же. С. 15."}, []int{0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			read, err := refs.ParseAll(context.Background(), c.entries)
			if err != nil {
				t.Fatal(err)
			}
			var list refs.Repeats
			list.Resolve(read[:1]) // piece by piece, as lists are read
			list.Resolve(read[1:])
			var got []int
			for i, r := range read {
				got = append(got, r.Repeats)
				if r.Raw != c.entries[i] {
					t.Errorf("the words are %q now", r.Raw)
				}
				if r.Repeats > 0 && (r.Work == nil || r.Work.Titles[0] != read[r.Repeats-1].Work.Titles[0] || r.Work == read[r.Repeats-1].Work) {
					t.Errorf("%q has no copy of the work of entry %d", r.Raw, r.Repeats)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("repeats %v, want %v", got, c.want)
			}
		})
	}
}

// TestRepeats_forgets bounds what a list of any length holds.
func TestRepeats_forgets(t *testing.T) {
	first := refs.Parse("Базаров В.Б. Монголо-японские отношения // Власть. 2009. № 9. С. 157-159.")
	other := refs.Parse("Varriale, G. (2011). Mongolia and its third neighbours. Asian Survey, 51(2), 221-241.")
	again := refs.Parse("Базаров В.Б. Указ. соч. С. 158.")
	var list refs.Repeats
	list.Resolve([]record.Reference{first})
	list.Resolve(slices.Repeat([]record.Reference{other}, 400))
	near := []record.Reference{again}
	if list.Resolve(near); near[0].Repeats != 1 {
		t.Errorf("401 entries later it repeats %d", near[0].Repeats)
	}
	list.Resolve(slices.Repeat([]record.Reference{other}, 2000))
	far := []record.Reference{again}
	if list.Resolve(far); far[0].Repeats != 0 {
		t.Errorf("2,402 entries later it repeats %d", far[0].Repeats)
	}
}
