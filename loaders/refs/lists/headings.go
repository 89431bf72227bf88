package lists

import (
	"regexp"
	"strings"
	"sync"
)

// headings are the words over reference lists by language. Words that several
// languages have stand under the first of them, or under none where that could
// mislead.
var headings = []struct{ lang, words string }{
	{
		"en", "References|Reference list|List of references|Bibliography|Select bibliography|Selected bibliography|Works cited|Literature cited|" +
			"Literature|Cited literature|References cited|References and notes|Notes and references|Sources|Sources and literature",
	},
	{
		"ru", "Литература|Список литературы|Библиографический список|Список источников|Источники|Источники и литература|Литература и источники|" +
			"Список источников и литературы|Список литературы и источников|Библиография|Библиографические ссылки|Список использованных источников|" +
			"Список использованной литературы|Использованная литература|Список использованных источников и литературы|Список цитируемой литературы|" +
			"Цитируемая литература|Пристатейный библиографический список|Список цитированной литературы|Цитированная литература",
	},
	{
		"uk", "Посилання|Література|Список літератури|Список використаних джерел|Список використаної літератури|Використана література|Джерела|" +
			"Джерела та література|Бібліографія|Бібліографічні посилання|Бібліографічний список",
	},
	{"be", "Літаратура|Спіс літаратуры|Спіс выкарыстанай літаратуры|Спіс выкарыстаных крыніц|Бібліяграфія"},
	{"kk", "Әдебиеттер|Әдебиет|Әдебиеттер тізімі|Пайдаланылған әдебиеттер|Пайдаланылған әдебиеттер тізімі"},
	{"mn", "Ном зүй|Номзүй|Ашигласан бүтээл|Ашигласан материал|Ашигласан ном зүй|Ашигласан ном|Ашигласан эх сурвалж|Эшлэл|Эх сурвалж"},
	{"bg", "Използвана литература|Цитирана литература|Използвани източници"},
	{"sr", "Извори и литература|Референце|Библиографија|Literatura i izvori"},
	{"ky", "Адабияттар|Колдонулган адабияттар|Адабияттар тизмеси"},
	{"uz", "Adabiyotlar|Foydalanilgan adabiyotlar|Foydalanilgan adabiyotlar ro'yxati"},
	{"es", "Referencias|Referencias bibliográficas|Bibliografía|Citas|Obras citadas"},
	{"de", "Literatur|Literaturverzeichnis|Literaturangaben|Quellen|Quellen und Literatur|Quellenverzeichnis|Bibliografie|Referenzen"},
	{"fr", "Références|Références bibliographiques|Ouvrages cités"},
	{"it", "Riferimenti bibliografici|Opere citate"},
	{"pt", "Referências|Referências bibliográficas"},
	{"pl", "Piśmiennictwo|Wykaz literatury|Spis literatury|Literatura cytowana"},
	{"cs", "Seznam literatury|Použitá literatura|Seznam použité literatury"},
	{"tr", "Kaynakça|Kaynaklar"},
	{"zh", "参考书目|參考書目|参考资料|参考文獻|參考文獻|引用书目"},
	{"ja", "文献一覧|参考文献一覧|参照文献"},
	{"ko", "참고문헌|참고 문헌|인용문헌"},
	{"", "Bibliographie|Bibliografia|Literatura|参考文献|引用文献"},
}

var headingTable = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for _, h := range headings {
		for words := range strings.SplitSeq(h.words, "|") {
			table[foldHeading(words)] = h.lang
		}
	}
	return table
})

var (
	sectionNumber = regexp.MustCompile(`^(?:\d{1,2}|[IVX]{1,4})(?:\.\d{1,2})?[.)]\s+`)
	remarkBehind  = regexp.MustCompile(`\s*[(\[][^()\[\]]*[)\]]$`)
)

// Heading reports whether a line is the heading of a reference list and no
// more, and the BCP 47 tag of its language, "" where several have the words.
// It may have a number, a remark in brackets and a second heading behind a
// slash: "7. Литература / References (transliterated)".
func Heading(line string) (lang string, ok bool) {
	if len(line) > 200 { // bytes; the longest have about 120
		return "", false
	}
	line = remarkBehind.ReplaceAllString(strings.TrimRight(strings.TrimSpace(line), ":：. "), "")
	line = sectionNumber.ReplaceAllString(line, "")
	for i, words := range strings.FieldsFunc(line, func(r rune) bool { return r == '/' || r == '|' }) {
		l, known := headingTable()[foldHeading(words)]
		if !known {
			return "", false
		}
		if i == 0 {
			lang, ok = l, true
		}
	}
	return lang, ok
}

// foldHeading brings a heading to small letters with single blanks, also one
// that is spaced out: "Л И Т Е Р А Т У Р А".
func foldHeading(words string) string {
	fields := strings.Fields(strings.ReplaceAll(strings.ToLower(strings.Trim(words, " :：.*#=_-▼▾【】[]")), "ё", "е"))
	between := ""
	for _, f := range fields {
		if len([]rune(f)) > 1 {
			between = " "
		}
	}
	return strings.Join(fields, between)
}
