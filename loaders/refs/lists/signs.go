package lists

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// lazily gives an expression that takes long to compile, made when it is first
// asked for: few who start the program part lists.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// endBefore gives the words that the i-th row follows: of a row with one word
// such as "p." the last one before it, too.
func endBefore(rows []row, i int) string {
	if i == 0 {
		return ""
	}
	text := rows[i-1].text
	if i > 1 && !strings.Contains(text, " ") {
		return lastWord(rows[i-2].text) + " " + text
	}
	return text
}

// complete reports whether an entry can end with this line.
func complete(text string) bool {
	text = strings.TrimRight(text, ` "'»”’`)
	last := lastRune(text)
	word := lastWord(text)
	switch {
	case isAddress(word):
		return !strings.HasSuffix(word, "-")
	case counted.MatchString(text):
		return true
	case last == '.':
		return !opensMore().MatchString(text)
	case isWide(last):
		return true // CJK need not end in a stop
	}
	return strings.ContainsRune(`)]…;`, last) || unicode.IsDigit(last)
}

// asksForMore reports whether no entry can end with this line.
func asksForMore(text string) bool {
	word := lastWord(text)
	return !isAddress(word) && (endsBroken(text) || strings.ContainsRune(",:/&(–—№", lastRune(text)) || smallWord.MatchString(word) && !counted.MatchString(text))
}

// smallWord is one such as "and", "и", "of".
var smallWord = regexp.MustCompile(`^\p{Ll}{1,3}$`)

// counted ends with numbers: a year, pages, how many there are.
var counted = regexp.MustCompile(`\d[)\]]?(?:\s?(?:[сcpsSхб]|pp|стр|тал|гг?|х))?[.)]{0,2}$|\d[頁页]。?$`)

// opensMore ends what stands before more: an initial, "С.", "Vol.", "№ 5 //".
var opensMore = lazily(`(?:^|[\s\p{Z}(.–-])(?:\p{Lu}|[Вв]ып|[Тт]|[Чч]|[Кк]н|[Ии]зд|[Рр]ед|[Сс]ост|[Пп]ер|[Сс]ер|[Дд]ис|[Пп]|[Пп]одп|[Аа]бз|[Сс]т|[Гг]л|[Рр]азд|[Оо]п|[Дд]|[Лл]|канд|докт|д-ра?|[Сс]тр|[Сс]м|им|` +
	`[Vv]ol|[Nn]os?|[Pp]p?|Eds?|[Ii]ss|[Ss]er|[Bb]d|[Hh]rsg|[Ss]t|[Cc]h|Dr|Prof|et al|vs|[Vv]yp|[Ii]zd|cf)\.$`)

// locus begins with the word before the number of a place in a work.
var locus = regexp.MustCompile(`^(?:[СCТTЧPS]|[Сс]тр|[Вв]ып|[Кк]н|[Pp]p|[Vv]ol|[Nn]o|[Ii]ss|[Ii]ssue|[Bb]d|[Хх]|[Тт]ал|л|Л|оп|Оп|[Дд]|[Ss]er|[Сс]ер)\.\s*(?:\d|[IVXLC]+(?:[,;\s–-]|\.?$))|^№|^[-–—]`)

// isLocus reports whether words go on with where in a work something stands.
func isLocus(text string) bool { return locus.MatchString(text) && !isDittoDash(text) }

// startsLow reports whether words begin in small letters; "eLIBRARY" does not.
func startsLow(text string) bool {
	return unicode.IsLower(firstRune(text)) && !strings.ContainsFunc(firstLetters(text), unicode.IsUpper)
}

// further are words that go on with an entry.
var further = lazily(`^(?:URL|DOI|doi|[Hh]ttps?:|www\.|Режим доступа|Электрон|Available|Accessed|Retrieved|Дата обращения|ISBN|ISSN|EDN|PMID|` +
	`In Russ|In:? |Ed\. by|Edited by|Hrsg|Bd\. |Band \d|Изд\. |Под ред|Отв\. ред|Пер\. |\(In |Доступно|Линк|Текст :|М\.[:,] |М\. :|СПб\.|Vol\.|No\.|pp\. |10\.\d{4,}/)`)

// continues reports whether a line goes on with the entry before it.
func continues(text string) bool {
	return startsLow(text) || strings.ContainsRune("/,;:.)–—(&[=", firstRune(text)) && !isDittoDash(text) || isLocus(text) || further().MatchString(text)
}

// isDittoDash reports whether a line begins with the dashes that stand for
// the author of the entry before it.
func isDittoDash(text string) bool {
	for _, dashes := range []string{"--", "––", "——", "__"} {
		if strings.HasPrefix(text, dashes) {
			return true
		}
	}
	return false
}

// Names as entries begin with them: "Базаров В.Б.", "Kim, A.", "А. С. Пушкин",
// "van der Berg J.", "Ким Ч., Ли Д.", "王洛林".
const (
	familyName = `(?:(?:[Dd]e|[Vv]an|[Vv]on|der|den|[Ll]a|[Dd]i|[Dd]el|фон|ван|де|ди|Al|Эль|Аль|О|O)[\s'’-]+){0,2}\p{Lu}[\p{L}'’ʹ]+(?:[-‐]\p{L}[\p{L}'’]+)?`
	initials   = `(?:\p{Lu}(?:\p{Ll}|'|’)?\.[\s\p{Z}]?-?){1,3}`
)

var personFirst = lazily(`^(?:` + familyName + `,?[\s\p{Z}]+` + initials + `|` + initials + familyName + `(?:[\s\p{Z},.]|$)|` +
	familyName + `,[\s\p{Z}]\p{Lu}[\p{Ll}.]+|` + familyName + `[\s\p{Z}]\p{Lu}{1,3}[,.]|\p{Han}{2,4}[,，．. 、:：])`)

// namesPerson reports whether a line begins with the name of a person.
func namesPerson(text string) bool { return personFirst().MatchString(text) }

// isAddress reports whether a word is of an address or a DOI.
func isAddress(word string) bool {
	return strings.Contains(word, "://") || strings.HasPrefix(word, "www.") || doi.MatchString(word)
}

var doi = regexp.MustCompile(`(?:^|[\s/:(])10\.\d{4,9}(?:\.\d+)*/\S*`)

func lastWord(text string) string {
	return text[strings.LastIndexFunc(text, unicode.IsSpace)+1:]
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

// isWide reports whether a sign is one of Chinese, Japanese or Korean, or of
// their punctuation.
func isWide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || 0x3000 <= r && r <= 0x303f || 0xff01 <= r && r <= 0xff60 || r == 'ー'
}

// placeFirst begins what an entry says of its publisher: "Stuttgart: Klett".
var placeFirst = regexp.MustCompile(`^\p{Lu}[\p{L}-]+(?:[\s/]\p{Lu}[\p{L}-]+)?(?:\s?: ?\p{Lu}|[.,]? (?:1[5-9]|20)\d\d|\.$)`)
