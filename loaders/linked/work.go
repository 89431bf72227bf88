package linked

import (
	"regexp"
	"unicode/utf8"

	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
)

// workClasses says which class a type of work is. Every work is an Expression
// too; one of which nothing more is known is that only.
var workClasses = map[record.Type]quad.Term{
	record.Article:          vocab.FabioPreprint,
	record.ArticleJournal:   vocab.FabioJournalArticle,
	record.ArticleMagazine:  vocab.FabioMagazineArticle,
	record.ArticleNewspaper: vocab.FabioNewspaperArticle,
	record.Book:             vocab.FabioBook,
	record.Chapter:          vocab.FabioBookChapter,
	record.Dataset:          vocab.FabioDataFile,
	record.PaperConference:  vocab.FabioProceedingsPaper,
	record.Policy:           vocab.FabioPolicyDocument,
	record.Report:           vocab.FabioReportDocument,
	record.Thesis:           vocab.FabioThesis,
	record.Webpage:          vocab.FabioWebContent,
}

// sourceWork describes the work that the source tells of.
func (b *builder) sourceWork() {
	w, p := &b.record.Work, b.source()
	b.describeWork(p, w)
	b.issueChain(p, w)
	for i := range w.Contributions {
		b.role(i+1, w.Contributions[i])
	}
	for i := range w.References {
		b.reference(i+1, w.References[i])
	}
	b.assignments(w.Topics)
}

// citedWork describes a work that has no source of its own.
func (b *builder) citedWork(w *record.Work) {
	iri := resolve.OfWork(w).IRI
	if iri != b.work.Value() && !b.loaded(iri) {
		b.describeWork(b.in(Entities), w)
	}
}

// describeWork writes what is said of any work, the source's own or a cited
// one, with the pen of the graph where its facts live.
func (b *builder) describeWork(p pen, w *record.Work) {
	e := resolve.OfWork(w)
	s := quad.IRI(e.IRI)
	p.add(s, vocab.RDFType, workClasses[w.Type])
	p.add(s, vocab.RDFType, vocab.FabioExpression)
	p.label(s, w.Title())
	p.titles(s, w)
	for _, a := range w.Abstracts {
		p.text(s, vocab.DctermsAbstract, a)
	}
	p.identifiers(s, w)
	p.typed(s, vocab.DctermsLanguage, w.Language, vocab.XSDLanguage.Value())
	p.date(s, w.Published)
	p.string(s, vocab.PrismVolume, w.Volume)
	p.string(s, vocab.PrismIssueIdentifier, w.Issue)
	p.string(s, vocab.PrismPageRange, w.Pages.Range)
	p.string(s, vocab.PrismStartingPage, w.Pages.First)
	p.string(s, vocab.PrismEndingPage, w.Pages.Last)
	p.string(s, prismPageCount, w.Pages.Count)
	p.string(s, vocab.PrismEdition, w.Edition)
	p.string(s, vocab.BgPlaceAsPrinted, w.Place)
	p.string(s, vocab.DctermsBibliographicCitation, w.Citation)
	if absolute.MatchString(w.License) && utf8.ValidString(w.License) {
		p.add(s, vocab.DctermsLicense, quad.IRI(w.License))
	} else {
		p.string(s, vocab.DctermsLicense, w.License)
	}
	for _, k := range w.Keywords {
		p.text(s, prismKeyword, k)
	}
	b.creators(p, s, w)
	b.venue(p, s, w)
	b.publishers(p, s, w)
	b.topics(s, w.Topics)
	b.titleVariants(s, w)
	b.key(e)
}

var titleProperties = map[record.TitleKind]quad.Term{
	record.MainTitle:        vocab.DctermsTitle,
	record.TranslatedTitle:  vocab.FabioHasTranslatedTitle,
	record.AlternativeTitle: vocab.DctermsAlternative,
}

func (p pen) titles(s quad.Term, w *record.Work) {
	for _, t := range w.Titles {
		p.text(s, titleProperties[t.Kind], t.Text)
		p.text(s, vocab.FabioHasSubtitle, record.Text{Value: t.Subtitle, Lang: t.Lang})
	}
}

var identifierProperties = map[record.Scheme]quad.Term{
	record.DOI:   vocab.PrismDoi,
	record.ISBN:  vocab.PrismIsbn,
	record.ArXiv: fabioHasArXivID,
	record.PMID:  fabioHasPubMedID,
}

func (p pen) identifiers(s quad.Term, w *record.Work) {
	for _, id := range w.Identifiers {
		p.string(s, identifierProperties[id.Scheme], id.Value)
	}
	if w.URL != s.Value() { // the DOI's own address says nothing new
		p.typed(s, vocab.FabioHasURL, w.URL, vocab.XSDAnyURI.Value())
	}
}

// absolute is an IRI with a scheme and without what IRIs must not hold.
var absolute = regexp.MustCompile("^[A-Za-z][A-Za-z0-9+.-]*:[^\\x00-\\x20<>\"{}|^`\\\\]+$")
