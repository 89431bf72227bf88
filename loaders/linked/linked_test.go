package linked_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/linked"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
)

func nothing(string) bool { return false }

// hashes end the IRIs that resolve makes; resolve tests them.
var hashes = regexp.MustCompile(`-[0-9a-f]{8}$`)

// short writes a quad for people: subject, predicate, object, graph, with
// prefixes, without the bases of IRIs and with ffff for their hashes.
func short(q quad.Quad) string {
	var parts []string
	for _, t := range q.Terms() {
		part := t.String()
		if t.Kind() == quad.KindIRI {
			name, ok := vocab.Shorten(t.Value())
			if !ok {
				name = strings.TrimPrefix(strings.TrimPrefix(t.Value(), vocab.Graphs), resolve.Base)
			}
			part = hashes.ReplaceAllString(name, "-ffff")
		} else if datatype := t.Datatype(); t.Kind() == quad.KindTyped {
			name, _ := vocab.Shorten(datatype)
			part = `"` + t.Value() + `"^^` + name
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func said(r *record.Record, loaded func(string) bool) []string {
	var lines []string
	for _, q := range linked.Quads(r, loaded) {
		lines = append(lines, short(q))
	}
	return lines
}

// check compares all that is said with a word in it.
func check(t *testing.T, lines []string, word string, want ...string) {
	t.Helper()
	var got []string
	for _, l := range lines {
		if strings.Contains(l, word) {
			got = append(got, l)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("of %s\n got %s\nwant %s", word, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func text(value, lang string) record.Text { return record.Text{Value: value, Lang: lang} }

func titled(title string) record.Work {
	return record.Work{Titles: []record.Title{{Text: text(title, "en")}}}
}

// article is a record of a work with the DOI 10.1234/a and no more.
func article() *record.Record {
	r := &record.Record{Work: titled("Alpha"), Source: record.Source{SHA256: "ab12", Format: "text/html"}}
	r.Work.Identifiers = []record.Identifier{{Scheme: record.DOI, Value: "10.1234/a"}}
	return r
}

func TestQuads_eachOnce(t *testing.T) {
	r := article()
	w := titled("Cited")
	r.Work.References = []record.Reference{{Raw: "Cited", Work: &w}, {Raw: "Ibid.", Work: &w}}
	seen := map[string]bool{}
	lines := said(r, nothing)
	for _, l := range lines {
		if seen[l] {
			t.Errorf("twice %s", l)
		}
		seen[l] = true
	}
	check(t, lines, "cito:cites", "https://doi.org/10.1234/a cito:cites work/cited-ffff source/10.1234/a")
}

func TestQuads_withoutDOI(t *testing.T) {
	r := article()
	r.Work.Identifiers = nil
	r.Work.References = []record.Reference{{Raw: "Somewhere", Confidence: 0.126}}
	lines := said(r, nothing)
	check(t, lines, "prov:hadPrimarySource", "source/ab12 prov:hadPrimarySource work/alpha-ffff prov")
	check(t, lines, "ref/ab12/1",
		"work/alpha-ffff frbr:part ref/ab12/1 source/ab12",
		"ref/ab12/1 rdf:type biro:BibliographicReference source/ab12",
		`ref/ab12/1 schema:position "1"^^xsd:integer source/ab12`,
		`ref/ab12/1 c4o:hasContent "Somewhere" source/ab12`,
		`ref/ab12/1 rdfs:label "[1]" source/ab12`,
		`ref/ab12/1 bg:confidence "0.13"^^xsd:decimal source/ab12`,
	)
}

// A reference that two lists print has the words of both.
func TestQuads_parallelReference(t *testing.T) {
	r := article()
	r.Work.References = []record.Reference{{Raw: "Ким А. Степь.", Parallel: "Kim A. Step'."}}
	check(t, said(r, nothing), "c4o:hasContent",
		`ref/10.1234/a/1 c4o:hasContent "Ким А. Степь." source/10.1234/a`,
		`ref/10.1234/a/1 c4o:hasContent "Kim A. Step'." source/10.1234/a`,
	)
}

// A reference that names no work in particular keeps its words and cites
// nothing.
func TestQuads_referenceToNothing(t *testing.T) {
	r := article()
	r.Work.References = []record.Reference{{Raw: "Ким. 2009.", Work: &record.Work{
		Published:     record.Date{Year: 2009},
		Contributions: []record.Contribution{{Role: record.Author, Agent: record.Agent{Family: "Ким"}}},
	}}}
	lines := said(r, nothing)
	check(t, lines, "cito:cites")
	check(t, lines, "biro:references")
	check(t, lines, "[1]", `ref/10.1234/a/1 rdfs:label "[1] Ким 2009" source/10.1234/a`)
}

func TestQuads_loadedWorksSpeakForThemselves(t *testing.T) {
	r := article()
	w := titled("Cited")
	w.Contributions = []record.Contribution{{Role: record.Author, Agent: record.Agent{Family: "Kim"}}}
	r.Work.References = []record.Reference{{Raw: "Kim. Cited.", Work: &w}}
	lines := said(r, func(work string) bool { return work == resolve.OfWork(&w).IRI })
	check(t, lines, "work/kim-cited",
		"ref/10.1234/a/1 biro:references work/kim-cited-ffff source/10.1234/a",
		"https://doi.org/10.1234/a cito:cites work/kim-cited-ffff source/10.1234/a",
	)
	check(t, lines, "person/")
}

func TestQuads_citesItself(t *testing.T) {
	r := article()
	self := r.Work
	r.Work.References = []record.Reference{{Raw: "This very article", Work: &self}}
	for _, l := range said(r, nothing) {
		if strings.HasPrefix(l, "https://doi.org/10.1234/a ") && strings.HasSuffix(l, " entities") {
			t.Errorf("described as cited: %s", l)
		}
	}
}

func TestQuads_dates(t *testing.T) {
	for _, c := range []struct {
		date record.Date
		want []string
	}{
		{record.Date{Year: 2011, Month: 2, Day: 10}, []string{`prism:publicationDate "2011-02-10"^^xsd:date`, `fabio:hasPublicationYear "2011"^^xsd:gYear`}},
		{record.Date{Year: 2019, Month: 7}, []string{`prism:publicationDate "2019-07"^^xsd:gYearMonth`, `fabio:hasPublicationYear "2019"^^xsd:gYear`}},
		{record.Date{Year: 2019, Month: 2, Day: 30}, []string{`prism:publicationDate "2019-02"^^xsd:gYearMonth`, `fabio:hasPublicationYear "2019"^^xsd:gYear`}},
		{record.Date{Year: 2020}, []string{`prism:publicationDate "2020"^^xsd:gYear`, `fabio:hasPublicationYear "2020"^^xsd:gYear`}},
		{record.Date{Year: 988}, []string{`prism:publicationDate "0988"^^xsd:gYear`, `fabio:hasPublicationYear "0988"^^xsd:gYear`}},
		{record.Date{Month: 5}, nil},
		{record.Date{Year: 20200}, nil},
	} {
		r := article()
		r.Work.Published = c.date
		var want []string
		for _, w := range c.want {
			want = append(want, "https://doi.org/10.1234/a "+w+" source/10.1234/a")
		}
		check(t, said(r, nothing), "ublication", want...)
	}
}

func TestQuads_roles(t *testing.T) {
	r := article()
	r.Work.Contributions = []record.Contribution{
		{Role: record.Author, Agent: record.Agent{Literal: "World Health Organization", Lang: "en"}, AsPrinted: []string{"WHO"}},
		{Role: record.Editor, Agent: record.Agent{Family: "Ким", Given: "А.", Lang: "ru"}},
		{Role: record.Translator, Agent: record.Agent{Family: "Campi", Given: "Alicia", Lang: "en", ORCID: "0000-0002-1825-0097"}},
		{Role: record.Author, AsPrinted: []string{"***"}},
	}
	lines := said(r, nothing)
	check(t, lines, "pro:withRole",
		"role/10.1234/a/1 pro:withRole pro:author source/10.1234/a",
		"role/10.1234/a/2 pro:withRole pro:editor source/10.1234/a",
		"role/10.1234/a/3 pro:withRole pro:translator source/10.1234/a",
		"role/10.1234/a/4 pro:withRole pro:author source/10.1234/a",
	)
	check(t, lines, "https://doi.org/10.1234/a dcterms:creator", "https://doi.org/10.1234/a dcterms:creator org/world-health-organization-ffff source/10.1234/a")
	check(t, lines, "schema:editor", "https://doi.org/10.1234/a schema:editor person/kim-a-ffff source/10.1234/a")
	check(t, lines, "dcterms:contributor", "https://doi.org/10.1234/a dcterms:contributor https://orcid.org/0000-0002-1825-0097 source/10.1234/a")
	check(t, lines, "rdf:type foaf:",
		"org/world-health-organization-ffff rdf:type foaf:Organization entities",
		"person/kim-a-ffff rdf:type foaf:Person entities",
		"https://orcid.org/0000-0002-1825-0097 rdf:type foaf:Person entities",
	)
	check(t, lines, "role/10.1234/a/4 ",
		"https://doi.org/10.1234/a pro:isDocumentContextFor role/10.1234/a/4 source/10.1234/a",
		"role/10.1234/a/4 rdf:type pro:RoleInTime source/10.1234/a",
		"role/10.1234/a/4 pro:withRole pro:author source/10.1234/a",
		`role/10.1234/a/4 schema:position "4"^^xsd:integer source/10.1234/a`,
		`role/10.1234/a/4 bg:nameAsPrinted "***" source/10.1234/a`,
	)
}

func TestQuads_namesInTwoScripts(t *testing.T) {
	for _, c := range []struct{ lang, cyrillic, latin string }{
		{"ru-Latn", "ru", "ru-Latn"},
		{"ru", "ru", "ru-Latn"},
	} {
		r := article()
		r.Work.Contributions = []record.Contribution{{
			Role:      record.Author,
			Agent:     record.Agent{Family: "Ignatov", Given: "I. A.", Lang: c.lang},
			AsPrinted: []string{"I. A. Ignatov", "Игнатов И.А."},
		}}
		check(t, said(r, nothing), "foaf:name",
			`person/ignatov-i-a-ffff foaf:name "I. A. Ignatov"@`+c.latin+" entities",
			`person/ignatov-i-a-ffff foaf:name "Игнатов И.А."@`+c.cyrillic+" entities",
		)
	}
}

func TestQuads_unknownWords(t *testing.T) {
	r := article()
	r.Work.Type = "song"
	r.Work.Identifiers = append(r.Work.Identifiers, record.Identifier{Scheme: "handle", Value: "1/2"})
	r.Work.Contributions = []record.Contribution{{Role: "illustrator", Agent: record.Agent{Family: "Kim"}}}
	lines := said(r, nothing)
	check(t, lines, "1/2")
	check(t, lines, "https://doi.org/10.1234/a rdf:type", "https://doi.org/10.1234/a rdf:type fabio:Expression source/10.1234/a")
	check(t, lines, "dcterms:contributor", "https://doi.org/10.1234/a dcterms:contributor person/kim-ffff source/10.1234/a")
	check(t, lines, "pro:withRole")
}

func TestQuads_issueChain(t *testing.T) {
	r := article()
	r.Work.Venue = record.Venue{Type: record.Journal, Titles: []record.Text{text("Власть", "ru"), text("Power", "en")}, ISSN: "2071-5358", EISSN: "2500-2872"}
	r.Work.Published, r.Work.Volume, r.Work.Issue = record.Date{Year: 2020, Month: 3}, "28", "2"
	lines := said(r, nothing)
	check(t, lines, "frbr:partOf",
		"https://doi.org/10.1234/a frbr:partOf issue/2071-5358/2020/28/2 source/10.1234/a",
		"issue/2071-5358/2020/28/2 frbr:partOf volume/2071-5358/28 entities",
		"volume/2071-5358/28 frbr:partOf https://portal.issn.org/resource/ISSN/2071-5358 entities",
	)
	check(t, lines, "rdfs:label \"Власть",
		`issue/2071-5358/2020/28/2 rdfs:label "Власть, 2020, vol. 28, no. 2" entities`,
		`volume/2071-5358/28 rdfs:label "Власть, vol. 28" entities`,
		`https://portal.issn.org/resource/ISSN/2071-5358 rdfs:label "Власть" entities`,
	)
	check(t, lines, "ssn \"",
		`https://portal.issn.org/resource/ISSN/2071-5358 prism:issn "2071-5358" entities`,
		`https://portal.issn.org/resource/ISSN/2071-5358 prism:eIssn "2500-2872" entities`,
	)
	check(t, lines, "rdf:type fabio:Journal",
		"https://portal.issn.org/resource/ISSN/2071-5358 rdf:type fabio:Journal entities",
		"volume/2071-5358/28 rdf:type fabio:JournalVolume entities",
		"issue/2071-5358/2020/28/2 rdf:type fabio:JournalIssue entities",
	)
}

func TestQuads_chapter(t *testing.T) {
	r := article()
	w := titled("A chapter")
	w.Type, w.Published = record.Chapter, record.Date{Year: 2001}
	w.Venue = record.Venue{Type: record.Collection, Titles: []record.Text{text("The book", "en")}}
	w.Identifiers = []record.Identifier{{Scheme: record.ISBN, Value: "978-5-02-018306-3"}}
	r.Work.References = []record.Reference{{Raw: "A chapter // The book. 2001.", Work: &w}}
	lines := said(r, nothing)
	check(t, lines, "dcterms:isPartOf", "work/2001-a-chapter-ffff dcterms:isPartOf urn:isbn:9785020183063 entities")
	check(t, lines, "urn:isbn:9785020183063 rdf:type",
		"urn:isbn:9785020183063 rdf:type fabio:Book entities",
		"urn:isbn:9785020183063 rdf:type fabio:Expression entities",
	)
	check(t, lines, "urn:isbn:9785020183063 rdfs:label", `urn:isbn:9785020183063 rdfs:label "The book" entities`)
}

func TestQuads_work(t *testing.T) {
	r := article()
	w := &r.Work
	w.Type = record.Thesis
	w.Titles = append(w.Titles,
		record.Title{Text: text("Альфа", "ru"), Kind: record.TranslatedTitle, Subtitle: "опыт"},
		record.Title{Text: text("A", ""), Kind: record.AlternativeTitle})
	w.Identifiers = append(w.Identifiers, record.Identifier{Scheme: record.ArXiv, Value: "2001.00001"}, record.Identifier{Scheme: record.PMID, Value: "123"})
	w.URL, w.License = "https://doi.org/10.1234/a", "all rights reserved"
	w.Pages = record.Pages{Range: "1, 5", First: "1", Count: "352"}
	w.Keywords = []record.Text{text("energy", "en")}
	w.Language = "mn"
	check(t, said(r, nothing), "source/10.1234/a",
		"https://doi.org/10.1234/a rdf:type fabio:Thesis source/10.1234/a",
		"https://doi.org/10.1234/a rdf:type fabio:Expression source/10.1234/a",
		`https://doi.org/10.1234/a rdfs:label "Alpha" source/10.1234/a`,
		`https://doi.org/10.1234/a dcterms:title "Alpha"@en source/10.1234/a`,
		`https://doi.org/10.1234/a fabio:hasTranslatedTitle "Альфа"@ru source/10.1234/a`,
		`https://doi.org/10.1234/a fabio:hasSubtitle "опыт"@ru source/10.1234/a`,
		`https://doi.org/10.1234/a dcterms:alternative "A" source/10.1234/a`,
		`https://doi.org/10.1234/a prism:doi "10.1234/a" source/10.1234/a`,
		`https://doi.org/10.1234/a fabio:hasArXivId "2001.00001" source/10.1234/a`,
		`https://doi.org/10.1234/a fabio:hasPubMedId "123" source/10.1234/a`,
		`https://doi.org/10.1234/a dcterms:language "mn"^^xsd:language source/10.1234/a`,
		`https://doi.org/10.1234/a dcterms:license "all rights reserved" source/10.1234/a`,
		`https://doi.org/10.1234/a prism:pageRange "1, 5" source/10.1234/a`,
		`https://doi.org/10.1234/a prism:startingPage "1" source/10.1234/a`,
		`https://doi.org/10.1234/a prism:pageCount "352" source/10.1234/a`,
		`https://doi.org/10.1234/a prism:keyword "energy"@en source/10.1234/a`,
		"source/10.1234/a rdf:type prov:Entity prov",
		"source/10.1234/a prov:hadPrimarySource https://doi.org/10.1234/a prov",
		"source/10.1234/a prov:wasGeneratedBy activity/load/10.1234/a prov",
		"source/10.1234/a prov:wasAttributedTo agent/bibgraph prov",
		`source/10.1234/a bg:sourceSHA256 "ab12" prov`,
		`source/10.1234/a dcterms:format "text/html" prov`,
		"derived/keys-v1 prov:wasDerivedFrom source/10.1234/a prov",
		"derived/topics-v1 prov:wasDerivedFrom source/10.1234/a prov",
		"derived/names-v1 prov:wasDerivedFrom source/10.1234/a prov",
	)
}

func TestQuads_topics(t *testing.T) {
	r := article()
	r.Work.Topics = []record.Topic{
		{Concept: "third-neighbor-policy", Subject: true, Matched: "“third neighbor” policy", Field: "title", Method: "gazetteer-curated", Confidence: 0.85},
		{Concept: "energy"},
	}
	lines := said(r, nothing)
	check(t, lines, "derived/topics-v1",
		"https://doi.org/10.1234/a dcterms:subject topic/third-neighbor-policy derived/topics-v1",
		"https://doi.org/10.1234/a schema:mentions topic/energy derived/topics-v1",
		"assignment/10.1234/a/third-neighbor-policy rdf:type bg:SubjectAssignment derived/topics-v1",
		"assignment/10.1234/a/third-neighbor-policy bg:assignedTo https://doi.org/10.1234/a derived/topics-v1",
		"assignment/10.1234/a/third-neighbor-policy bg:topic topic/third-neighbor-policy derived/topics-v1",
		`assignment/10.1234/a/third-neighbor-policy bg:matchedText "“third neighbor” policy" derived/topics-v1`,
		`assignment/10.1234/a/third-neighbor-policy bg:matchedField "title" derived/topics-v1`,
		`assignment/10.1234/a/third-neighbor-policy bg:confidence "0.85"^^xsd:decimal derived/topics-v1`,
		"assignment/10.1234/a/third-neighbor-policy prov:wasGeneratedBy activity/gazetteer-curated derived/topics-v1",
		"derived/topics-v1 prov:wasDerivedFrom source/10.1234/a prov",
		"derived/topics-v1 rdf:type prov:Entity prov",
		`derived/topics-v1 rdfs:label "keyphrase and gazetteer topic linking, v1" prov`,
	)
	// What a concept in use leads to is there too, and nothing else.
	check(t, lines, "rdf:type skos:Concept vocab/topics",
		"topic/third-neighbor-policy rdf:type skos:Concept vocab/topics",
		"topic/foreign-policy rdf:type skos:Concept vocab/topics",
		"topic/mongolia rdf:type skos:Concept vocab/topics",
		"topic/energy rdf:type skos:Concept vocab/topics",
	)
}

func TestQuads_nameVariants(t *testing.T) {
	r := article()
	r.Work.Titles[0].Text = text("Власть", "ru")
	r.Work.Venue = record.Venue{Titles: []record.Text{text("Өнөөдөр", "mn")}}
	r.Work.Contributions = []record.Contribution{
		{Role: record.Author, Agent: record.Agent{Family: "Базаров", Given: "В. Б.", Lang: "ru"}},
		{Role: record.Author, Agent: record.Agent{Family: "Ignatov", Given: "I. A.", Lang: "ru-Latn"}},
		{Role: record.Author, Agent: record.Agent{Family: "Dulguun", Given: "B.", Lang: "mn-Latn"}},
	}
	check(t, said(r, nothing), " derived/names-v1",
		`https://doi.org/10.1234/a dcterms:alternative "Vlastʹ"@ru-Latn-t-m0-iso derived/names-v1`,
		`https://doi.org/10.1234/a dcterms:alternative "Vlast’"@ru-Latn-t-m0-bgn derived/names-v1`,
		`https://doi.org/10.1234/a dcterms:alternative "Vlastʹ"@ru-Latn-t-m0-alaloc derived/names-v1`,
		"https://doi.org/10.1234/a dcterms:alternative \"Vlast`\"@ru-Latn-t-m0-gost derived/names-v1",
		`person/bazarov-v-b-ffff schema:alternateName "Bazarov V. B."@ru-Latn-t-m0-iso derived/names-v1`,
		`person/bazarov-v-b-ffff schema:alternateName "Bazarov V. B."@ru-Latn-t-m0-bgn derived/names-v1`,
		`person/bazarov-v-b-ffff schema:alternateName "Bazarov V. B."@ru-Latn-t-m0-alaloc derived/names-v1`,
		`person/ignatov-i-a-ffff schema:alternateName "Игнатов И. А."@ru derived/names-v1`,
		`periodical/onoodor-ffff dcterms:alternative "Önöödör"@mn-Latn derived/names-v1`,
	)
}

// Whatever a record holds, its quads can be written and read back strictly.
func TestQuads_writable(t *testing.T) {
	words, tag := rapid.String(), rapid.SampledFrom([]string{"", "ru", "mn-Latn", "en US", "русский"})
	texts := rapid.Custom(func(t *rapid.T) record.Text { return text(words.Draw(t, "text"), tag.Draw(t, "tag")) })
	organization := rapid.Custom(func(t *rapid.T) record.Organization {
		return record.Organization{Name: words.Draw(t, "name"), Lang: tag.Draw(t, "tag"), Country: words.Draw(t, "country"), AsPrinted: "\xff"}
	})
	works := rapid.Custom(func(t *rapid.T) record.Work {
		w := titled(words.Draw(t, "title"))
		w.Titles = append(w.Titles, record.Title{Text: texts.Draw(t, "title"), Kind: record.TranslatedTitle})
		w.Contributions = []record.Contribution{{
			Role:         record.Author,
			Agent:        record.Agent{Family: words.Draw(t, "family"), Given: words.Draw(t, "given"), ORCID: words.Draw(t, "orcid")},
			Affiliations: []record.Organization{organization.Draw(t, "affiliation")},
		}}
		w.Venue = record.Venue{Titles: []record.Text{texts.Draw(t, "venue")}, ISSN: words.Draw(t, "issn")}
		w.Volume, w.Issue, w.Published = words.Draw(t, "volume"), words.Draw(t, "issue"), record.Date{Year: 2020}
		w.Identifiers = []record.Identifier{{Scheme: record.DOI, Value: "10.1234/" + words.Draw(t, "doi")}}
		w.URL, w.License, w.Language = words.Draw(t, "url"), "http:"+words.Draw(t, "license"), words.Draw(t, "language")
		w.Publishers = []record.Organization{organization.Draw(t, "publisher")}
		return w
	})
	rapid.Check(t, func(t *rapid.T) {
		r := &record.Record{Work: works.Draw(t, "work"), Source: record.Source{SHA256: "ab12"}}
		cited := works.Draw(t, "cited")
		r.Work.References = []record.Reference{{Raw: words.Draw(t, "raw"), Work: &cited}}
		var lines strings.Builder
		quads := linked.Quads(r, nothing)
		for _, q := range quads {
			if err := q.Check(); err != nil {
				t.Fatalf("%s: %v", q, err)
			}
			lines.WriteString(q.String() + "\n")
		}
		var back []quad.Quad
		for q, err := range nquads.NewReader(strings.NewReader(lines.String()), nquads.Options{}).Quads() {
			if err != nil {
				t.Fatal(err)
			}
			back = append(back, q)
		}
		if !slices.Equal(back, quads) {
			t.Fatalf("read back %v, want %v", back, quads)
		}
	})
}
