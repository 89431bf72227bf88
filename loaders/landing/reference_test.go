package landing_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/loaders/record"
)

func TestDecode_references(t *testing.T) {
	for _, c := range []struct {
		name, list string
		want       []string
		note       string
	}{
		{name: "numbers", list: "1. Doe J. One. 1999.\n2) Roe R. Two. 2000.\n", want: []string{"Doe J. One. 1999.", "Roe R. Two. 2000."}},
		{name: "brackets", list: "[1] Doe J. One. 1999.\n\n[2] Roe R. Two. 2000.\n", want: []string{"Doe J. One. 1999.", "Roe R. Two. 2000."}},
		{name: "columns", list: "1\tDoe J. One. 1999.\n2\tRoe R. Two. 2000.\n", want: []string{"Doe J. One. 1999.", "Roe R. Two. 2000."}},
		{name: "numbers alone", list: "1.\nDoe J. One. 1999.\n\n2.\n\nRoe R. Two. 2000.\n", want: []string{"Doe J. One. 1999.", "Roe R. Two. 2000."}},
		{name: "wrapped", list: "1. Doe J. One and\nmore. Vol.\n2013. P. 5.\n2. Roe R. Two. 2000.\n", want: []string{"Doe J. One and more. Vol. 2013. P. 5.", "Roe R. Two. 2000."}},
		{name: "wrapped over blank lines", list: "1. Doe J. One and\n\nmore. 1999.\n\n2. Roe R. Two. 2000.\n", want: []string{"Doe J. One and more. 1999.", "Roe R. Two. 2000."}},
		{name: "paragraphs", list: "Doe J. One and\nmore. 1999.\n\nRoe R. Two. 2000.\n", want: []string{"Doe J. One and more. 1999.", "Roe R. Two. 2000."}},
		{name: "lines", list: "Doe J. One. 1999.\nRoe R. Two. 2000.\n", want: []string{"Doe J. One. 1999.", "Roe R. Two. 2000."}},
		{name: "lines, wrapped", list: "Doe J. One and\nmore. 1999.\nURL: http://example.org/\nRoe R. Two. 2000.\n", want: []string{"Doe J. One and more. 1999. URL: http://example.org/", "Roe R. Two. 2000."}},
		{name: "a number left out", list: "1. Doe J. One. 1999.\n\n3. Roe R. Two. 2000.\n", want: []string{"Doe J. One. 1999.", "Roe R. Two. 2000."}, note: "reference 3 follows 1"},
		{name: "an entry without number", list: "1. Doe J. One. 1999.\n\nPoe P. Half. 1999.\n\n2. Roe R. Two. 2000.\n", want: []string{"Doe J. One. 1999.", "Poe P. Half. 1999.", "Roe R. Two. 2000."}, note: "without number"},
		{name: "a second list", list: "1. Доу Дж. Раз. 1999.\n\n2. Роу Р. Два. 2000.\n\n1. Doe J. One. 1999.\n\n2. Roe R. Two. 2000.\n", want: []string{"Доу Дж. Раз. 1999.", "Роу Р. Два. 2000."}, note: "printed again here: 2 of 2"},
		{name: "a shorter second list", list: "1. Доу Дж. Раз. 1999.\n\n2. Роу Р. Два. 2000.\n\nReferences\n\n1. Doe J. One. 1999.\n", want: []string{"Доу Дж. Раз. 1999.", "Роу Р. Два. 2000."}, note: "printed again here: 1 of 2"},
		{name: "other sources", list: "1. Доу Дж. Раз. 1999.\n\n2. Роу Р. Два. 2000.\n\nЛитература\n\n1. Poe E. Ravens. 1845.\n\n2. Moe M. Owls. 1911.\n", want: []string{"Доу Дж. Раз. 1999.", "Роу Р. Два. 2000.", "Poe E. Ravens. 1845.", "Moe M. Owls. 1911."}, note: "another list of 2 references is here"},
		{name: "a year first", list: "1999. The Year. London: Imprint.\n\n2001. The Film. London: Imprint.\n", want: []string{"1999. The Year. London: Imprint.", "2001. The Film. London: Imprint."}},
		{name: "a number in front of a title", list: "12 angry men. New York: Imprint; 1957.\n\n39 steps. London: Imprint; 1915.\n", want: []string{"12 angry men. New York: Imprint; 1957.", "39 steps. London: Imprint; 1915."}},
		{name: "numbers that go on", list: "11. Doe J. One. 1999.\n12. Roe R. Two. 2000.\n", want: []string{"Doe J. One. 1999.", "Roe R. Two. 2000."}},
		{name: "a number that is a volume", list: "1. Doe J. One. 1999.\n2. Roe R. Two // Power. 2009. Vol. 8. No.\n3. P. 3-7.\n3. Poe E. Three. 2001.\n", want: []string{"Doe J. One. 1999.", "Roe R. Two // Power. 2009. Vol. 8. No. 3. P. 3-7.", "Poe E. Three. 2001."}},
		{name: "a word broken", list: "1. Doe J. One of the moun-\ntains. 1999.\n2. Roe R. Gobi\u00ad\nland. 2000.\n", want: []string{"Doe J. One of the mountains. 1999.", "Roe R. Gobiland. 2000."}},
		{name: "Chinese", list: "[1] 王洛林. 全球化与中国经济发展的若干\n问题[J]. 世界经济, 2003.\n[2] 李明. 蒙古国[M]. 北京, 2015.\n", want: []string{"王洛林. 全球化与中国经济发展的若干问题[J]. 世界经济, 2003.", "李明. 蒙古国[M]. 北京, 2015."}},
		{name: "hanging", list: "Doe J. A first book of things.\n  London: Imprint, 1999.\nRoe R. Another book of many things,\n  and more. London, 2000.\n", want: []string{"Doe J. A first book of things. London: Imprint, 1999.", "Roe R. Another book of many things, and more. London, 2000."}},
		{name: "one", list: "1. Doe J. One. 1999.\n", want: []string{"Doe J. One. 1999."}},
		{name: "a heading and nothing", note: "prints no references"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := decode(t, "A Journal\n\nAdvanced search\n\nA Title\n\nAbstract\n\nWords.\n\nReferences\n\n"+c.list+"\nReview\n\nViews: 3\n")
			var got []string
			for _, ref := range r.Work.References {
				got = append(got, ref.Raw)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			found := c.note == ""
			for _, n := range r.Notes {
				found = found || strings.Contains(n.Message, c.note)
				if c.note == "" && n.Place != "authors" {
					t.Errorf("note %+v", n)
				}
			}
			if !found {
				t.Errorf("no note with %q: %v", c.note, r.Notes)
			}
		})
	}
}

// Of a list that is printed in two scripts the one in the letters of the sources
// leads, wherever it stands; no words are lost.
func TestDecode_parallelReferences(t *testing.T) {
	const own = "1. Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159.\n2. Kim A. The steppe. Oxford: Blackwell, 2004.\n3. Болд Р. Независимость. М.: Весь мир, 2015. 400 с.\n"
	const latin = "1. Bazarov V.B. Otnosheniya // Vlast'. 2009. No 9. P. 157-159.\n2. Kim A. The Steppe. Oxford, Blackwell, 2004.\n3. Bold R. Independence. Moscow: Ves' mir, 2015. 400 p.\n4. Roe R. Two. London: Imprint, 1977. 33 p.\n"
	want := []record.Reference{
		{Raw: "Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159.", Parallel: "Bazarov V.B. Otnosheniya // Vlast'. 2009. No 9. P. 157-159."},
		{Raw: "Kim A. The steppe. Oxford: Blackwell, 2004."},
		{Raw: "Болд Р. Независимость. М.: Весь мир, 2015. 400 с.", Parallel: "Bold R. Independence. Moscow: Ves' mir, 2015. 400 p."},
		{Raw: "Roe R. Two. London: Imprint, 1977. 33 p."},
	}
	for name, list := range map[string]string{
		"own letters first":   own + "\nReferences\n\n" + latin,
		"Latin letters first": latin + "\nЛитература\n\n" + own,
		"one heading":         own + "\n" + latin,
	} {
		r := decode(t, "A Journal\n\nAdvanced search\n\nA Title\n\nAbstract\n\nWords.\n\nReferences\n\n"+list+"\nReview\n\nViews: 3\n")
		if diff := cmp.Diff(want, r.Work.References); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestDecode_headingOfReferences(t *testing.T) {
	for _, heading := range []string{"References", "ЛИТЕРАТУРА", "Список использованной литературы", "Ном зүй", "参考文献", "参考文獻", "참고문헌", "Literaturverzeichnis", "Bibliographie", "7. Kaynakça"} {
		r := decode(t, "A Journal\n\nAdvanced search\n\nA Title\n\nAbstract\n\nWords.\n\n"+heading+"\n\n1. Doe J. One. 1999.\n2. Roe R. Two. 2000.\n")
		if len(r.Work.References) != 2 || len(r.Work.Abstracts) != 1 || r.Work.Abstracts[0].Value != "Words." {
			t.Errorf("%s: %d references, abstracts %q", heading, len(r.Work.References), r.Work.Abstracts)
		}
	}
}
