package vocab

import "bibgraph/graph/quad"

const fabioNamespace = "http://purl.org/spar/fabio/"

// Terms of FaBiO, works and where they appear.
var (
	FabioBook             = quad.IRI(fabioNamespace + "Book")
	FabioBookChapter      = quad.IRI(fabioNamespace + "BookChapter")
	FabioDataFile         = quad.IRI(fabioNamespace + "DataFile")
	FabioExpression       = quad.IRI(fabioNamespace + "Expression")
	FabioJournal          = quad.IRI(fabioNamespace + "Journal")
	FabioJournalArticle   = quad.IRI(fabioNamespace + "JournalArticle")
	FabioJournalIssue     = quad.IRI(fabioNamespace + "JournalIssue")
	FabioJournalVolume    = quad.IRI(fabioNamespace + "JournalVolume")
	FabioMagazine         = quad.IRI(fabioNamespace + "Magazine")
	FabioMagazineArticle  = quad.IRI(fabioNamespace + "MagazineArticle")
	FabioNewspaper        = quad.IRI(fabioNamespace + "Newspaper")
	FabioNewspaperArticle = quad.IRI(fabioNamespace + "NewspaperArticle")
	FabioPeriodical       = quad.IRI(fabioNamespace + "Periodical")
	FabioPolicyDocument   = quad.IRI(fabioNamespace + "PolicyDocument")
	FabioPreprint         = quad.IRI(fabioNamespace + "Preprint")
	FabioProceedingsPaper = quad.IRI(fabioNamespace + "ProceedingsPaper")
	FabioReportDocument   = quad.IRI(fabioNamespace + "ReportDocument")
	FabioThesis           = quad.IRI(fabioNamespace + "Thesis")
	FabioWebContent       = quad.IRI(fabioNamespace + "WebContent")

	FabioHasPublicationYear    = quad.IRI(fabioNamespace + "hasPublicationYear")
	FabioHasSequenceIdentifier = quad.IRI(fabioNamespace + "hasSequenceIdentifier")
	FabioHasSubtitle           = quad.IRI(fabioNamespace + "hasSubtitle")
	FabioHasTranslatedTitle    = quad.IRI(fabioNamespace + "hasTranslatedTitle")
	FabioHasURL                = quad.IRI(fabioNamespace + "hasURL")
)
