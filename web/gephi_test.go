package web_test

import (
	"encoding/json"
	"math"
	"regexp"
	"strings"
	"testing"

	"bibgraph/web"
)

const streamed = `<alice> <follows> <bob> .
<alice> <age> "30"^^<http://www.w3.org/2001/XMLSchema#integer> .
<bob> <follows> <alice> <g> .
<bob> <name> "Bob" .
<bob> <name> "Robert" .
<bob> <gephi:x> "1.5"^^<http://www.w3.org/2001/XMLSchema#double> .
<bob> <gephi:y> "-7"^^<http://www.w3.org/2001/XMLSchema#integer> .
_:b <follows> <bob> .
`

func TestGephi(t *testing.T) {
	url, _ := serve(t, web.Options{})
	write(t, url, streamed)
	for path, want := range map[string]string{
		"/gephi/gs?pred=%3Cfollows%3E": `{"an":{"0":{"label":"bob","size":20,"x":1.5,"y":-7}}}
{"an":{"1":{"label":"alice","size":20,"x":X,"y":Y}}}
{"ae":{"q0":{"source":"0","label":"<follows>","pred":"<follows>","target":"1"}}}
{"ae":{"q1":{"source":"1","label":"<follows>","pred":"<follows>","target":"0"}}}
{"an":{"2":{"label":"_:b","size":20,"x":X,"y":Y}}}
{"ae":{"q2":{"source":"2","label":"<follows>","pred":"<follows>","target":"0"}}}
`,
		"/gephi/gs?mode=raw&label=%3Cg%3E&limit=1": `{"an":{"0":{"label":"bob","size":20,"x":1.5,"y":-7}}}
{"an":{"1":{"label":"alice","size":20,"x":X,"y":Y}}}
{"ae":{"q0":{"source":"0","label":"<follows>","pred":"<follows>","target":"1"}}}
`,
		"/gephi/gs?mode=nodes&limit=2": `{"an":{"0":{"<age>":30,"label":"alice","size":20,"x":X,"y":Y}}}
{"an":{"1":{"label":"bob","size":20,"x":1.5,"y":-7}}}
{"ae":{"q0":{"source":"0","label":"<follows>","pred":"<follows>","target":"1"}}}
{"cn":{"1":{"<gephi:x>":1.5,"<gephi:y>":-7,"<name>":"Bob","label":"bob","size":20,"x":1.5,"y":-7}}}
{"ae":{"q1":{"source":"1","label":"<follows>","pred":"<follows>","target":"0"}}}
`,
		"/gephi/gs?limit=-1&sub=%3Cnope%3E": "",
	} {
		got := call{method: "GET", path: path}.to(t, url)
		if ct := got.header.Get("Content-Type"); got.status != 200 || ct != "application/stream+json" {
			t.Errorf("%s: %d %s", path, got.status, ct)
		}
		if text := masked.ReplaceAllString(strings.ReplaceAll(got.body, "\r\n", "\n"), `"x":X,"y":Y`); text != want {
			t.Errorf("%s: got\n%s\nwant\n%s", path, text, want)
		}
		if strings.Count(got.body, "\r\n") != strings.Count(got.body, "\n") {
			t.Errorf("%s: a line does not end in CR LF", path)
		}
	}
	for path, want := range map[string]string{"/gephi/gs?mode=cube": "", "/gephi/gs?limit=x": `{"error": "limit: \"x\" is not a whole number"}` + "\n"} {
		if got := (call{method: "GET", path: path}).to(t, url); got.status != 400 || got.body != want {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
}

// masked are places that are not stored.
var masked = regexp.MustCompile(`"x":-?\d+\.\d{6,},"y":-?\d+\.\d{6,}`)

// TestGephi_places holds that nodes lie in a circle and stay where they are.
func TestGephi_places(t *testing.T) {
	url, _ := serve(t, web.Options{})
	write(t, url, "<a> <p> <b> .\n<c> <p> <d> .\n")
	first, again := call{method: "GET", path: "/gephi/gs"}.to(t, url).body, call{method: "GET", path: "/gephi/gs"}.to(t, url).body
	if first != again {
		t.Errorf("moved:\n%s\n%s", first, again)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(first), "\r\n") {
		var event struct {
			AN map[string]struct{ X, Y float64 } `json:"an"`
		}
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			t.Fatal(line, err)
		}
		for id, node := range event.AN {
			if r := math.Hypot(node.X, node.Y); r == 0 || r > 500 {
				t.Errorf("node %s lies at %v, %v", id, node.X, node.Y)
			}
		}
	}
}
