package refs

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
)

// Repeats finds the entries of a list that name a work by an entry before them:
// "Там же. С. 15." the last one, "Базаров В.Б. Указ. соч. С. 158." the last by
// that author. The zero value is at the beginning of a list.
type Repeats struct {
	seen []seen // the last ones, the newest at the end
	n    int    // entries so far
}

type seen struct {
	position   int // of the entry that names the work itself
	work       *record.Work
	confidence float64
}

// reach is how many entries back a work is looked for.
const reach = 500

// Resolve goes on with the next entries of the list: those that repeat a work
// are given it, and the position of the entry that named it, counted from 1.
// Their words stay as they are; the pages among them are the place cited.
func (r *Repeats) Resolve(entries []record.Reference) {
	for i := range entries {
		ref := &entries[i]
		r.n++
		now := seen{r.n, ref.Work, ref.Confidence}
		if found, ok := r.find(head(ref.Raw)); ok && found.work != nil {
			work := *found.work
			ref.Work, ref.Repeats, ref.Confidence = &work, found.position, found.confidence
			now = found
		}
		if r.seen = append(r.seen, now); len(r.seen) == 2*reach {
			r.seen = append(r.seen[:0], r.seen[reach:]...)
		}
	}
}

// find looks for the entry that a text refers back to.
func (r *Repeats) find(text string) (found seen, ok bool) {
	if len(r.seen) == 0 {
		return found, false
	}
	before := r.seen[max(0, len(r.seen)-reach):]
	last := before[len(before)-1]
	if m := sameAgain.FindStringIndex(text); m != nil {
		return last, onlyPlace(text[m[1]:])
	}
	m := workCited.FindStringIndex(text)
	if m == nil || !onlyPlace(text[m[1]:]) {
		return found, false
	}
	names := strings.FieldsFunc(strings.ToLower(text[:m[0]]), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	if len(names) == 0 {
		return last, true
	}
	for _, earlier := range slices.Backward(before) {
		if earlier.work != nil && named(names, earlier.work) {
			return earlier, true
		}
	}
	return found, false
}

// named reports whether the name of the first author is among the words.
func named(words []string, w *record.Work) bool {
	if len(w.Contributions) == 0 {
		return false
	}
	agent := w.Contributions[0].Agent
	name := strings.ToLower(agent.Family + agent.Literal) // one of them is empty
	return name != "" && strings.Contains(" "+strings.Join(words, " ")+" ", " "+name+" ")
}

// sameAgain opens an entry that repeats the one before.
var sameAgain = regexp.MustCompile(`(?i)^[\s\d.)\[\]]*(?:` + strings.Join([]string{
	`ibid(?:em)?`, `ib\.`, `idem`, `id\.`, // Latin
	`там же`, `там само`, `тамсама`, `сонда`, `мөн тэнд`, // Russian, Ukrainian, Belarusian, Kazakh, Mongolian
	`ebd`, `ebenda`, // German
	`同上`, `同前`, `同書`, `上同`, `위의 책`, `위의 글`, // Japanese, Chinese, Korean
}, "|") + `)(?:[\s.,:;)\]、，。]|$)`)

// workCited stands for the title of a work that its author was cited with.
var workCited = regexp.MustCompile(`(?i)(?:` + strings.Join([]string{
	`(?:op|art|loc|ouvr)\.?\s*cit(?:\.|ato|é)?`,
	`(?:указ|цит|назв|упом)[а-я]*\.?\s*(?:соч|раб|ст|публ)[а-я]*\.?`,
	`(?:дээр\s+)?дурд?ь?сан\s+(?:бүтээл|зохиол|өгүүлэл)`,
	`a\.\s?a\.\s?o\.?`,
	`前掲[書注論文]*`, `前引[书文]?`, `앞의\s?[책글]`,
}, "|") + `)`)

// placeWords name the parts of a work that pages and numbers belong to.
var placeWords = map[string]bool{
	"с": true, "c": true, "стр": true, "т": true, "вып": true, "ч": true, "кн": true, "л": true, "см": true,
	"p": true, "pp": true, "vol": true, "no": true, "n": true, "ch": true, "fn": true, "note": true, "at": true, "and": true,
	"s": true, "f": true, "ff": true, "bd": true, "t": true, "и": true, "далее": true, "след": true, "сл": true,
	"тал": true, "х": true, "дахь": true, "б": true, "頁": true, "页": true, "쪽": true, "第": true,
}

// onlyPlace reports whether a text holds no more than where in a work it was.
func onlyPlace(text string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !placeWords[word] && strings.Trim(word, "ivxlcdm") != "" {
			return false
		}
	}
	return true
}
