package refs_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
)

// labelled gives the words of each field, several spans joined by a blank.
func labelled(spans []record.Span, text string) map[string]string {
	runes := []rune(text)
	of := map[string]string{}
	for _, s := range spans {
		f := string(s.Field)
		of[f] = strings.TrimSpace(of[f] + " " + string(runes[s.Start:s.End]))
	}
	return of
}

// The words of a reference around the field that a case is about.
func in(numbers string) string {
	return "Иванов И. И. О степи // Восток. 2001. " + numbers
}

func TestParse_volumeAndIssue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, volume, issue string }{
		{in("Т. 1. № 2. С. 5–7"), "1", "2"},
		{in("Т. 12, вып. 3–4. С. 5"), "12", "3–4"},
		{in("No. 076 (2044), p. 3"), "", "076 (2044)"},
		{in("No. 10, Vol. 064, p. 26-29"), "064", "10"},
		{in("№ 11(281). С. 5"), "", "11(281)"},
		{in("Кн. IV. С. 5"), "IV", ""},
		{in("Bd. 7, H. 2, S. 33–40"), "7", "2"},
		{in("3 дугаар. 5-7 тал"), "", "3"},
		{"Porter M. Strategy. Harvard Business Review, 74(6), 61–78.", "74", "6"},
		{"Watson JD. Structure. Nature. 1953;171(4356):737-8.", "171", "4356"},
		{"Ignatov I.A. Relations. Japanese Studies in Russia. 2020;(1):69-84.", "", "1"},
		{"Emanuel, K., 2005: Cyclones over the years. Nature, 436, 686-688.", "436", ""},
		{"Hawking S. Particles. Comm. Math. Phys. 43 (1975), 199–220.", "43", ""},
		{"王建国. 草原[J]. 地理学报, 2015, 第70卷第3期: 412-425.", "70", "3"},
		{"김민수, '기후변화', 한국지리학회지 제33권 제1호 (2018).", "33", "1"},
	} {
		w := refs.Parse(c.text).Work
		if w.Volume != c.volume || w.Issue != c.issue {
			t.Errorf("%s\nvolume %q issue %q, want %q %q", c.text, w.Volume, w.Issue, c.volume, c.issue)
		}
	}
}

func TestParse_pages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want record.Pages
	}{
		{in("С. 157-159."), record.Pages{Range: "157-159", First: "157", Last: "159"}},
		{in("№ 2, p. 1, 5."), record.Pages{Range: "1, 5", First: "1"}},
		{in("P. 30."), record.Pages{Range: "30", First: "30", Last: "30"}},
		{in("pp. 221-41."), record.Pages{Range: "221-41", First: "221", Last: "241"}},
		{in("15-28 тал."), record.Pages{Range: "15-28", First: "15", Last: "28"}},
		{"Яскина Г. С. Монголия. М.: Наука, 2002. 394 с.", record.Pages{Count: "394"}},
		{"Болд Р. Монгол. Улаанбаатар: Адмон, 1996. 240 тал.", record.Pages{Count: "240"}},
		{"Дашням Л. Монгол. УБ.: Монсудар, 2004. 312х.", record.Pages{Count: "312"}},
	} {
		if got := refs.Parse(c.text).Work.Pages; got != c.want {
			t.Errorf("%s\npages %+v, want %+v", c.text, got, c.want)
		}
	}
}

func TestParse_accessDate(t *testing.T) {
	t.Parallel()
	day := record.Date{Year: 2019, Month: 8, Day: 15}
	for _, how := range []string{
		"(дата обращения: 15.08.2019)", "(дата обращения 15.08.2019).", "Accessed 15 August 2019.", "(accessed August 15, 2019)",
		"Accessed: 2019-08-15", "[Accessed 15 Aug. 2019]", "(Zugriff am 15.08.2019)", "(хандсан огноо: 2019.08.15)", "（2019年8月15日閲覧）", "Retrieved August 15, 2019",
	} {
		ref := refs.Parse("Japan, Mongolia: Geographic Challenges // Stratfor Analysis. March 2012. URL: https://example.org/a(b).html " + how)
		if ref.Accessed != day || ref.Work.URL != "https://example.org/a(b).html" || ref.Work.Published.Year != 2012 {
			t.Errorf("%s: accessed %v, URL %q, published %v", how, ref.Accessed, ref.Work.URL, ref.Work.Published)
		}
	}
}

func TestParse_type(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		typ  record.Type
		in   record.VenueType
	}{
		{"Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159.", record.ArticleJournal, record.Journal},
		{"Hospital Opens // The UB Post. April 2019, No. 037 (2005), p. 4.", record.ArticleNewspaper, record.Newspaper},
		{"Smith J. Strike // Liverpool Evening Post. 3 May 1921. P. 2.", record.ArticleNewspaper, record.Newspaper},
		{"Smith J. Memory // Post Colonial Studies. 2001. Vol. 4. P. 2.", record.ArticleJournal, record.Journal},
		{"Новиков П. Весна // Газета «Труд». 1974. № 12.", record.ArticleNewspaper, record.Newspaper},
		{"Wind Energy // The Mongolian Observer. 31 October 2017. No. 10, p. 26-29.", record.ArticleMagazine, record.Magazine},
		{"Trade // Stratfor Analysis. March 2012. URL: https://a.example/b (дата обращения: 15.08.2019).", record.Webpage, record.Periodical},
		{"Федорова Т. П. Сказка // Фольклор: сборник статей. Новосибирск: Наука, 1985. С. 14–29.", record.Chapter, record.Collection},
		{"Ким А. О степи // Материалы международной конференции. Казань, 2010. С. 5–7.", record.PaperConference, record.Collection},
		{"Монгол Улсын Гадаад бодлогын үзэл баримтлал // 10.02.2011.", record.Policy, ""},
		{"Федеральный закон «О связи» от 07.07.2003 № 126-ФЗ.", record.Policy, ""},
		{"Указ Президента РФ от 07.05.2012 № 605 «О мерах» // Сайт Президента. URL: http://a.example/b (дата обращения: 10.10.2018).", record.Policy, record.Periodical},
		{"The Constitution of Japan, 1946. URL: https://a.example/b (accessed 2 May 2019)", record.Policy, ""},
		{"Иванов И. И. Закон степи // Восток. 2001. Т. 3. С. 5–7.", record.ArticleJournal, record.Journal},
		{"Ганбаатар Д. Хозяйство : дис. ... канд. экон. наук. Улан-Удэ, 2008. 164 с.", record.Thesis, ""},
		{"Яскина Г. С. Монголия. М.: Наука, 2002. 394 с.", record.Book, ""},
		{"张伟. 蒙古史[D]. 北京: 北京大学, 2008.", record.Thesis, ""},
		{"Vaswani, A. Attention is all you need. arXiv:1706.03762, 2017.", record.Article, ""},
	} {
		w := refs.Parse(c.text).Work
		if w.Type != c.typ || w.Venue.Type != c.in {
			t.Errorf("%s\ntype %q in %q, want %q in %q", c.text, w.Type, w.Venue.Type, c.typ, c.in)
		}
	}
}

func TestParse_identifiers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, value string
		scheme      record.Scheme
	}{
		{in("С. 5. DOI: 10.24411/2500-2872-2020-10004."), "10.24411/2500-2872-2020-10004", record.DOI},
		{in("https://doi.org/10.1103/PhysRevLett.96.181602"), "10.1103/physrevlett.96.181602", record.DOI},
		{in("doi:10.1002/(SICI)1097-4571(199806)49:8<693"), "10.1002/(sici)1097-4571(199806)49:8", record.DOI},
		{in("ISBN 978-5-02-036741-8."), "9785020367418", record.ISBN},
		{in("ISBN 0-8160-4671-9"), "0816046719", record.ISBN},
		{in("ISBN 0-8160-4671-8"), "", record.ISBN}, // wrong check digit
		{in("arXiv:1706.03762v2 [cs.CL]"), "1706.03762v2", record.ArXiv},
		{in("https://arxiv.org/abs/1504.07660"), "1504.07660", record.ArXiv},
		{in("hep-th/0603001"), "hep-th/0603001", record.ArXiv},
	} {
		if got := refs.Parse(c.text).Work.Identifier(c.scheme); got != c.value {
			t.Errorf("%s\n%s %q, want %q", c.text, c.scheme, got, c.value)
		}
	}
}

func TestParse_language(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, work, title string }{
		{"Kulikova O.P. Torgovlya i transport v Mongolii [Trade in Mongolia] // Vostok. 2012. (In Russ.)", "ru", "ru-Latn"},
		{"Ignatov I.A. Relations with the neighbors. Japanese Studies in Russia. 2020;(1):69-84. (In Russ.)", "ru", "en"},
		{"Дашням Л. Монгол орны лавлах. УБ.: Монсудар, 2004.", "mn", "mn"},
	} {
		w := refs.Parse(c.text).Work
		if w.Language != c.work || len(w.Titles) == 0 || w.Titles[0].Lang != c.title {
			t.Errorf("%s\nlanguage %q titles %v, want %q %q", c.text, w.Language, w.Titles, c.work, c.title)
		}
	}
}

func TestParse_people(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, want string
	}{
		{"Зотов, Н. Н. Методы [Текст] : учебник / Н. Н. Зотов, Р. К. Лапин. – Казань : Наука, 2009. – 312 с.", "author Зотов|Н. Н.; author Лапин|Р. К."},
		{"Петров П. П., Сидоров С. С. и др. О степи // Восток. 2001. С. 5.", "author Петров|П. П.; author Сидоров|С. С."},
		{"Auzerais F.M. et al. Transport in sandstone // Letters. 1996. Vol. 23. P. 705.", "author Auzerais|F. M."},
		{"История Монголии / отв. ред. Г. С. Яскина. – М. : ИВ РАН, 2007. – 448 с.", "editor Яскина|Г. С."},
		{"Фольклор: сборник / под ред. И. Л. Егоровой. Новосибирск: Наука, 1985.", "editor Егоровой|И. Л."},
		{"Хайек Ф. А. Дорога к рабству / пер. с англ. М. Б. Гнедовского. М.: Мысль, 2005.", "author Хайек|Ф. А.; translator Гнедовского|М. Б."},
		{"Weber, S. (1996). Past and future. In P. E. Tetlock & A. Belkin (Eds.), Thought Experiments (pp. 268-288). Princeton: PUP.", "author Weber|S.; editor Tetlock|P. E.; editor Belkin|A."},
		{"World Health Organization. (2010). Health Systems Financing. Geneva: WHO Press.", "author World Health Organization"},
		{"Campi Alicia. Mongolia-South Korean Relations // The Eurasian Monitor. 2014. Vol. 11.", "author Campi|Alicia"},
		{"Mongolian Economy // Mongolian Mining Journal. 2016. No. 5. P. 12–14.", ""},
		{"山田太郎「モンゴルと日本の関係」『国際政治』第12巻第3号、2010年、45-60頁。", "author 山田|太郎"},
		{"Japan, Mongolia: Geographic Challenges // Stratfor Analysis. March 2012.", ""},
		{"Rashid Ahmed. Central Asia and its neighbours // The Diplomat. 2014. No. 3. P. 12.", "author Rashid|Ahmed"},
	} {
		var got []string
		for _, p := range refs.Parse(c.text).Work.Contributions {
			name := p.Agent.Literal
			if name == "" {
				name = p.Agent.Family + "|" + p.Agent.Given
			}
			got = append(got, string(p.Role)+" "+name)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s\npeople %q, want %q", c.text, got, c.want)
		}
	}
}

// What a title and its container end with, and who edited what.
func TestParse_hosts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, title, venue, editor string }{
		{"Weber, Anna, 1999: „Die Stadt wächst (wieder)“, Deutsches Ärzteblatt 96: A1103.", "Die Stadt wächst (wieder)", "Deutsches Ärzteblatt", ""},
		{"Stein, Paul (1998), Die Union nach dem Vertrag, in: W. Hummer, Das Recht der Union, Wien: Manz, pp. 141–157", "Die Union nach dem Vertrag", "Das Recht der Union", "Hummer"},
		{"Meier, Hans (Hg.) (1973): Sprachstatistik. München: Fink.", "Sprachstatistik", "", "Meier"},
		{"王建国：《草原生态补偿研究》，李强编：《生态论文集》，北京：科学出版社，2005年，第22—25页。", "草原生态补偿研究", "生态论文集", "李"},
		{"김민수, '기후변화에 관한 연구', 한국지리학회지, 제33권, 제1호, 2018, pp.26-32.", "기후변화에 관한 연구", "한국지리학회지", ""},
		{"Kosogorov O. On Piecewise Quadratic Spline Functions // Numerical Analysis and Its Applications. Lecture Notes in Computer Science, Vol. 10187. — 2017. — P. 448–455.", "On Piecewise Quadratic Spline Functions", "Numerical Analysis and Its Applications", ""},
	} {
		w := refs.Parse(c.text).Work
		var venue, editor string
		if len(w.Venue.Titles) > 0 {
			venue = w.Venue.Titles[0].Value
		}
		for _, who := range w.Contributions {
			if who.Role == record.Editor {
				editor = who.Agent.Family
			}
		}
		if w.Title() != c.title || venue != c.venue || editor != c.editor {
			t.Errorf("%s\ntitle %q in %q by %q, want %q in %q by %q", c.text, w.Title(), venue, editor, c.title, c.venue, c.editor)
		}
	}
}

func TestParse_yearBehindIssue(t *testing.T) {
	t.Parallel()
	for text, number := range map[string]string{
		"Leopold D. Neuerungen bei der Selbstverwaltung, in: SozSich 10/ 2012, S. 349":                                                               "10",
		"Reiser, Helmut: Positionspapier zur Fortsetzung der schulischen Integration in Hessen. In: Behindertenpädagogik, Heft 3/2012, S. 279 - 283": "3",
	} {
		w := refs.Parse(text).Work
		if w.Published.Year != 2012 || w.Volume+w.Issue != number {
			t.Errorf("%s\nyear %d volume %q issue %q, want 2012 and the number %s", text, w.Published.Year, w.Volume, w.Issue, number)
		}
	}
}

func TestParse_publisher(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, place, publisher, country string }{
		{"Яскина Г. С. Монголия. М.: Наука, 2002. 394 с.", "М.", "Наука", "RU"},
		{"Яскина Г. С. Монголия. – М. : «Недра», 2002. – 394 с.", "М.", "Недра", "RU"},
		{"Дашням Л. Монгол орны лавлах. УБ.: Монсудар, 2004. 312 х.", "УБ.", "Монсудар", "MN"},
		{"Rossabi, Morris. Modern Mongolia. Berkeley: University of California Press, 2005.", "Berkeley", "University of California Press", "US"},
		{"Owen, D.B. Handbook. Reading, Massachusetts: Addison-Wesley, 1962.", "Reading, Massachusetts", "Addison-Wesley", "US"},
		{"Guide (updated) // International Business publications. Global Investment Center, Washington D.C., USA. 2013.", "Washington D.C., USA", "International Business publications; Global Investment Center", "US"},
		{"M. Rossi, I mercanti della seta, Torino, Einaudi, 1984.", "Torino", "Einaudi", "IT"},
		{"Егоров И. И. Модель рынка. М., 1994.", "М.", "", ""},
		{"Горянов, А. В. Эволюция усадьбы : автореф. дис. ... канд. ист. наук : 07.00.02 / Горянов Алексей Викторович ; МГУ. – М., 2013. – 40 с.", "М.", "МГУ", "RU"},
		{"Петрова, И. Н. Модели роста : дис. ... д-ра экон. наук : 08.00.05 / Петрова Ирина Николаевна ; Ин-т экономики РАН. — Москва, 2010. — 312 с.", "Москва", "Ин-т экономики РАН", "RU"},
	} {
		w := refs.Parse(c.text).Work
		var names []string
		country := ""
		for _, p := range w.Publishers {
			names = append(names, p.Name)
			country = p.Country
		}
		if w.Place != c.place || strings.Join(names, "; ") != c.publisher || country != c.country {
			t.Errorf("%s\nplace %q publisher %q country %q, want %q %q %q", c.text, w.Place, names, country, c.place, c.publisher, c.country)
		}
	}
}

// What is no reference, or more than one, is read without trust, and no word
// of it is lost.
func TestParse_badInput(t *testing.T) {
	t.Parallel()
	good := refs.Parse("Базаров В.Б. Монголо-японские дипломатические отношения // Власть. 2009. № 9. С. 157-159.")
	if good.Confidence < 0.7 {
		t.Errorf("a plain reference has confidence %.2f, want 0.7 or more", good.Confidence)
	}
	for name, raw := range map[string]string{
		"empty":         "",
		"blank":         " \t\n",
		"signs":         "// . — № ()[]",
		"prose":         "This article studies the relations between Mongolia and Japan, one of its key partners. The purpose of this research is to determine why they became so important for the people.",
		"long":          strings.Repeat("Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159. ", 20000),
		"one long word": strings.Repeat("a", 1<<20),
		"glued":         "Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159. Campi Alicia. Relations // The Eurasian Monitor. 2014. Vol. 11.",
		"mojibake":      "Ð\u0091Ð°Ð·Ð°Ñ\u0080Ð¾Ð² Ð\u0092.Ð\u0091. Ð\u009cÐ¾Ð½Ð³Ð¾Ð»Ð¾ // Ð\u0092Ð»Ð°Ñ\u0081Ñ\u0082Ñ\u008c. 2009. â\u0084\u0096 9.",
		"right to left": "כהן, דוד. תולדות מונגוליה.",
		"NUL":           "\x00\x00\x00 \x00",
		"no UTF-8":      "\xff\xfe\xfd // \xc0",
	} {
		ref := refs.Parse(raw)
		if ref.Raw != raw {
			t.Errorf("%s: raw words changed", name)
		}
		if ref.Confidence >= 0.5 {
			t.Errorf("%s: confidence %.2f, want less than 0.5", name, ref.Confidence)
		}
	}
}

func TestParse_spansLieInText(t *testing.T) {
	t.Parallel()
	pieces := []string{"Базаров В.Б.", " // ", "Власть", ". ", "2009", " № 9", " С. 157-159", "[", "]", "(", ")", "URL: https://a.example/b", "М.: Наука", "“", "”", " / ", "under", "Smith, J.", "дата обращения: 15.08.2019", "\x00", "\xff", "王", "10.1000/x"}
	rapid.Check(t, func(rt *rapid.T) {
		chosen := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 20).Draw(rt, "pieces")
		checkSpans(rt, strings.Join(chosen, ""))
	})
}

// checkSpans fails if spans are outside the text, out of order or overlap, or
// if words were lost.
func checkSpans(t rapid.TB, raw string) {
	t.Helper()
	ref := refs.Parse(raw)
	at := 0
	for _, s := range ref.Spans {
		if s.Start < at || s.End <= s.Start || s.End > utf8.RuneCountInString(raw) || s.Confidence < 0 || s.Confidence > 1 || s.Field == "" {
			t.Fatalf("span %+v after %d in %q", s, at, raw)
		}
		at = s.End
	}
	if ref.Raw != raw || ref.Confidence < 0 || ref.Confidence > 1 {
		t.Fatalf("raw %q, confidence %v of %q", ref.Raw, ref.Confidence, raw)
	}
}

// mislabel answers as a broken model might.
type mislabel struct{}

func (mislabel) Label(string) []record.Span {
	return []record.Span{{Start: 5, End: 2, Field: record.FieldTitle}, {Start: 0, End: 3, Field: record.FieldTitle}, {Start: 1, End: 2, Field: record.FieldDate}, {Start: 4, End: 9999, Field: record.FieldPage}}
}

func TestReader_dropsUnsoundSpans(t *testing.T) {
	t.Parallel()
	ref := refs.Reader{Labeller: mislabel{}}.Parse("a text of no weight")
	if len(ref.Spans) != 1 || ref.Spans[0].End != 3 {
		t.Errorf("spans = %+v, want the one that lies in the text", ref.Spans)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"Базаров В.Б. Монголо-японские дипломатические отношения // Власть. 2009. № 9. С. 157-159.",
		"Монгол Улсын Гадаад бодлогын үзэл баримтлал : [Концепция внешней политики Монголии] // 10.02.2011. URL: https://www.legalinfo.mn/annex/details/3362?lawid=6340 (дата обращения: 15.08.2019).",
		"Akerlof, George A. \"The Market for 'Lemons'.\" Quarterly Journal of Economics 84, no. 3 (1970): 488–500.",
		"王建国, 李明. 草原城市研究[J]. 地理学报, 2015, 70(3): 412-425.",
		"[1] // / : [ ] ( « “ №", "\x00\xff", "М.: , 2001. С. ",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) { checkSpans(t, raw) })
}
