package resolve_test

import (
	"strings"
	"testing"

	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
)

func work(family string, year int, title string) *record.Work {
	w := &record.Work{Published: record.Date{Year: year}, Titles: []record.Title{{Text: record.Text{Value: title}}}}
	if family != "" {
		w.Contributions = []record.Contribution{{Role: record.Author, Agent: record.Agent{Family: family}}}
	}
	return w
}

func identified(w *record.Work, scheme record.Scheme, value string) *record.Work {
	w.Identifiers = append(w.Identifiers, record.Identifier{Scheme: scheme, Value: value})
	return w
}

func TestOfWork(t *testing.T) {
	chapter := identified(work("Ким", 2001, "Глава"), record.ISBN, "5-02-018306-0")
	chapter.Type = record.Chapter
	edited := work("", 2001, "Сборник")
	edited.Contributions = []record.Contribution{{Role: record.Editor, Agent: record.Agent{Family: "Ким"}}}
	for _, c := range []struct {
		name     string
		work     *record.Work
		key, iri string // iri without resolve.Base where it is ours
	}{
		{
			"Cyrillic letters become Latin ones", work("Базаров", 2009, "Монголо-японские дипломатические отношения"),
			"work|v1|bazarov|2009|mongolo yaponskie diplomaticheskie otnosheniya",
			"work/bazarov-2009-mongolo-yaponskie-diplomaticheskie-otnosheniya-47946aa5",
		},
		{
			"no author leaves the part empty", work("", 2011, "Монгол Улсын Гадаад бодлогын үзэл баримтлал"),
			"work|v1||2011|mongol ulsyn gadaad bodlogyn uzel barimtlal",
			"work/2011-mongol-ulsyn-gadaad-bodlogyn-uzel-3f5bf439",
		},
		{
			"apostrophes are dropped, not blanks", work("Dulguun", 2019, "New Solar Power Project Sets Example to Draw Investors’ Attention"),
			"work|v1|dulguun|2019|new solar power project sets example to draw investors attention",
			"work/dulguun-2019-new-solar-power-project-sets-388697e5",
		},
		{
			"a DOI names the work", identified(work("Ignatov", 2020, "Relations"), record.DOI, "10.24411/2500-2872-2020-10004"),
			"work|v1|ignatov|2020|relations", "https://doi.org/10.24411/2500-2872-2020-10004",
		},
		{
			"a DOI in capitals is the same DOI", identified(work("A", 2020, "B"), record.DOI, "10.1000/ABC"),
			"work|v1|a|2020|b", "https://doi.org/10.1000/abc",
		},
		{
			"an old DOI is escaped", identified(work("A", 1998, "B"), record.DOI, "10.1002/(SICI)1097-4571(1998)49:8<693::AID-ASI4>3.0.CO;2-O"),
			"work|v1|a|1998|b", "https://doi.org/10.1002/(sici)1097-4571(1998)49:8%3C693::aid-asi4%3E3.0.co;2-o",
		},
		{
			"what is no DOI names nothing", identified(work("A", 2020, "B"), record.DOI, "see note"),
			"work|v1|a|2020|b", "work/a-2020-b-47112c57",
		},
		{
			"a short ISBN is the long one", identified(work("Ким", 2001, "Книга"), record.ISBN, "5-02-018306-0"),
			"work|v1|kim|2001|kniga", "urn:isbn:9785020183063",
		},
		{
			"a long ISBN stays", identified(work("Ким", 2001, "Книга"), record.ISBN, "978-5-02-018306-3"),
			"work|v1|kim|2001|kniga", "urn:isbn:9785020183063",
		},
		{"the ISBN of a chapter is its book's", chapter, "work|v1|kim|2001|glava", "work/kim-2001-glava-517b6858"},
		{"an editor is no author", edited, "work|v1||2001|sbornik", "work/2001-sbornik-2e704006"},
		{
			"no year", work("Ким", 0, "Книга"),
			"work|v1|kim||kniga", "work/kim-kniga-86588c7b",
		},
		{
			"another script keeps its letters", work("山田", 2015, "日本とモンゴルの関係 1972"),
			"work|v1|山田|2015|日本とモンゴルの関係 1972", "work/2015-1972-3e3bce7b",
		},
		{"without a title a work is none in particular", work("Ким", 2001, ""), "", ""},
		{"a DOI needs no title, and has no key to match", identified(work("Ким", 2001, ""), record.DOI, "10.1000/1"), "", "https://doi.org/10.1000/1"},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, resolve.OfWork(c.work), c.key, c.iri) })
	}
}

func check(t *testing.T, got resolve.Entity, key, iri string) {
	t.Helper()
	if got.Key != key {
		t.Errorf("key %q, want %q", got.Key, key)
	}
	if strings.TrimPrefix(got.IRI, resolve.Base) != iri {
		t.Errorf("IRI %s, want %s", got.IRI, iri)
	}
}

func TestOfAgent(t *testing.T) {
	for _, c := range []struct {
		name     string
		agent    record.Agent
		key, iri string
	}{
		{"initials", record.Agent{Family: "Базаров", Given: "В. Б."}, "person|v1|bazarov|v b", "person/bazarov-v-b-fe6bbe5d"},
		{"initials without a blank", record.Agent{Family: "Базаров", Given: "В.Б."}, "person|v1|bazarov|v b", "person/bazarov-v-b-fe6bbe5d"},
		{"full names", record.Agent{Family: "Базаров", Given: "Виктор Борисович"}, "person|v1|bazarov|v b", "person/bazarov-v-b-fe6bbe5d"},
		{"the other script", record.Agent{Family: "Ignatov", Given: "I. A."}, "person|v1|ignatov|i a", "person/ignatov-i-a-c3abbbe1"},
		{"one given name", record.Agent{Family: "Campi", Given: "Alicia"}, "person|v1|campi|a", "person/campi-a-765b332a"},
		{"two letters for one", record.Agent{Family: "Иванов", Given: "Юрий Жанович"}, "person|v1|ivanov|yu zh", "person/ivanov-yu-zh-3a7f7c4d"},
		{"and as printed in Latin", record.Agent{Family: "Ivanov", Given: "Yu. Zh."}, "person|v1|ivanov|yu zh", "person/ivanov-yu-zh-3a7f7c4d"},
		{"double names", record.Agent{Family: "Сартр", Given: "Жан-Поль"}, "person|v1|sartr|zh p", "person/sartr-zh-p-1c6b847e"},
		{"family name only", record.Agent{Family: "Campi"}, "person|v1|campi|", "person/campi-277eed07"},
		{"ORCID", record.Agent{Family: "Campi", Given: "A.", ORCID: "0000-0002-1825-0097"}, "person|v1|campi|a", "https://orcid.org/0000-0002-1825-0097"},
		{"one literal", record.Agent{Literal: "World Health Organization"}, "org|v1|world health organization|", "org/world-health-organization-46cb41b7"},
		{"an abbreviation", record.Agent{Literal: "UNESCO"}, "org|v1|unesco|", "org/unesco-f0fd06da"},
		{"one name", record.Agent{Literal: "Ринчен"}, "person|v1|rinchen|", "person/rinchen-a1bdb50a"},
		{"ORCID beside a literal", record.Agent{Literal: "Rinchen", ORCID: "0000-0002-1825-0097"}, "person|v1|rinchen|", "https://orcid.org/0000-0002-1825-0097"},
		{"nobody", record.Agent{}, "", ""},
		{"only signs", record.Agent{Family: "—"}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, resolve.OfAgent(c.agent), c.key, c.iri) })
	}
}

func TestOfOrganization(t *testing.T) {
	for _, c := range []struct {
		name     string
		org      record.Organization
		key, iri string
	}{
		{"country", record.Organization{Name: "MGIMO University", Country: "RU"}, "org|v1|mgimo university|ru", "org/mgimo-university-f117999a"},
		{"no country", record.Organization{Name: "MGIMO University"}, "org|v1|mgimo university|", "org/mgimo-university-08f82467"},
		{"ROR", record.Organization{Name: "MGIMO", ROR: "013w2d378"}, "org|v1|mgimo|", "https://ror.org/013w2d378"},
		{"nothing", record.Organization{Country: "RU"}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, resolve.OfOrganization(c.org), c.key, c.iri) })
	}
}

func TestOfVenue(t *testing.T) {
	titled := func(kind record.VenueType, title string) record.Venue {
		return record.Venue{Type: kind, Titles: []record.Text{{Value: title}}}
	}
	both := titled(record.Journal, "Власть")
	both.ISSN, both.EISSN = "2071-5358", "2500-2872"
	online := record.Venue{EISSN: "2500-287x"}
	for _, c := range []struct {
		name     string
		venue    record.Venue
		key, iri string
	}{
		{"title", titled(record.Journal, "Власть"), "periodical|v1|vlast", "periodical/vlast-21b80adf"},
		{"six words of the title", titled(record.Journal, "Вестник Томского государственного университета"), "periodical|v1|vestnik tomskogo gosudarstvennogo universiteta", "periodical/vestnik-tomskogo-gosudarstvennogo-universiteta-52d09723"},
		{"the ISSN of print first", both, "periodical|v1|vlast", "https://portal.issn.org/resource/ISSN/2071-5358"},
		{"ISSN without title", online, "", "https://portal.issn.org/resource/ISSN/2500-287X"},
		{"a collection is a work", titled(record.Collection, "Сборник"), "work|v1||2001|sbornik", "work/2001-sbornik-2e704006"},
		{"nothing", record.Venue{}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			check(t, resolve.OfVenue(&record.Work{Venue: c.venue, Published: record.Date{Year: 2001}}), c.key, c.iri)
		})
	}
}

func TestIssueIRI(t *testing.T) {
	at := func(year int, volume, issue string) *record.Work {
		return &record.Work{
			Venue:     record.Venue{Titles: []record.Text{{Value: "The UB Post"}}, EISSN: "2500-2872"},
			Published: record.Date{Year: year}, Volume: volume, Issue: issue,
		}
	}
	for _, c := range []struct {
		work          *record.Work
		volume, issue string
	}{
		{at(2020, "", "1"), "", "issue/2500-2872/2020/1"},
		{at(2020, "12", "1"), "volume/2500-2872/12", "issue/2500-2872/2020/12/1"},
		{at(2019, "", "076 (2044)"), "", "issue/2500-2872/2019/076-2044"},
		{at(2019, "XII", "3–4"), "volume/2500-2872/xii", "issue/2500-2872/2019/xii/3-4"},
		{at(0, "", "1"), "", ""},
		{&record.Work{Issue: "1", Published: record.Date{Year: 2020}}, "", ""},
	} {
		if got := strings.TrimPrefix(resolve.VolumeIRI(c.work), resolve.Base); got != c.volume {
			t.Errorf("volume: got %s, want %s", got, c.volume)
		}
		if got := strings.TrimPrefix(resolve.IssueIRI(c.work), resolve.Base); got != c.issue {
			t.Errorf("issue: got %s, want %s", got, c.issue)
		}
	}
}

func TestWriteTSV(t *testing.T) {
	r := &record.Record{Work: *work("Campi", 2014, "Mongolia-South\tKorean Relations")}
	r.Work.References = []record.Reference{
		{Raw: "unread"},
		{Work: &record.Work{Titles: []record.Title{{Text: record.Text{Value: "X"}}}, Venue: record.Venue{Titles: []record.Text{{Value: "The UB Post"}}}}},
	}
	var b strings.Builder
	if err := resolve.WriteTSV(&b, resolve.Names(r)); err != nil {
		t.Fatal(err)
	}
	want := `place	mention	kind	key	iri
work	Mongolia-South Korean Relations	work	work|v1|campi|2014|mongolia south korean relations	https://w3id.org/bibgraph/work/campi-2014-mongolia-south-korean-relations-0bcb11ce
work/author/1	Campi	person	person|v1|campi|	https://w3id.org/bibgraph/person/campi-277eed07
references/2	X	work	work|v1|||x	https://w3id.org/bibgraph/work/x-63a7c873
references/2/venue	The UB Post	periodical	periodical|v1|the ub post	https://w3id.org/bibgraph/periodical/the-ub-post-7f38904f
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
