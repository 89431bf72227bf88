package topics_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bibgraph/loaders/record"
	"bibgraph/loaders/topics"
)

func titled(lang, title string) *record.Work {
	return &record.Work{Titles: []record.Title{{Text: record.Text{Value: title, Lang: lang}}}}
}

// shown writes topics as "slug: matched", mentions with a question mark.
func shown(found []record.Topic) []string {
	var list []string
	for _, t := range found {
		mark := ""
		if !t.Subject {
			mark = "?"
		}
		list = append(list, mark+t.Concept+": "+t.Matched)
	}
	return list
}

func slugs(found []record.Topic) string {
	var list []string
	for _, t := range found {
		list = append(list, t.Concept)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// The article of the walk: four subjects by its title, the rest by its
// abstract.
func TestFind_article(t *testing.T) {
	w := titled("en", "Japanese-Mongolian relations in the post-bipolar period within the context of Mongolia’s “third neighbor” policy")
	w.Abstracts = []record.Text{{Value: walkAbstract(t), Lang: "en"}}
	want := []record.Topic{
		{Concept: "japan", Subject: true, Matched: "Japanese", Field: "title", Method: topics.ByCLDR, Confidence: 1},
		{Concept: "japan-mongolia-relations", Subject: true, Matched: "Japanese-Mongolian relations", Field: "title", Method: topics.ByCurated, Confidence: 1},
		{Concept: "mongolia", Subject: true, Matched: "Mongolia’s", Field: "title", Method: topics.ByCLDR, Confidence: 1},
		{Concept: "third-neighbor-policy", Subject: true, Matched: "“third neighbor” policy", Field: "title", Method: topics.ByCurated, Confidence: 1},
		{Concept: "foreign-policy", Matched: "foreign policy", Field: "abstract", Method: topics.ByCurated, Confidence: 0.5},
		{Concept: "korean-peninsula", Matched: "Korean Peninsula", Field: "abstract", Method: topics.ByCurated, Confidence: 0.5},
		{Concept: "development-assistance", Matched: "gratuitous aid", Field: "abstract", Method: topics.ByCurated, Confidence: 0.5},
		{Concept: "mining", Matched: "mining", Field: "abstract", Method: topics.ByCurated, Confidence: 0.5},
		{Concept: "energy", Matched: "energy", Field: "abstract", Method: topics.ByCurated, Confidence: 0.5},
		{Concept: "international-trade", Matched: "bilateral trade", Field: "abstract", Method: topics.ByCurated, Confidence: 0.5},
		{Concept: "free-trade-agreement", Matched: "Agreement on Economic Partnership", Field: "abstract", Method: topics.ByCurated, Confidence: 0.5},
		{Concept: "education", Matched: "education", Field: "abstract", Method: topics.ByCurated, Confidence: 0.5},
		{Concept: "health-care", Matched: "health care", Field: "abstract", Method: topics.ByCurated, Confidence: 0.5},
	}
	if diff := cmp.Diff(want, topics.Find(w)); diff != "" {
		t.Error(diff)
	}
}

func walkAbstract(tb testing.TB) string {
	tb.Helper()
	page, err := os.ReadFile("../../data/walk/page.txt")
	if err != nil {
		tb.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "\nAbstract\n")
	abstract, _, ok := strings.Cut(rest, "\nAbout the Author")
	if !ok {
		tb.Fatal("data/walk/page.txt has no abstract")
	}
	return strings.TrimSpace(abstract)
}

func TestFind_titles(t *testing.T) {
	cases := []struct {
		lang, title string
		want        string // slugs in order of the alphabet
	}{
		// The works that the article cites.
		{"ru", "Монголо-японские дипломатические отношения", "japan japan-mongolia-relations mongolia"},
		{"mn", "Монгол Улсын Гадаад бодлогын үзэл баримтлал", "foreign-policy mongolia"},
		{"ru", "Концепция внешней политики Монголии", "foreign-policy mongolia"},
		{"en", "Financing health promotion in Japan and Mongolia", "japan mongolia"},
		{"en", "Mongolia-South Korean Relations", "mongolia south-korea"},
		{"en", "Highway Connects UB to Khushig Valley as New Airport Opens", ""},
		{"en", "New Solar Power Project Sets Example to Draw Investors’ Attention", ""},
		{"en", "Harnessing the Inexhaustible Resources of Wind Energy", "energy"},
		{"en", "Japan, Mongolia: Geographic Challenges to a Free Trade Agreement", "free-trade-agreement japan mongolia"},
		{"en", "Japan and Mongolia sign free trade agreement", "free-trade-agreement japan mongolia"},
		{"en", "Mongolia: Mineral, Mining Sector Investment and Business Guide", "mining mongolia"},
		{"en", "Mongolia-Japan Teaching Hospital Opens", "japan mongolia"},
		{"en", "Mongolia Salkhit financing sets foreign security precedent", "mongolia"},
		// The article and its neighbours in other languages.
		{"ru", "Японо-монгольские связи в постбиполярный период в контексте монгольской политики «третьего соседа»", "japan japan-mongolia-relations mongolia third-neighbor-policy"},
		{"ru", "«Третий сосед» Монголии как идейно-политический концепт", "mongolia third-neighbor-policy"},
		{"mn", "МОНГОЛ УЛСЫН ГАДААД БОДЛОГЫН ‘ГУРАВДАГЧ ХӨРШ’-ИЙН АСУУДАЛД", "foreign-policy mongolia third-neighbor-policy"},
		{"ja", "日蒙関係と第三の隣国", "japan japan-mongolia-relations mongolia third-neighbor-policy"},
		{"de", "Die Mongolei und ihre Drittnachbarpolitik", "mongolia third-neighbor-policy"},
		// The longest words win.
		{"en", "Trade on the Korean Peninsula between South Korea and North Korea", "international-trade korean-peninsula north-korea south-korea"},
		{"en", "Inner Mongolia and the South China Sea", "inner-mongolia south-china-sea"},
		{"ru", "Индонезия, Индия и Индийский океан", "india indonesia"},
		{"ja", "インドネシアの経済成長", "economic-growth indonesia"},
		// Inflections.
		{"ru", "Экспорт угля из Монголии в Китай через Россию", "china coal mongolia russia"},
		{"ru", "Сотрудничество Египта с Нидерландами и Соединёнными Штатами", "egypt netherlands united-states"},
		{"ru", "О третьем соседе в Саудовской Аравии", "saudi-arabia third-neighbor-policy"},
		{"mn", "Оросын Холбооны Улстай хийх гадаад худалдаа", "international-trade russia"},
		{"mn", "Хятадаас Япон руу", "china japan"},
		{"en", "Free trade agreements of the Mongolians", "free-trade-agreement mongolia"},
		// Capitals.
		{"ru", "ЯПОНО-МОНГОЛЬСКИЕ ОТНОШЕНИЯ", "japan japan-mongolia-relations mongolia"},
		{"en", "They told us about U.S. and US energy", "energy united-states"},
		{"en", "Orange juice, chinaware and turkey for us", ""},
		{"ru", "Кроме того, угар, чад и перу его", ""},
		// Ambiguous names.
		{"en", "Georgia on My Mind", ""},
		{"en", "Elections in Georgia", "elections georgia"},
		{"en", "Georgia and Azerbaijan", "azerbaijan georgia"},
		{"en", "Michael Jordan and the Jordan curve theorem", ""},
		{"en", "Lake Chad and Guinea pig, with Chad Smith", ""},
		{"ru", "Того же мнения держались они", ""},
		{"ru", "Переговоры в Того", "togo"},
		// Words that hold a concept's name and are about something else.
		{"en", "Data mining of trade unions and text mining", ""},
		{"ru", "Образование СССР", ""},
		{"ja", "タイトルとマリアと中国地方", ""},
		{"ja", "タイとマリ", "mali thailand"},
		// Letters and spelling.
		{"ru", "Политика\u00a0третьего\u00a0соседа", "third-neighbor-policy"},
		{"en", "The ‘third neighbour’ policy", "third-neighbor-policy"},
		{"en", "Mon\u00adgolia and Ｊａｐａｎ", "japan mongolia"},
		{"ru", "И\u0306емен и Росси\u0438\u0306ская Федерация", "russia yemen"},
		// Languages that are not told, or told wrongly.
		{"", "Отношения Монголии и России", "mongolia mongolia-russia-relations russia"},
		{"", "Хөрш орнууд: Хятад, Орос", "china russia"},
		{"", "日本の外交", "diplomacy japan"},
		{"en", "Монголия и Япония", "japan mongolia"},
		{"ru", "Mongolia and Japan", "japan mongolia"},
		{"zh", "中国历史地图集", "china"},
		{"ko", "한국과 일본", "japan"},
		{"xx-invalid-tag-🙂", "Mongolia", "mongolia"},
		{"", "", ""},
		{"", "☃ 123", ""},
	}
	for _, c := range cases {
		if got := slugs(topics.Find(titled(c.lang, c.title))); got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.lang, c.title, got, c.want)
		}
	}
}

func TestFind_relations(t *testing.T) {
	const none = ""
	cases := []struct{ lang, title, matched string }{
		{"en", "On Japanese-Mongolian relations today", "Japanese-Mongolian relations"},
		{"en", "Mongolia–Japan strategic economic relations", "Mongolia–Japan strategic economic relations"},
		{"en", "The relations between Mongolia and Japan", "relations between Mongolia and Japan"},
		{"en", "Mongolia's political relations with Japan", "Mongolia's political relations with Japan"},
		{"en", "Mongolia and Japan: diplomatic ties", none},
		{"en", "Mongolia, Japan. Relations of mass and energy", none},
		{"en", "Mongolia and its relations to the world, Japan and industry", none},
		{"en", "Japanese relations of production", none},
		{"ru", "Отношения Монголии и Японии", "Отношения Монголии и Японии"},
		{"ru", "Развитие отношений между Японией и Монголией", "отношений между Японией и Монголией"},
		{"ru", "Взаимоотношения Монголии с Японией", "Взаимоотношения Монголии с Японией"},
		{"ru", "Японо-монгольских торговых связях", "Японо-монгольских торговых связях"},
		{"mn", "Монгол, Японы найрамдал", none},
		{"mn", "Монгол ба Японы харилцаа", "Монгол ба Японы харилцаа"},
		{"ja", "日本とモンゴルの外交関係", "日本とモンゴルの外交関係"},
		{"ja", "日蒙関係", "日蒙関係"},
		{"ja", "日本語とモンゴル語の関係", none},
	}
	for _, c := range cases {
		matched := none
		for _, f := range topics.Find(titled(c.lang, c.title)) {
			if f.Concept == "japan-mongolia-relations" {
				matched = f.Matched
			}
		}
		if matched != c.matched {
			t.Errorf("%s %q: relations by %q, want %q", c.lang, c.title, matched, c.matched)
		}
	}
}

func TestFind_subjects(t *testing.T) {
	text := func(s string) []record.Text { return []record.Text{{Value: s, Lang: "en"}} }
	cases := []struct {
		point string
		work  record.Work
		want  []string
	}{
		{
			"a keyword makes a subject, in small letters too",
			record.Work{Keywords: text("mongolia"), Abstracts: text("About mongolia and Japan.")},
			[]string{"mongolia: mongolia", "?japan: Japan"},
		},
		{
			"an ambiguous name is a country where it stands alone as a keyword",
			record.Work{Keywords: text("Georgia")},
			[]string{"georgia: Georgia"},
		},
		{
			"the abstract's theme is what it names again and again",
			record.Work{
				Titles:    []record.Title{{Text: record.Text{Value: "Energy", Lang: "en"}}},
				Abstracts: text("China first. Then China, then Japan. At last China."),
			},
			[]string{"energy: Energy", "china: China", "?japan: Japan"},
		},
		{
			"what the abstract opens with has to do where nothing else shows",
			record.Work{Abstracts: text("Introduction. We study the mining industry of Peru. Japan is different.")},
			[]string{"mining: mining", "peru: Peru", "?japan: Japan"},
		},
		{
			"a country's name is better evidence than its adjective, a title than a keyword",
			record.Work{
				Titles:   []record.Title{{Text: record.Text{Value: "Mongolian steppes of Mongolia", Lang: "en"}}},
				Keywords: text("Mongolia"),
			},
			[]string{"mongolia: Mongolia"},
		},
		{
			"subtitles and translated titles are titles",
			record.Work{Titles: []record.Title{
				{Text: record.Text{Value: "Степь", Lang: "ru"}, Subtitle: "образование в Монголии"},
				{Text: record.Text{Value: "Steppe and tourism", Lang: "en"}, Kind: record.TranslatedTitle},
			}},
			[]string{"education: образование", "mongolia: Монголии", "tourism: tourism"},
		},
		{"nothing to read", record.Work{}, nil},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, shown(topics.Find(&c.work)), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s:\n%s", c.point, diff)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	w := titled("en", "Japanese-Mongolian relations in the post-bipolar period")
	w.Abstracts = []record.Text{{Value: walkAbstract(b), Lang: "en"}}
	b.ReportAllocs()
	for b.Loop() {
		topics.Find(w)
	}
}

// FuzzFind holds what is true of every answer: the words stand in the field
// that is named, the concepts exist, each once, subjects first.
func FuzzFind(f *testing.F) {
	f.Add("Japanese-Mongolian relations, “third neighbor” policy", "en")
	f.Add("Монголо-японские «дипломатические» отношения", "ru")
	f.Add("日蒙関係とタイ", "")
	f.Add("U.S.A.’s \"trade", "mn-Latn")
	f.Add("\xff\xfeМонгол\u00ad’s", "mn")
	f.Fuzz(func(t *testing.T, text, lang string) {
		w := titled(lang, text)
		w.Abstracts = []record.Text{{Value: text, Lang: lang}}
		seen := map[string]bool{}
		mentions := false
		for _, found := range topics.Find(w) {
			if !strings.Contains(text, found.Matched) || found.Matched == "" {
				t.Errorf("matched %q is not in %q", found.Matched, text)
			}
			if _, ok := topics.Lookup(found.Concept); !ok || seen[found.Concept] {
				t.Errorf("concept %q is unknown or comes twice", found.Concept)
			}
			if found.Subject && mentions || found.Confidence <= 0 || found.Confidence > 1 {
				t.Errorf("out of order or range: %+v", found)
			}
			seen[found.Concept], mentions = true, !found.Subject
		}
	})
}
