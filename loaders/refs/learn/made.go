package learn

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"bibgraph/loaders/record"
)

//go:embed lists.txt
var listsText string

// lists are words that references are made up of, by language and kind.
type lists map[string]map[string][]string

func readLists(text string) lists {
	all := lists{}
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if len(cells) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		if all[cells[0]] == nil {
			all[cells[0]] = map[string][]string{}
		}
		all[cells[0]][cells[1]] = strings.Split(cells[2], "|")
	}
	return all
}

// makings are what made-up references of a language differ in.
var makings = map[string]struct {
	between []string // what parts two people
	others  string   // what is printed for the rest of them
}{
	"zh": {[]string{", ", ", ", "，", "、", "."}, ", 等"},
	"ja": {[]string{", ", ", ", "・", "、", " , "}, ", 他"},
	"ko": {[]string{", ", ", ", ".", "·"}, " 외"},
	"ru": {[]string{", "}, " и др."},
	"uk": {[]string{", "}, " та ін."},
	"kk": {[]string{", "}, " т.б."},
	"mn": {[]string{", "}, " нар"},
}

// making makes references up.
type making struct {
	*rand.Rand
	lang string
	of   map[string][]string
}

// one gives a word of a kind, "" if there is none.
func (m making) one(kind string) string {
	if list := m.of[kind]; len(list) > 0 {
		return list[m.IntN(len(list))]
	}
	return ""
}

// fields makes up all fields of a reference, so that any style can print it.
func (m making) fields() map[record.Field]string {
	first := 1 + m.IntN(480)
	f := map[record.Field]string{
		record.FieldAuthor:     m.people(),
		record.FieldEditor:     m.person(),
		record.FieldTranslator: m.person(),
		record.FieldTitle:      m.title(),
		record.FieldContainer:  m.one("journal"),
		record.FieldCollection: m.one("collection"),
		record.FieldDate:       strconv.Itoa(1950 + m.IntN(76)),
		record.FieldVolume:     strconv.Itoa(1 + m.IntN(60)),
		record.FieldIssue:      strconv.Itoa(1 + m.IntN(12)),
		record.FieldPage:       fmt.Sprintf("%d-%d", first, first+1+m.IntN(30)),
		record.FieldPageCount:  strconv.Itoa(60 + m.IntN(700)),
		record.FieldPublisher:  m.one("publisher"),
		record.FieldPlace:      m.one("city"),
		"book":                 m.one("collection"),
		"day":                  m.day(),
		"degree":               m.one("degree"),
		record.FieldURL:        address(m.Rand),
		record.FieldDOI:        doi(m.Rand),
		record.FieldAccessed:   day(m.Rand, m.lang),
	}
	if m.IntN(8) == 0 { // counted from the first volume on
		f[record.FieldIssue] = strconv.Itoa(100 + m.IntN(1900))
	}
	if m.IntN(6) == 0 {
		f[record.FieldPage] = strconv.Itoa(first)
	}
	if m.IntN(8) == 0 {
		f[record.FieldVolume] = ""
	}
	if m.IntN(5) == 0 {
		f[record.FieldIssue] = ""
	}
	if m.IntN(12) == 0 && m.of["body"] != nil {
		f[record.FieldAuthor] = m.one("body")
	}
	return f
}

// day is that of a newspaper.
func (m making) day() string {
	y, month, d := 1950+m.IntN(76), 1+m.IntN(12), 1+m.IntN(28)
	switch m.lang {
	case "zh", "ja":
		return fmt.Sprintf([]string{"%d年%d月%d日", "%d年 %d月 %d日", "%d-%02d-%02d"}[m.IntN(3)], y, month, d)
	case "ko":
		return fmt.Sprintf([]string{"%d년 %d월 %d일", "%d.%d.%d", "%d. %d. %d"}[m.IntN(3)], y, month, d)
	}
	if m.lang == "mn" && m.IntN(3) > 0 {
		return fmt.Sprintf([]string{"%d оны %d сарын %d", "%d оны %d-р сарын %d", "%d он %d сар %d"}[m.IntN(3)], y, month, d)
	}
	if m.lang == "ru" && m.IntN(2) == 0 {
		return fmt.Sprintf("%d %s %d", d, strings.Fields("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")[month-1], y)
	}
	return fmt.Sprintf("%02d.%02d.%d", d, month, y)
}

// title puts a title together.
func (m making) title() string {
	t := m.one("title")
	for _, kind := range []string{"topic", "head", "place"} {
		for strings.Contains(t, "{"+kind+"}") {
			t = strings.Replace(t, "{"+kind+"}", m.one(kind), 1)
		}
	}
	switch m.lang {
	case "ru", "uk", "kk", "mn":
		r := []rune(t)
		return strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	return t
}

// people are from one to five, printed alike.
func (m making) people() string {
	how := makings[m.lang]
	between := how.between[m.IntN(len(how.between))]
	n := 1
	for n < 5 && m.IntN(5) < 2 {
		n++
	}
	blank, comma := m.IntN(3) == 0, m.IntN(3) == 0
	all := make([]string, n)
	for i := range all {
		all[i] = m.name(blank, comma)
	}
	s := strings.Join(all, between)
	if m.IntN(12) == 0 {
		s += how.others
	}
	return s
}

func (m making) person() string { return m.name(false, false) }

// name is one person's. In scripts with cases it has initials, in Mongolian
// that of the father before the name.
func (m making) name(blank, comma bool) string {
	family := m.one("family")
	switch m.lang {
	case "zh", "ja", "ko":
		if blank && m.lang == "ja" {
			return family + " " + m.one("given")
		}
		return family + m.one("given")
	case "mn":
		return m.one("initial") + family
	}
	letters := []rune("АБВГДЕИКЛМНОПРСТЮ")
	initials := fmt.Sprintf("%c.", letters[m.IntN(len(letters))])
	if m.IntN(5) > 0 {
		if blank {
			initials += " "
		}
		initials += fmt.Sprintf("%c.", letters[m.IntN(len(letters))])
	}
	if comma {
		return family + ", " + initials
	}
	return family + " " + initials
}
