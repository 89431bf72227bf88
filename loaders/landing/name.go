package landing

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bibgraph/loaders/record"
)

// initial is one or more initials written together: "I.", "I.A.", "Ю.-И.",
// "Дж.", "Yu.".
const initial = `(?:\p{Lu}\p{Ll}{0,2}\.-?)+`

var (
	initialToken = regexp.MustCompile(`^(?:` + initial + `|\p{Lu})$`)
	joinedStops  = regexp.MustCompile(`\.(\p{L})`)
	nameMarks    = regexp.MustCompile(`https?://\S+|[\d*†‡§¹²³⁰⁴-⁹]+`)
)

// degrees stand around a name and are no part of it.
var degrees = regexp.MustCompile(`^(?:(?:Dr|Prof)\.? )+|(?:, ?(?:Ph\.? ?D|M\.?D|D\.? ?Sc|M\.?Sc)\.?)+$`)

// particles stand before a family name and belong to it.
var particles = []string{
	"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ten", "ter", "zu", "bin", "ibn", "al", "el",
	"ван", "фон", "дер", "де", "ди", "да", "дель", "ла", "ле", "ибн", "аль", "эль",
}

// patronymics are endings of a Russian patronymic, after which or before which
// the family name stands.
var patronymics = []string{"ович", "евич", "ьич", "мич", "овна", "евна", "ична", "ovich", "evich", "ovna", "evna", "ichna"}

// notNames are beginnings of words that no person bears.
var notNames = []string{
	"universit", "institut", "academ", "department", "facult", "cent", "laborator", "minist", "school", "college", "hospital",
	"librar", "museum", "compan", "association", "society", "organi", "federation", "republic", "professor", "associate", "doctor",
	"candidate", "researcher", "lecturer", "student", "head", "director", "editor", "email", "e-mail", "orcid", "author", "journal",
	"cand.", "dr.", "sci.", "phd", "ph.d", "abstract", "international", "national", "state", "street",
	"универс", "инстит", "академ", "кафедр", "факульт", "центр", "лаборат", "минист", "школ", "колледж", "больниц", "библиот",
	"музей", "федерац", "республик", "профес", "доцент", "доктор", "кандидат", "сотрудник", "аспирант", "студент", "заведующ",
	"директор", "редактор", "автор", "журнал", "общество", "управлен", "государствен", "национальн", "город", "улица",
}

// parseName reads the name of one author as printed.
func parseName(printed string) record.Agent {
	orcid := findORCID(printed)
	s := strings.Trim(squeeze(nameMarks.ReplaceAllString(printed, " ")), " ,;")
	s = degrees.ReplaceAllString(s, "")
	a := record.Agent{ORCID: orcid}
	if family, given, ok := strings.Cut(s, ","); ok && !strings.Contains(given, ",") && !hasNotName(s) {
		a.Family, a.Given = strings.TrimSpace(family), spaceInitials(strings.TrimSpace(given))
		return a
	}
	words := strings.Fields(strings.ReplaceAll(s, ",", " "))
	if len(words) < 2 || hasNotName(s) {
		a.Literal = s
		return a
	}
	split := familyAt(words)
	family, given := words[split:], words[:split]
	if familyFirst(words) {
		family, given = words[:split], words[split:]
	}
	a.Family, a.Given = strings.Join(family, " "), spaceInitials(strings.Join(given, " "))
	return a
}

// familyFirst reports whether the family name opens the words of a name: before
// initials, before a patronymic at the end or, alone in capitals, "SMITH Jane".
func familyFirst(words []string) bool {
	last := words[len(words)-1]
	return !isInitial(words[0]) && (isInitial(last) || len(words) == 3 && isPatronymic(last)) || inCapitals(words[0]) && !inCapitals(last)
}

func inCapitals(word string) bool {
	return utf8.RuneCountInString(word) > 2 && word == strings.ToUpper(word) && !strings.Contains(word, ".")
}

// familyAt gives where the words of a name part into family and given ones.
func familyAt(words []string) int {
	if familyFirst(words) {
		if i := slices.IndexFunc(words, isInitial); i > 0 {
			return i
		}
		if i := slices.IndexFunc(words, func(w string) bool { return !inCapitals(w) }); i > 0 {
			return i
		}
		return 1
	}
	i := len(words) - 1
	for i > 1 && slices.Contains(particles, words[i-1]) {
		i--
	}
	return i
}

func isInitial(word string) bool { return initialToken.MatchString(word) }

func isPatronymic(word string) bool {
	word = strings.ToLower(word)
	return slices.ContainsFunc(patronymics, func(end string) bool { return strings.HasSuffix(word, end) })
}

func hasNotName(s string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(s)) {
		for _, start := range notNames {
			if strings.HasPrefix(word, start) {
				return true
			}
		}
	}
	return false
}

// spaceInitials puts one blank between initials: "I.A." is "I. A.".
func spaceInitials(given string) string {
	return squeeze(joinedStops.ReplaceAllString(given, ". $1"))
}

// isName reports whether a line can be a person's name and nothing else.
func isName(line string) bool {
	words := strings.Fields(strings.Trim(nameMarks.ReplaceAllString(line, " "), " ,;"))
	if len(words) < 2 || len(words) > longestName || hasNotName(line) || country(line) != "" || mixesScripts(line) {
		return false
	}
	for _, w := range words {
		first := []rune(w)[0]
		switch {
		case slices.Contains(particles, w), isInitial(w):
		case !unicode.IsUpper(first), strings.ContainsAny(strings.TrimRight(w, ","), ".:;!?()\"«»/,"):
			return false
		case len([]rune(w)) > 1 && strings.ToUpper(w) == w && strings.ToUpper(line) != line:
			return false // MGIMO
		}
	}
	return true
}

func mixesScripts(s string) bool {
	return strings.ContainsFunc(s, isCyrillic) && strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// contribution makes an author of a printed name.
func contribution(printed string) record.Contribution {
	printed = strings.Trim(squeeze(printed), " ,;")
	c := record.Contribution{Role: record.Author, Agent: parseName(printed)}
	if name := strings.Trim(squeeze(nameMarks.ReplaceAllString(printed, " ")), " ,;"); name != "" {
		c.AsPrinted = []string{name}
	}
	return c
}

var listParts = regexp.MustCompile(`\s*[,;]\s*(?:and |и |& ?)?|\s+(?:and|и|&)\s+`)

// splitNames parts a byline into its names: "A. Petrov, B. Sidorov and C. Lee".
// With semicolons the commas are inside names.
func splitNames(byline string) []string {
	var names []string
	parts := listParts.Split(byline, -1)
	if strings.Contains(byline, ";") {
		parts = strings.Split(byline, ";")
	}
	for _, name := range parts {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// isByline reports whether a line is a list of names.
func isByline(line string) bool {
	names := splitNames(line)
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return !isName(n) })
}
