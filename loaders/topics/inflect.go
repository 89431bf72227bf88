package topics

import (
	"slices"
	"strings"
)

// variants gives the forms in which a word of a concept stands in a text, the
// word itself among them. The rules make words that do not exist, too: they
// do no harm, for no text has them.
func variants(lang, word string, kind kind) []string {
	forms := []string{word}
	switch {
	case lang == "ru":
		return append(forms, russian(word, kind)...)
	case lang == "mn":
		return append(forms, mongolian(word)...)
	case lang == "en" && kind != name && kind != prefix:
		return append(forms, english(word)...)
	default:
		return forms
	}
}

// english makes the plural.
func english(word string) []string {
	if stem, ok := strings.CutSuffix(word, "y"); ok {
		return []string{stem + "ies", word + "s"}
	}
	return []string{word + "s"}
}

// ending is how Russian words that end so are declined: the endings that come
// in place of it.
type ending struct{ last, others string }

// Adjectives are declined for all genders, since a phrase may name any.
const (
	adjective     = "ый ий ой ого его ому ему ым им ом ем ая яя ую юю ою ею ое ее ей ые ие ых их ыми ими"
	possessiveAdj = "ий ьего ьему ьим ьем ья ью ьей ье ьи ьих ьими"
)

// russianEndings are tried in turn; all that fit are taken.
var russianEndings = []ending{
	{"тий", "т" + strings.ReplaceAll(possessiveAdj, " ", " т")}, // третий
	{"ый", adjective},
	{"ий", adjective + " ия ию ием ии ие"},
	{"ой", adjective},
	{"ая", adjective},
	{"яя", adjective},
	{"ое", adjective},
	{"ее", adjective},
	{"ые", adjective},
	{"ие", adjective + " ия ию ием ии ий иям иями иях"},
	{"ец", "ца цу цем цом це цы цев цов цам цами цах"},
	{"а", "ы и е у ой ою ей ею ам ами ах"},
	{"я", "и е ю ей ею й ям ями ях"},
	{"й", "я ю ем е и ев ям ями ях"},
	{"ь", "я ю ем е и ью ей ев ям ями ях"},
	{"е", "я ю ем ей ям ями ях"},
	{"ы", "ов ам ами ах"},
}

// Endings of common nouns only: indeclinable names such as Марокко and Мали
// end so too.
var russianThemes = []ending{
	{"о", "а у ом е ам ами ах"},
	{"и", "ов ев ей ам ами ах ям ями ях"},
}

const (
	russianConsonants = "бвгджзклмнпрстфхцчшщ"
	afterConsonant    = "а у ом ем е"
	pluralOfThemes    = "ы и ов ев ей ам ами ах"
)

// russian declines a word as its ending tells. Words of up to two letters,
// such as prepositions, and names in capitals stay as they are.
func russian(word string, kind kind) []string {
	letters := []rune(word)
	if len(letters) <= 2 || kind == prefix {
		return nil
	}
	var forms []string
	decline := func(stem, endings string) {
		for e := range strings.FieldsSeq(endings) {
			forms = append(forms, stem+e)
		}
	}
	endings := russianEndings
	if kind != name {
		endings = append(slices.Clip(endings), russianThemes...)
	}
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(word, e.last); ok {
			decline(stem, e.others)
			if kind != name && len(e.last) == len("а") && strings.Contains("аоыи", e.last) {
				forms = append(forms, stem) // политик, прав
			}
		}
	}
	if strings.ContainsRune(russianConsonants, letters[len(letters)-1]) {
		decline(word, afterConsonant)
		if kind != name {
			decline(word, pluralOfThemes)
		}
	}
	return forms
}

// mongolianSuffixes are the case and plural suffixes in all their harmonies.
// Those that start with a vowel also take the place of a final short vowel:
// бодлого, бодлогын.
var mongolianSuffixes = strings.Fields(`
	ын ийн ы ий н ны ний гийн г ыг ийг д т ад эд од өд нд
	аас ээс оос өөс наас нээс ноос нөөс аар ээр оор өөр гаар гээр
	тай тэй той руу рүү луу лүү ууд үүд уудын үүдийн нууд нүүд чууд чүүд`)

// mongolian adds the suffixes of cases and plurals.
func mongolian(word string) []string {
	letters := []rune(word)
	if len(letters) <= 2 {
		return nil
	}
	stem := strings.TrimRight(word, "аэоө")
	double := len([]rune(stem)) < len(letters)-1 // харилцаа: long vowels stay
	var forms []string
	for _, suffix := range mongolianSuffixes {
		forms = append(forms, word+suffix)
		if !double && stem != word && strings.ContainsAny(suffix[:len("ы")], "ыиаэоөу") {
			forms = append(forms, stem+suffix)
		}
	}
	return forms
}
