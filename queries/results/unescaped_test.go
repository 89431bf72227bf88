package results_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"bibgraph/queries/results"
)

// A string is written as the JSON library writes it.
func TestAppendJSON_strings(t *testing.T) {
	same := func(t rapid.TB, s string) {
		var want bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		if err := e.Encode(s); err != nil {
			t.Fatal(err)
		}
		got, err := results.Row{Value: s}.AppendJSON(nil, results.JSON)
		if err != nil || string(got)+"\n" != want.String() {
			t.Fatalf("%q: %s, %v, want %s", s, got, err, want.String())
		}
	}
	for _, s := range []string{"", "plain", "<a>&", `"\`, "Монгол", "“q”", "\u2028", "\x00\x1f\x7f", "\xff", "é\xff", "a\xe2", "😀"} {
		same(t, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		same(t, rapid.String().Draw(t, "text"))
		same(t, string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")))
	})
}
