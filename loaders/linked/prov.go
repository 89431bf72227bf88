package linked

import (
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/resolve"
)

// graphLabels says for people what the graphs that sources share hold.
var graphLabels = []struct {
	graph   quad.Term
	derived bool
	label   string
}{
	{Keys, true, "match keys, recipe v1"},
	{Topics, true, "keyphrase and gazetteer topic linking, v1"},
	{NameVariants, true, "transliteration and name variants, v1"},
	{Entities, false, "shared entities: agents, periodicals, issues, cited works not yet loaded themselves"},
	{Concepts, false, "topic vocabulary (CLDR territory names, curated concepts)"},
}

// provenance writes where the graphs come from. It names no time: the same
// source gives the same graph whenever it is loaded.
func (b *builder) provenance() {
	p, src := b.in(Provenance), b.record.Source
	source, load, agent := b.source().graph, quad.IRI(resolve.LoadIRI(b.record)), quad.IRI(resolve.Base+"agent/bibgraph")
	p.add(source, vocab.RDFType, vocab.ProvEntity)
	p.add(source, vocab.ProvHadPrimarySource, b.work)
	p.add(source, vocab.ProvWasGeneratedBy, load)
	p.add(source, vocab.ProvWasAttributedTo, agent)
	p.string(source, vocab.BgSourceSHA256, src.SHA256)
	p.string(source, vocab.DctermsFormat, src.Format)
	p.add(load, vocab.RDFType, vocab.ProvActivity)
	p.add(load, vocab.ProvWasAssociatedWith, agent)
	p.add(agent, vocab.RDFType, vocab.ProvSoftwareAgent)
	p.label(agent, "bibgraph")
	for _, g := range graphLabels {
		p.add(g.graph, vocab.RDFType, vocab.ProvEntity)
		p.label(g.graph, g.label)
		if g.derived {
			p.add(g.graph, vocab.ProvWasDerivedFrom, source)
		}
	}
}
