// Package saved holds the questions that people ask most, as Gizmo scripts
// with parameters.
//
// Each file *.gizmo begins with its own description:
//
//	// Which works an article cites, in the order printed.
//	// param article: work; the citing article; doi:10.24411/2500-2872-2020-10004
//	// param year: number = 2014; the first year to show; 2014
//	// columns: n, title, year, in, raw
//
// A parameter has a name, a kind, perhaps a default, a description and an
// example. The package binds parameters and leaves running to queries.
package saved

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"bibgraph/graph/vocab"
)

//go:embed *.gizmo
var files embed.FS

// prelude has the functions that the scripts share.
//
//go:embed prelude.js
var prelude string

// Query is a saved query.
type Query struct {
	Name        string
	Description string
	Params      []Param
	Columns     []string // of the answer, in the order to show them

	script string
}

// Param is a parameter of a query.
type Param struct {
	Name        string
	Kind        Kind
	Description string
	Default     string // "": the parameter must be given
	Example     string
}

// All gives the saved queries by name.
func All() []Query { return slices.Clone(all()) }

// Lookup finds a query by its name.
func Lookup(name string) (Query, bool) {
	for _, q := range all() {
		if q.Name == name {
			return q, true
		}
	}
	return Query{}, false
}

var all = sync.OnceValue(func() []Query {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	queries := make([]Query, 0, len(entries))
	for _, e := range entries {
		text, err := files.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		queries = append(queries, parse(strings.TrimSuffix(e.Name(), ".gizmo"), string(text)))
	}
	slices.SortFunc(queries, func(a, b Query) int { return cmp.Compare(a.Name, b.Name) })
	return queries
})

// parse reads the description at the head of a script. It panics on one out of
// shape: the scripts are part of the program.
func parse(name, text string) Query {
	q := Query{Name: name}
	for {
		line, rest, _ := strings.Cut(text, "\n")
		line, ok := strings.CutPrefix(line, "// ")
		if !ok {
			break
		}
		text = rest
		if param, ok := strings.CutPrefix(line, "param "); ok {
			q.Params = append(q.Params, parseParam(name, param))
		} else if columns, ok := strings.CutPrefix(line, "columns: "); ok {
			q.Columns = strings.Split(columns, ", ")
		} else {
			q.Description = line
		}
	}
	q.script = text
	return q
}

func parseParam(query, line string) Param {
	parts := strings.Split(line, "; ")
	name, kind, ok := strings.Cut(parts[0], ": ")
	if !ok || len(parts) != 3 {
		panic(fmt.Sprintf("saved: %s has a parameter out of shape: %s", query, line))
	}
	kind, fallback, _ := strings.Cut(kind, " = ")
	if _, ok := kinds[Kind(kind)]; !ok {
		panic(fmt.Sprintf("saved: %s has a parameter of unknown kind %s", query, kind))
	}
	return Param{name, Kind(kind), parts[1], fallback, parts[2]}
}

// Bind gives the script that asks the query with these parameters, ready to
// run anywhere: the Prelude and then Text.
func (q Query) Bind(params map[string]string) (string, error) {
	text, err := q.Text(params)
	if err != nil {
		return "", err
	}
	return Prelude() + text, nil
}

// Prelude is what every script may use: the prefixes of package vocab for
// g.IRI, and the functions that the scripts share.
func Prelude() string {
	var b strings.Builder
	for _, p := range vocab.Prefixes {
		fmt.Fprintf(&b, "g.addNamespace(%s, %s)\n", js(p.Name), js(p.Namespace))
	}
	b.WriteString(prelude)
	return b.String()
}

// Text gives the query's own script with its parameters, which are bound as
// data and never as code. An error names the parameter that is missing,
// unknown or wrong.
func (q Query) Text(params map[string]string) (string, error) {
	for name := range params {
		if !slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == name }) {
			return "", fmt.Errorf("%s has no parameter %q: it takes %s", q.Name, name, q.usage())
		}
	}
	var b strings.Builder
	for _, p := range q.Params {
		given := cmp.Or(strings.TrimSpace(params[p.Name]), p.Default)
		if given == "" {
			return "", fmt.Errorf("%s needs %s, %s: it takes %s", q.Name, p.Name, p.Description, q.usage())
		}
		value, err := kinds[p.Kind](given)
		if err != nil {
			return "", fmt.Errorf("%s: %s=%s: %w, such as %s", q.Name, p.Name, given, err, p.Example)
		}
		fmt.Fprintf(&b, "var %s = %s\n", p.Name, js(value))
	}
	b.WriteString(q.script)
	return b.String(), nil
}

// usage lists the parameters with their examples.
func (q Query) usage() string {
	var list []string
	for _, p := range q.Params {
		list = append(list, fmt.Sprintf("%s=%q", p.Name, p.Example))
	}
	return strings.Join(list, " ")
}

// js writes a value as a JavaScript literal, which JSON is.
func js(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return string(text)
}
