// Package model is the trained reader of printed references: it tells which
// words are which field, and how sure it is.
//
// A reference is cut into tokens, each is looked at for some dozens of features,
// and a conditional random field of the states of BIO finds the labelling that
// is most probable as a whole. What a linear chain cannot know is mended
// afterwards, a file for each thing (see mends). Learning is left to package
// learn; what a trained model is made of stands here, in one file of bytes.
//
// # Data
//
// The model that the program brings was made by bibgraph refs train from the
// labelled references of AnyStyle (BSD-2-Clause), GROBID (Apache-2.0),
// LinkedBooks (MIT) and zotero-chinese (CC BY-SA 3.0), of references that were
// labelled by hand for this project, and of others that were printed from their
// fields in the styles of GOST; 37,932 references in all, with other forms of
// them that package learn makes, and 3,320 that it makes up in languages of
// which the corpora have few: Chinese, Japanese, Korean, Mongolian, Ukrainian,
// Kazakh, Russian. It holds weights and hashes of words, and none of the texts.
//
// On 979 references of the same kinds that it has not seen, bibgraph refs eval
// finds 0.909 of the fields right (F1) and 74.0 % of the references; the rules
// before it found 0.775 and 43.4 %. Sources label by different conventions: the
// model follows each in what is of its style, and spans leave out the signs and
// words that stand beside a value.
package model

import (
	"errors"
	"math"
	"sync"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/crf"
	"bibgraph/loaders/refs/features"
)

// Labels are the fields that the model tells, in the order in which its states
// are numbered.
var Labels = []record.Field{
	record.FieldAuthor, record.FieldEditor, record.FieldTranslator,
	record.FieldTitle, record.FieldTranslated, record.FieldContainer, record.FieldCollection,
	record.FieldDate, record.FieldVolume, record.FieldIssue, record.FieldPage, record.FieldPageCount,
	record.FieldPublisher, record.FieldPlace, record.FieldEdition, record.FieldGenre, record.FieldNote,
	record.FieldURL, record.FieldDOI, record.FieldISBN, record.FieldISSN, record.FieldPMID, record.FieldArXiv,
	record.FieldAccessed, record.FieldCitationNum,
}

// Model is a trained reader. It is safe for concurrent use.
type Model struct {
	crf   *crf.Model
	names *features.Names
	sure  calibration
	pool  sync.Pool // of *work

	lexicon uint32 // that it was made with
}

// New puts a model together. Calibrate makes its confidence honest.
func New(m *crf.Model, names *features.Names) (*Model, error) {
	if m.States() != crf.States(len(Labels)) {
		return nil, errors.New("model: the states are not those of the labels")
	}
	return &Model{crf: m, names: names, lexicon: features.Lexicon()}, nil
}

// Fits reports whether the model was made with the words that its features
// are made with now: those of data/authorities/reference-words.tsv. One that
// was not reads worse, and is to be made anew.
func (m *Model) Fits() bool { return m.lexicon == features.Lexicon() }

// work is what labelling one reference takes.
type work struct {
	line   features.Line
	field  *crf.Field
	hashes []uint32
	states []int
	runs   [][2]int
	sure   []float64
}

func (m *Model) get() *work {
	if w, ok := m.pool.Get().(*work); ok {
		return w
	}
	w := &work{field: m.crf.NewField()}
	w.line.Known = m.names
	return w
}

// Label says which words are which field. Spans are in code points and in
// order, and do not overlap.
func (m *Model) Label(text string) []record.Span {
	spans := m.label(text)
	for i := range spans {
		spans[i].Confidence = math.Round(m.sure.of(spans[i])*1000) / 1000
	}
	return spans
}

// label gives the spans with the probability that the field gives them.
func (m *Model) label(text string) []record.Span {
	w := m.get()
	defer m.pool.Put(w)
	l := &w.line
	l.Read(text)
	if len(l.Tokens) == 0 {
		return nil
	}
	w.field.Reset()
	for i := range l.Tokens {
		w.hashes = l.Of(i, w.hashes[:0])
		w.field.Add(w.hashes)
	}
	w.states = w.field.Best(w.states)
	w.runs = w.runs[:0]
	for i := 0; i < len(w.states); {
		label := crf.Label(w.states[i])
		j := i + 1
		for j < len(w.states) && label >= 0 && w.states[j] == crf.Inside(label) {
			j++
		}
		if label >= 0 {
			w.runs = append(w.runs, [2]int{i, j})
		}
		i = j
	}
	w.sure = w.field.Sure(w.states, w.runs, w.sure[:0])
	spans := make([]record.Span, len(w.runs))
	for i, r := range w.runs {
		first, last := &l.Tokens[r[0]], &l.Tokens[r[1]-1]
		spans[i] = record.Span{
			Start: first.Runes, End: last.Runes + last.Length,
			Field: Labels[crf.Label(w.states[r[0]])], Confidence: w.sure[i],
		}
	}
	s := sheet{text: []rune(text), line: l, spans: spans}
	for _, mend := range mends {
		mend.do(&s)
	}
	return s.spans
}
