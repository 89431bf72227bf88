package topics

import (
	"strings"
	"sync"

	"bibgraph/data/authorities"
	"bibgraph/loaders/record"
)

// kind is how words show a concept.
type kind uint8

const (
	name     kind = iota // of a country: Mongolia, PRC
	demonym              // Mongolian, монгольский
	prefix               // Sino, монголо: shows a country before a hyphen and another
	theme                // all that is no country
	relation             // relations, отношения: what makes a pair of countries a theme
	pair                 // 日蒙関係: two countries and their relations at once
	stop                 // words about something else that hold a concept's name
)

// entry is what words stand for.
type entry struct {
	concept string // slug
	other   string // of a pair: the second country
	kind    kind
	care    bool // an ambiguous name, which wants a witness
}

// lemma is a word of the lexicon with the capitals that a text must have.
type lemma struct {
	id   int32
	need shape
}

type edge struct {
	node  int32
	lemma int32
}

// lexicon is all words that show concepts in one language: a trie of lemmas,
// each of which is reached by all its inflected forms.
//
//	root ──third──▶ · ──neighbor──▶ (third-neighbor-policy) ──policy──▶ (third-neighbor-policy)
//	      └─trade─▶ (international-trade) ──union──▶ (stop)
type lexicon struct {
	lang    string
	ids     map[lemmaKey]int32
	forms   map[string][]lemma // by the folded form
	next    map[edge]int32
	entries map[int32]entry
	nodes   int32
}

type lemmaKey struct {
	word string
	need shape
	kind kind // of different kinds the inflections differ
}

var lexicons sync.Map // language → func() *lexicon

// lexiconOf gives the lexicon of a language, built at first use.
func lexiconOf(lang string) *lexicon {
	build, ok := lexicons.Load(lang)
	if !ok {
		build, _ = lexicons.LoadOrStore(lang, sync.OnceValue(func() *lexicon { return newLexicon(lang) }))
	}
	return build.(func() *lexicon)()
}

// newLexicon gathers the words of a language, the surest first, since the
// first concept to claim some words keeps them.
func newLexicon(lang string) *lexicon {
	l := &lexicon{
		lang:    lang,
		ids:     map[lemmaKey]int32{},
		forms:   map[string][]lemma{},
		next:    map[edge]int32{},
		entries: map[int32]entry{},
	}
	for _, r := range authorities.Table("notopics") {
		if r["lang"] == lang {
			l.add(r["words"], entry{kind: stop})
		}
	}
	for _, word := range relationWords[lang] {
		l.add(word, entry{kind: relation})
	}
	s := theScheme()
	for _, r := range s.countries {
		l.addCountry(r, s.byCountry[r["code"]].Slug)
	}
	if lang == "ja" {
		l.addPairs(s)
	}
	for _, c := range s.concepts {
		if c.pair || c.Notation != "" {
			continue
		}
		for _, list := range [...][]record.Text{c.Pref, c.Alt, c.match} {
			for _, t := range list {
				if t.Lang == lang {
					l.add(t.Value, entry{concept: c.Slug, kind: theme})
				}
			}
		}
	}
	for _, region := range regions() {
		if n := regionName(region, lang); n != "" {
			l.add(n, entry{concept: s.byCountry[region.String()].Slug, kind: name})
		}
	}
	return l
}

// addCountry adds what countries.tsv says.
func (l *lexicon) addCountry(r authorities.Record, slug string) {
	for _, t := range texts(r.List("care")) {
		if t.Lang == l.lang {
			l.add(t.Value, entry{concept: slug, kind: name, care: true})
		}
	}
	for _, column := range [...]struct {
		name string
		kind kind
	}{{"pref", name}, {"names", name}, {"demonyms", demonym}, {"prefixes", prefix}} {
		for _, t := range texts(r.List(column.name)) {
			if t.Lang != l.lang {
				continue
			}
			l.add(t.Value, entry{concept: slug, kind: column.kind})
			if stem, ok := strings.CutSuffix(t.Value, "ский"); ok {
				l.add(stem+"ско", entry{concept: slug, kind: prefix})
			}
		}
	}
}

// addPairs adds the names that Japanese makes of one letter a country.
func (l *lexicon) addPairs(s *scheme) {
	for _, a := range s.countries {
		for _, b := range s.countries {
			if a["kanji"] != "" && b["kanji"] != "" && a["code"] != b["code"] {
				l.add(a["kanji"]+b["kanji"]+"関係", entry{
					concept: s.byCountry[a["code"]].Slug, other: s.byCountry[b["code"]].Slug, kind: pair,
				})
			}
		}
	}
}

// add enters words as an entry, unless they are another's already.
func (l *lexicon) add(words string, e entry) {
	node := int32(0)
	for _, t := range tokenize(words) {
		step := edge{node, l.lemma(t, e.kind)}
		child, ok := l.next[step]
		if !ok {
			l.nodes++
			child = l.nodes
			l.next[step] = child
		}
		node = child
	}
	if _, taken := l.entries[node]; !taken && node != 0 {
		l.entries[node] = e
	}
}

// lemma gives the number of a word with its inflections. What a text must
// have of its capitals is those of an acronym and those of a country.
func (l *lexicon) lemma(t token, kind kind) int32 {
	need := t.shape
	if need == capital && kind != name && kind != demonym && kind != prefix {
		need = small
	}
	if kind > theme {
		kind = theme
	}
	key := lemmaKey{t.key, need, kind}
	if id, ok := l.ids[key]; ok {
		return id
	}
	id := int32(len(l.ids))
	l.ids[key] = id
	forms := []string{t.key}
	if need != capitals || l.lang == "en" {
		forms = variants(l.lang, t.key, kind)
	}
	seen := map[string]bool{}
	for _, form := range forms {
		if !seen[form] {
			seen[form] = true
			l.forms[form] = append(l.forms[form], lemma{id, need})
		}
	}
	return id
}

// hit is an entry found: the tokens from first to last stand for it.
type hit struct {
	entry
	first, last int
}

// isCountry tells whether the words name a country.
func (e entry) isCountry() bool { return e.kind <= prefix }

// match finds entries in a text, the longest at each place, one after the
// other. Where lax, small letters do for the capital of a name. A prefix such
// as Sino- counts where another country follows it.
func (l *lexicon) match(tokens []token, lax bool) []hit {
	var hits []hit
	for i := 0; i < len(tokens); {
		h := hit{first: i, last: -1}
		l.walk(tokens, i, 0, lax, &h)
		if h.last < 0 {
			i++
			continue
		}
		hits = append(hits, h)
		i = h.last + 1
	}
	follower := 0 // the first token of a country
	for i := len(hits) - 1; i >= 0; i-- {
		switch h := hits[i]; {
		case h.kind == prefix && (follower != h.last+1 || !tokens[follower].hyphened):
			hits[i].kind = stop
		case h.isCountry():
			follower = h.first
		}
	}
	return hits
}

// walk goes on from a node with the token at i and keeps the longest entry.
func (l *lexicon) walk(tokens []token, i int, node int32, lax bool, best *hit) {
	if e, ok := l.entries[node]; ok && i-1 > best.last && whole(tokens, best.first, i-1) {
		best.entry, best.last = e, i-1
	}
	if i == len(tokens) || node != 0 && !tokens[i].joined {
		return
	}
	for _, form := range l.forms[tokens[i].key] {
		if form.need > tokens[i].shape && (!lax || form.need != capital) {
			continue
		}
		if next, ok := l.next[edge{node, form.id}]; ok {
			l.walk(tokens, i+1, next, lax, best)
		}
	}
}
