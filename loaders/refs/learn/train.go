package learn

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/crf"
	"bibgraph/loaders/refs/features"
	"bibgraph/loaders/refs/model"
)

// Options of training. The zero value is what the model in the program was
// made with.
type Options struct {
	Epochs   int // times that each reference is looked at; 12 if 0
	Features int // that are learnt from; 110,000 if 0
	Progress func(string)
}

// What the training was found to do best with, on references set aside.
const (
	defaultEpochs   = 12
	defaultFeatures = 110_000
	firstEpochs     = 4    // for telling which features matter
	rate            = 0.08 // of AdaGrad
	left            = 0.5  // share of features that an example is learnt without
	variantShare    = 0.35
	variantWeight   = 0.7
	syntheticWeight = 0.5
	styledWeight    = 0.25
	madeWeight      = 0.25
	madeNoise       = 0.3
	cyrillicCopies  = 4
	averaged        = 5    // epochs whose weights are averaged
	weakest         = 0.45 // length of the weights of a feature that tells something
	fewest          = 2    // times that a feature must have been seen
	setAside        = 12   // one reference in so many is for the calibration
	longestText     = 300  // tokens
)

// styleShare is how many times a reference is printed in another style, by
// its script: those of which there are few, more often.
var styleShare = map[string]float64{"latin": 0.35, "cyrillic": 0.5, "han": 2, "hangul": 2}

// madeUp is how many references are made up, by language: those of which the
// corpora have few.
var madeUp = []struct {
	lang  string
	count int
}{{"zh", 900}, {"ja", 900}, {"ko", 600}, {"ru", 300}, {"mn", 250}, {"uk", 250}, {"kk", 120}}

// Train makes a model of references. The same references in the same order
// give the same model.
func Train(ctx context.Context, refs []Reference, o Options) (*model.Model, error) {
	if o.Epochs == 0 {
		o.Epochs = defaultEpochs
	}
	if o.Features == 0 {
		o.Features = defaultFeatures
	}
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	labelled := labelledBy(refs)
	var learnt, aside []Reference
	for _, r := range refs {
		if family(r.Source) == "parscit" {
			continue // its licence, the LGPL, is not met by weights alone
		}
		if hash(r.Text)%setAside == 0 && !synthetic(r) {
			aside = append(aside, r)
		} else {
			learnt = append(learnt, r)
		}
	}
	learnt = repeat(learnt)
	plain := len(learnt)
	learnt = append(learnt, restyled(learnt[:plain:plain], styleShare)...)
	for _, m := range madeUp {
		some, err := Make(m.lang, SynthOptions{Seed: 11, Count: m.count, Noise: madeNoise})
		if err != nil {
			return nil, err
		}
		learnt = append(learnt, some...)
	}
	learnt = append(learnt, variants(learnt, variantShare)...)
	o.Progress(fmt.Sprintf("%d references to learn from, %d other forms of them, %d set aside", plain, len(learnt)-plain, len(aside)))

	halves, whole := namesOf(learnt)
	rows, counts := count(learnt, halves)
	examples := examplesOf(learnt, plain, halves, rows, labelled)
	o.Progress(fmt.Sprintf("%d features seen more than once", len(rows)))

	t, err := fit(ctx, examples, rows, firstEpochs, o)
	if err != nil {
		return nil, err
	}
	rows = strongest(t, rows, counts, o.Features)
	o.Progress(fmt.Sprintf("%d features kept", len(rows)))
	examples = examplesOf(learnt, plain, halves, rows, labelled)
	if t, err = fit(ctx, examples, rows, o.Epochs, o); err != nil {
		return nil, err
	}
	hashes := make([]uint32, len(rows))
	for h, r := range rows {
		hashes[r] = h
	}
	small := t.Model(hashes, weakest)
	o.Progress(fmt.Sprintf("%d features that tell something", small.Features()))
	m, err := model.New(small, whole)
	if err != nil {
		return nil, err
	}
	calibrate(m, aside)
	return m, nil
}

// hash is a number of a text that is the same everywhere.
func hash(text string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(text)) // never fails
	return h.Sum32() >> 7
}

func synthetic(r Reference) bool { return strings.HasPrefix(r.Source, "synth") }

// byHand reports whether a reference is Cyrillic and was labelled for this
// project: few are, and they are worth most.
func byHand(r Reference) bool {
	return strings.Contains(r.Source, ":") || strings.HasPrefix(r.Source, "hand")
}

// repeat gives what is labelled by hand several times.
func repeat(refs []Reference) []Reference {
	out := slices.Clone(refs)
	for _, r := range refs {
		if byHand(r) {
			for range cyrillicCopies - 1 {
				out = append(out, r)
			}
		}
	}
	return out
}

// family is the part of a source that says by which convention it was labelled.
func family(source string) string {
	switch {
	case strings.Contains(source, ":"):
		return "by hand"
	case strings.HasPrefix(source, "parscit"):
		return "parscit"
	case strings.HasPrefix(source, "cyr"):
		return "cyr"
	case strings.HasPrefix(source, "synth"):
		return "synth"
	}
	return source
}

func labelOf(f record.Field) int { return slices.Index(model.Labels, f) }

// labelledBy tells which labels each family of sources uses, a bit each.
func labelledBy(refs []Reference) map[string]uint64 {
	used := map[string]uint64{}
	for _, r := range refs {
		f := family(r.Source)
		for _, name := range r.Scored {
			if l := labelOf(record.Field(name)); l >= 0 {
				used[f] |= 1 << l
			}
		}
		for _, s := range r.Spans {
			if l := labelOf(s.Field); l >= 0 {
				used[f] |= 1 << l
			}
		}
	}
	return used
}

// mayBeUnlabelled are fields whose words stand outside of all spans where a
// source does not label them. The rarer ones would draw in whatever is there.
var mayBeUnlabelled = []record.Field{
	record.FieldEditor, record.FieldEdition, record.FieldIssue,
	record.FieldDOI, record.FieldURL, record.FieldAccessed,
}

// within gives the first and last token of a span, ok false if it has none.
func within(l *features.Line, s record.Span) (first, last int, ok bool) {
	first = -1
	for i := range l.Tokens {
		t := &l.Tokens[i]
		if middle := t.Runes + t.Length/2; middle >= s.Start && middle < s.End {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last, first >= 0
}

// allowed tells for each token of a line which states may be right.
func allowed(l *features.Line, r Reference, used uint64) []uint64 {
	open := uint64(1) << crf.Outside
	for _, f := range mayBeUnlabelled {
		if k := labelOf(f); used>>k&1 == 0 {
			open |= 1<<crf.Begin(k) | 1<<crf.Inside(k)
		}
	}
	states := make([]uint64, len(l.Tokens))
	for i := range states {
		states[i] = open
	}
	page, pages := labelOf(record.FieldPage), labelOf(record.FieldPageCount)
	for _, s := range r.Spans {
		k := labelOf(s.Field)
		first, last, ok := within(l, s)
		if k < 0 || !ok {
			continue
		}
		for i := first; i <= last; i++ {
			state := crf.Inside(k)
			if i == first {
				state = crf.Begin(k)
			}
			states[i] = 1 << state
			if k == page && used>>pages&1 == 0 { // one label for both
				states[i] |= 1 << (state + crf.Begin(pages) - crf.Begin(page))
			}
		}
	}
	return states
}

// classes of names by their field.
var classes = map[record.Field]int{
	record.FieldContainer: features.Container, record.FieldPublisher: features.Publisher,
	record.FieldPlace: features.Place, record.FieldCollection: features.Collection,
}

// halves are the names in one half of the references and in the other: those
// of one half are looked for in the other, so that no reference is learnt from
// with its own names known.
type halves [2]*features.Names

func (h halves) of(text string) *features.Names { return h[1-hash(text)%2] }

func namesOf(refs []Reference) (halves, *features.Names) {
	h, whole := halves{features.NewNames(), features.NewNames()}, features.NewNames()
	var line features.Line
	for _, r := range refs {
		line.Read(r.Text)
		for _, s := range r.Spans {
			class, ok := classes[s.Field]
			if !ok {
				continue
			}
			if first, last, ok := within(&line, s); ok {
				h[hash(r.Text)%2].Add(class, line.Tokens[first:last+1])
				whole.Add(class, line.Tokens[first:last+1])
			}
		}
	}
	return h, whole
}

// count numbers the features that were seen often enough, and counts them.
func count(refs []Reference, h halves) (map[uint32]uint32, []int32) {
	seen := map[uint32]int32{}
	var order, some []uint32
	var line features.Line
	for _, r := range refs {
		line.Known = h.of(r.Text)
		line.Read(r.Text)
		for i := range line.Tokens {
			some = line.Of(i, some[:0])
			for _, f := range some {
				if seen[f] == 0 {
					order = append(order, f)
				}
				seen[f]++
			}
		}
	}
	rows := map[uint32]uint32{}
	var counts []int32
	for _, f := range order {
		if seen[f] >= fewest && f != 0 {
			rows[f] = uint32(len(rows))
			counts = append(counts, seen[f])
		}
	}
	return rows, counts
}

// examplesOf makes examples of references, of which those from plain on are
// other forms of the ones before.
func examplesOf(refs []Reference, plain int, h halves, rows map[uint32]uint32, labelled map[string]uint64) []*crf.Example {
	var examples []*crf.Example
	var line features.Line
	var some []uint32
	for n, r := range refs {
		line.Known = h.of(r.Text)
		line.Read(r.Text)
		if len(line.Tokens) == 0 || len(line.Tokens) > longestText {
			continue
		}
		e := &crf.Example{Weight: 1, Allowed: allowed(&line, r, labelled[family(r.Source)])}
		switch {
		case r.Source == styled:
			e.Weight *= styledWeight
		case r.Source == made:
			e.Weight *= madeWeight
		case synthetic(r):
			e.Weight *= syntheticWeight
		}
		if n >= plain {
			e.Weight *= variantWeight
		}
		for i := range line.Tokens {
			some = line.Of(i, some[:0])
			kept := make([]uint32, 0, len(some))
			for _, f := range some {
				if row, ok := rows[f]; ok {
					kept = append(kept, row)
				}
			}
			e.Features = append(e.Features, slices.Clip(kept))
		}
		examples = append(examples, e)
	}
	return examples
}

// fit learns weights.
func fit(ctx context.Context, examples []*crf.Example, rows map[uint32]uint32, epochs int, o Options) (*crf.Trainer, error) {
	t := crf.NewTrainer(crf.States(len(model.Labels)), len(rows))
	t.Rate, t.Drop = rate, left
	g := rand.New(rand.NewPCG(1, 2))
	examples = slices.Clone(examples)
	for epoch := range epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		g.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		o.Progress(fmt.Sprintf("epoch %d of %d: loss %.4f", epoch+1, epochs, t.Epoch(examples)))
		if epoch >= epochs-averaged {
			t.Keep()
		}
	}
	t.Average()
	return t, nil
}

// strongest keeps the rows that tell most.
func strongest(t *crf.Trainer, rows map[uint32]uint32, counts []int32, most int) map[uint32]uint32 {
	rank := t.Rank(counts)
	order := make([]uint32, len(rows)) // features by row
	for f, r := range rows {
		order[r] = f
	}
	byRank := make([]int, len(rows))
	for i := range byRank {
		byRank[i] = i
	}
	slices.SortStableFunc(byRank, func(a, b int) int {
		switch {
		case rank[a] > rank[b]:
			return -1
		case rank[a] < rank[b]:
			return 1
		}
		return a - b
	})
	kept := byRank[:min(most, len(byRank))]
	slices.Sort(kept)
	out := make(map[uint32]uint32, len(kept))
	for _, r := range kept {
		out[order[r]] = uint32(len(out))
	}
	return out
}
