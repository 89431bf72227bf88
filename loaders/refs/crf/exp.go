package crf

import "math"

// quickExp is e to the power of x, to five digits, for x of 0 and below: two
// to the power of a whole number, which is the exponent of a float, times that
// of the rest, by the series of Taylor.
func quickExp(x float32) float32 {
	if x < -80 {
		return 0
	}
	y := x * (1 / math.Ln2)
	whole := int32(y - 0.5) // the nearest, as y is not above 0
	z := (y - float32(whole)) * math.Ln2
	series := 1 + z*(1+z*(1./2+z*(1./6+z*(1./24+z*(1./120)))))
	return series * math.Float32frombits(uint32(whole+127)<<23)
}
