package querytest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Recorded is a question that was put to a running Cayley over HTTP, and what
// it answered.
type Recorded struct {
	ID, Lang, Query string
	Accept          string // the header that was sent
	Compare         string // which part of the answer is defined

	Status      int
	ContentType string `json:"content_type"`
	Answer

	Ours   *Ours  `json:"-"` // what we answer instead, on purpose
	Missed string `json:"-"` // why we do not answer it yet
}

// Answer is a list of rows, an error, or some other JSON value.
type Answer struct {
	Result []any
	Error  any
	Body   any
}

// Ours is an answer of our own where the one recorded is a defect: an error in
// place of a crash or of nothing, a number of rows, or the rows.
type Ours struct {
	Fails  bool
	Rows   int
	Result []any
	Body   any
}

// Recordings reads a folder of recorded cases: cases.jsonl, and ours.json for
// the cases that we answer otherwise or not yet.
func Recordings(t *testing.T, folder string) []Recorded {
	t.Helper()
	read := func(name string) []byte {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	var own struct {
		Sane   map[string]*Ours
		Missed map[string]string
	}
	if err := json.Unmarshal(read("ours.json"), &own); err != nil {
		t.Fatal("ours.json:", err)
	}
	var cases []Recorded
	for line := range bytes.Lines(read("cases.jsonl")) {
		var c Recorded
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal("cases.jsonl:", err)
		}
		c.Ours, c.Missed = own.Sane[c.ID], own.Missed[c.ID]
		cases = append(cases, c)
	}
	return cases
}

// ReadAnswer reads the body of an answer over HTTP. GraphQL's has data and, if
// it fails, errors.
func ReadAnswer(body []byte) (Answer, error) {
	var members struct {
		Answer
		Data   any
		Errors any
	}
	if err := json.Unmarshal(body, &members); err != nil {
		return Answer{}, err
	}
	switch {
	case members.Errors != nil:
		return Answer{Error: members.Errors}, nil
	case members.Data != nil:
		return Answer{Body: map[string]any{"data": members.Data}}, nil
	default:
		return members.Answer, nil
	}
}

// Check tells what is wrong with an answer, and nothing if it is as wanted. An
// answer to a case that is listed as missed is wrong when it is right, so that
// the list stays true.
func (c Recorded) Check(got Answer) string {
	difference := c.difference(got)
	switch {
	case c.Missed == "":
		return difference
	case difference == "":
		return "passes, but is listed as missed: " + c.Missed
	default:
		return ""
	}
}

func (c Recorded) difference(got Answer) string {
	want := c.Answer
	if c.Ours != nil {
		want = Answer{Result: c.Ours.Result, Body: c.Ours.Body}
		switch {
		case c.Ours.Fails && got.Error == nil:
			return "no error"
		case c.Ours.Fails:
			return ""
		case c.Ours.Rows > 0 && got.Error == nil:
			return cmp.Diff(c.Ours.Rows, len(got.Result))
		}
	}
	if want.Error != nil || got.Error != nil {
		return cmp.Diff(want.Error, got.Error)
	}
	if want.Body != nil {
		if c.Compare == "count" {
			return cmp.Diff(nodes(want.Body), nodes(got.Body))
		}
		return cmp.Diff(unordered(want.Body), unordered(got.Body))
	}
	switch c.Compare {
	case "exact":
		return cmp.Diff(want.Result, got.Result)
	case "count":
		return cmp.Diff(len(want.Result), len(got.Result))
	case "last":
		return cmp.Diff(want.Result[len(want.Result)-1:], got.Result[max(0, len(got.Result)-1):])
	case "ids":
		return cmp.Diff(unordered(ids(want.Result)), unordered(ids(got.Result)))
	default:
		return cmp.Diff(unordered(want.Result), unordered(got.Result))
	}
}

func ids(rows []any) []any {
	out := make([]any, len(rows))
	for i, row := range rows {
		if members, ok := row.(map[string]any); ok {
			out[i] = members["id"]
		}
	}
	return out
}

// nodes counts the nodes of a GraphQL answer, under any name: one alone stands
// without a list.
func nodes(body any) int {
	members, _ := body.(map[string]any)
	data, _ := members["data"].(map[string]any)
	n := 0
	for _, value := range data {
		switch v := value.(type) {
		case nil:
		case []any:
			n += len(v)
		default:
			n++
		}
	}
	return n
}

// unordered gives a JSON value with its lists, at any depth, in an order of
// their texts, so that bags compare.
func unordered(value any) any {
	switch v := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, member := range v {
			out[name] = unordered(member)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, member := range v {
			out[i] = unordered(member)
		}
		slices.SortFunc(out, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		return out
	default:
		return value
	}
}
