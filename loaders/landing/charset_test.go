package landing_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"bibgraph/loaders/landing"
)

func TestDecode_encodings(t *testing.T) {
	russian := string(read(t, "testdata/elpub-ru.txt"))
	russian = strings.NewReplacer("ө", "о", "Ө", "О", "ү", "у").Replace(russian) // no code in windows-1251
	russianKOI := strings.NewReplacer("–", "-", "«", `"`, "»", `"`, "№", "N").Replace(russian)
	french := "Cahiers\n\nAdvanced search\n\nL’été à Orléans\n\nAbstract\n\nLes élèves étaient là, près du théâtre.\n\nReferences\n\n1. Doré É. Où ça ? 1999.\n"
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	html := func(charset string) string {
		return `<html lang="ru"><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset +
			`"><title>Пути</title></head><body><h1>Пути</h1><h2>Аннотация</h2><p>Слова.</p><h2>Список литературы</h2><p>Полынина Е.С. Путь. 1999.</p></body></html>`
	}
	const ways = "Караванные пути и почтовые станции Внутренней Азии: опыт картографирования"
	for _, c := range []struct {
		name, page string
		enc        encoding.Encoding
		title      string
		note       string
	}{
		{"UTF-8", russian, encoding.Nop, ways, ""},
		{"UTF-8 with mark", "\ufeff" + russian, encoding.Nop, ways, ""},
		{"UTF-16", russian, utf16, ways, "UTF-16"},
		{"UTF-16 without mark", "A Journal\n\nAdvanced search\n\nA Title\n\nAbstract\n\nWords.\n", utf16be, "A Title", "UTF-16"},
		{"windows-1251", russian, charmap.Windows1251, ways, "windows-1251"},
		{"KOI8-R", russianKOI, charmap.KOI8R, ways, "KOI8-R"},
		{"Latin-1", french, charmap.Windows1252, "L’été à Orléans", "Latin-1"},
		{"HTML in windows-1251", html("windows-1251"), charmap.Windows1251, "Пути", "windows-1251, as the page declares"},
		{"HTML in KOI8-R", html("koi8-r"), charmap.KOI8R, "Пути", "koi8-r, as the page declares"},
		{"HTML in UTF-8 that declares another", html("windows-1251"), encoding.Nop, "Пути", "declares windows-1251, but its bytes are UTF-8"},
		{"HTML that declares nothing", html(""), charmap.Windows1251, "Пути", "read as windows-1251"},
		{"HTML that declares UTF-8 and is not", html("utf-8"), charmap.Windows1251, "Пути", "read as windows-1251"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := c.enc.NewEncoder().Bytes([]byte(c.page))
			if err != nil {
				t.Fatal(err)
			}
			r, err := landing.Decode(data, c.name)
			if err != nil {
				t.Fatal(err)
			}
			if got := r.Work.Title(); got != c.title {
				t.Errorf("title %q, want %q", got, c.title)
			}
			if c.note == "" && noted(r, "bytes", "") || c.note != "" && !noted(r, "bytes", c.note) {
				t.Errorf("want a note with %q, got %v", c.note, r.Notes)
			}
			if strings.ContainsRune(r.Work.Title(), '\ufeff') {
				t.Error("the mark is in the title")
			}
		})
	}
}

// A few broken bytes do not turn UTF-8 into something else.
func TestDecode_brokenUTF8(t *testing.T) {
	page := strings.Replace(string(read(t, seedPage)), "modern era", "modern \xff era", 1)
	r := decode(t, page)
	if !noted(r, "bytes", "replaced") || !strings.Contains(r.Work.Title(), "“third neighbor”") {
		t.Errorf("title %q, notes %v", r.Work.Title(), r.Notes)
	}
}
