package main

import "testing"

func TestByteSize_Set(t *testing.T) {
	for text, want := range map[string]byteSize{
		"0": 0, "1000": 1000, "12b": 12, "800M": 800e6, "1.5GB": 1500e6, "2GiB": 2 << 30, " 3 mib ": 3 << 20, "1k": 1000,
	} {
		var got byteSize
		if err := got.Set(text); err != nil || got != want {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "GB", "-1", "much", "1TB", "1e30", "NaN"} {
		var got byteSize
		if err := got.Set(text); err == nil {
			t.Errorf("%q is taken as %d", text, got)
		}
	}
}

func TestByteSize_String(t *testing.T) {
	for size, want := range map[byteSize]string{1 << 30: "1GiB", 3 << 19: "1536KiB", 1000: "1000", 0: "0"} {
		if got := size.String(); got != want {
			t.Errorf("%d is %s, want %s", size, got, want)
		}
	}
}
