package learn

import (
	"slices"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/model"
)

// worth is how much the references of a family that are set aside count for the
// calibration, if not 1. What is wrong in those whose makers call them ugly or
// bad is mostly the label, which says nothing of the model. Of LinkedBooks and
// the good ones there are so many that they would drown the others.
var worth = map[string]float64{"anystyle-bad": 0, "anystyle-ugly": 0, "anystyle-good": 0.5, "linkedbooks": 0.2}

// calibrate fits the confidence of a model to references set aside.
func calibrate(m *model.Model, aside []Reference) {
	spans, _ := judge(m, aside)
	m.Calibrate(spans)
	_, wholes := judge(m, aside)
	m.CalibrateWhole(wholes)
}

// judge tells which spans that a model gives are right, and which references
// are as a whole, as they are scored.
func judge(m *model.Model, refs []Reference) (spans, wholes []model.Judged) {
	for _, r := range refs {
		weight, ok := worth[family(r.Source)]
		if !ok {
			weight = 1
		}
		told, sure := m.Judge(r.Text), m.Label(r.Text)
		want, got := wanted(r), wordsOf(r.Text, told)
		p := 1.0
		for i, s := range told {
			p *= sure[i].Confidence
			if f := folded(s.Field); slices.Contains(r.Scored, string(f)) {
				right := comparable(f, want[f]) == comparable(f, got[f])
				spans = append(spans, model.Judged{Label: s.Field, Probability: s.Confidence, Right: right, Weight: weight})
			}
		}
		wholes = append(wholes, model.Judged{Probability: p, Right: measure(asIs(told), r).Whole == 1, Weight: weight})
	}
	return spans, wholes
}

// asIs are spans that are told already.
type asIs []record.Span

func (s asIs) Label(string) []record.Span { return s }
