package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// byteSize is a flag for a size such as 800M, 1.5GB or 2GiB. A kilobyte is 1000
// bytes, a kibibyte 1024.
type byteSize int

var byteUnits = []struct {
	suffix string
	bytes  float64
}{
	{"kib", 1 << 10},
	{"mib", 1 << 20},
	{"gib", 1 << 30},
	{"kb", 1e3},
	{"mb", 1e6},
	{"gb", 1e9},
	{"k", 1e3},
	{"m", 1e6},
	{"g", 1e9},
	{"b", 1},
}

// Set reads a size.
func (s *byteSize) Set(text string) error {
	number, factor := strings.ToLower(strings.TrimSpace(text)), 1.0
	for _, unit := range byteUnits {
		if rest, ok := strings.CutSuffix(number, unit.suffix); ok {
			number, factor = strings.TrimSpace(rest), unit.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || math.IsNaN(n) || n < 0 || n*factor > math.MaxInt/2 {
		return fmt.Errorf("%q is no size: write it as 800M, 1.5GB or 2GiB", text)
	}
	*s = byteSize(n * factor)
	return nil
}

// String is the size in the largest unit that gives a whole number.
func (s *byteSize) String() string {
	for _, unit := range []struct {
		suffix string
		bytes  byteSize
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if *s >= unit.bytes && *s%unit.bytes == 0 {
			return fmt.Sprintf("%d%s", *s/unit.bytes, unit.suffix)
		}
	}
	return strconv.Itoa(int(*s))
}

// Type is what the help calls the value.
func (*byteSize) Type() string { return "size" }
