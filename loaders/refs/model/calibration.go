package model

import (
	"math"

	"bibgraph/loaders/record"
)

// calibration turns the probability that the field gives a span into how often
// spans like it are right: for each label a logistic curve over the logit.
type calibration struct {
	curves []curve // by label; nil takes probabilities as they are
	whole  curve   // over the product of those
}

// curve is 1 / (1 + exp(-(a·logit(p) + b))).
type curve struct{ a, b float32 }

func (c calibration) of(s record.Span) float64 {
	if c.curves == nil {
		return s.Confidence
	}
	for l, field := range Labels {
		if field == s.Field {
			return c.curves[l].of(s.Confidence)
		}
	}
	return s.Confidence
}

func (c curve) of(p float64) float64 {
	return 1 / (1 + math.Exp(-(float64(c.a)*logit(p) + float64(c.b))))
}

func logit(p float64) float64 {
	p = min(max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}

// Judged is a span that the model gave for a reference, and whether it is right.
type Judged struct {
	Label       record.Field
	Probability float64
	Right       bool
	Weight      float64 // how many spans it stands for
}

// Judge gives the spans of a text with the bare probabilities of the field.
func (m *Model) Judge(text string) []record.Span { return m.label(text) }

// Whole tells how sure it is that all spans of a reference are right: their
// confidences multiplied, and made honest.
func (m *Model) Whole(spans []record.Span) float64 {
	p := 1.0
	for _, s := range spans {
		p *= s.Confidence
	}
	if m.sure.curves == nil || len(spans) == 0 {
		return p
	}
	return m.sure.whole.of(p)
}

// CalibrateWhole fits the curve of whole references, whose probability is the
// product of the confidences of their spans.
func (m *Model) CalibrateWhole(judged []Judged) { m.sure.whole = fit(judged, curve{1, 0}) }

// Calibrate fits the curves of spans to spans that were judged.
func (m *Model) Calibrate(judged []Judged) {
	m.sure.curves = make([]curve, len(Labels))
	all := fit(judged, curve{1, 0})
	for l, field := range Labels {
		var some []Judged
		for _, j := range judged {
			if j.Label == field {
				some = append(some, j)
			}
		}
		m.sure.curves[l] = fit(some, all)
	}
}

// fit finds a curve by gradient descent; few spans stay near the curve given.
func fit(judged []Judged, near curve) curve {
	a, b := float64(near.a), float64(near.b)
	const prior = 5
	for range 400 {
		ga, gb := prior*(float64(near.a)-a), prior*(float64(near.b)-b)
		haa, hbb := float64(prior), float64(prior)
		for _, j := range judged {
			x := logit(j.Probability)
			p := 1 / (1 + math.Exp(-(a*x + b)))
			y := 0.0
			if j.Right {
				y = 1
			}
			ga += j.Weight * (y - p) * x
			gb += j.Weight * (y - p)
			haa += j.Weight * p * (1 - p) * x * x
			hbb += j.Weight * p * (1 - p)
		}
		a += 0.5 * ga / haa
		b += 0.5 * gb / hbb
	}
	return curve{float32(a), float32(b)}
}
