package layers_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// rule says which packages of this module a package may import, and why no
// others. A pattern that ends in "/..." takes in everything below.
type rule struct {
	pkg string
	may []string
	why string
}

// law is read from the top: the first rule whose pattern fits counts.
var law = []rule{
	{"graph/quad", nil, "quad stands on nothing"},
	{"graph/vocab", []string{"graph/quad"}, "a vocabulary is terms"},
	{"graph", []string{"graph/quad"}, "the contract knows no store that keeps it"},
	{"graph/formats/turtle", []string{"graph/quad", "graph/vocab", "graph/formats/nquads"}, "Turtle abbreviates with the house's prefixes"},
	{"graph/formats/...", []string{"graph/quad", "graph/formats/..."}, "formats know quads and no store"},
	{"graph/partner", []string{"graph", "graph/quad", "graph/formats"}, "a partner is reached over HTTP: it is sent a snapshot and knows no store"},
	{"graph/stores/...", []string{"graph", "graph/quad", "graph/stores/..."}, "stores know the graph and nobody who asks"},

	{"data/translit", []string{"data/authorities"}, "letters need only their tables; who loads names and who searches them fold alike"},
	{"data/...", nil, "tables stand on nothing"},

	{"loaders/record", nil, "record stands on nothing"},
	{"loaders/resolve", []string{"graph", "graph/quad", "graph/vocab", "loaders/record", "data/translit"}, "only resolve looks from a loader into the graph"},
	{"loaders/linked", []string{"graph/quad", "graph/vocab", "loaders/record", "loaders/resolve", "loaders/topics", "data/translit"}, "only linked knows records and quads"},
	{"loaders", []string{"graph", "graph/quad", "graph/vocab", "graph/formats", "graph/partner", "loaders/..."}, "the front door runs the pipeline and knows no single store"},
	{"loaders/refs/lists", []string{"data/translit"}, "parting a list needs no reader of its entries: pages are parted before anything is read"},
	{"loaders/refs/...", []string{"loaders/record", "loaders/refs/...", "data/authorities"}, "reading a reference is several rooms that know one thing each, and no quads"},
	{"loaders/readings", []string{"loaders/record", "loaders/csl", "loaders/bibtex", "loaders/ris", "data/translit"}, "the table of forms for references hands each its citation key, in plain letters"},
	{"loaders/landing", []string{"loaders/record", "loaders/refs/lists"}, "a page parts its list as all lists are parted, and leaves reading the entries to refs"},
	{"loaders/...", []string{"loaders/record", "data/translit", "data/authorities"}, "a loader format makes records and knows no quads"},

	{"queries/algebra", []string{"graph/quad"}, "the algebra knows terms only"},
	{"queries/results", []string{"graph/quad"}, "an answer is terms"},
	{"queries/plan", []string{"graph/quad", "queries/algebra"}, "the plan is data; estimates are handed in"},
	{"queries/exec", []string{"graph", "graph/quad", "queries/algebra", "data/translit"}, "only exec touches rows; it searches words as match keys fold them"},
	{"queries/querytest", []string{"graph", "graph/quad", "graph/formats/...", "queries/...", "graph/stores"}, "the test language stands outside the house"},
	{"queries/saved", []string{"graph/vocab", "data/authorities"}, "a saved query is a text with parameters and the prefixes it uses"},
	{"queries", []string{"graph", "graph/quad", "graph/vocab", "queries/..."}, "the front door joins language, plan and execution"},
	{"queries/nested", []string{"graph/quad", "queries/algebra"}, "objects in objects are algebra, whatever language asks for them"},
	{"queries/shape", []string{"queries/algebra", "graph/quad"}, "a drawing is made of a tree alone"},
	{"queries/...", []string{"graph/quad", "graph/vocab", "queries/algebra", "queries/nested", "queries/results"}, "a language makes algebra and knows no store"},

	{"internal/layers", nil, "the law stands outside the house"},
	{"web", frontDoors, "web goes through the front doors"},
	{"cmd/bibgraph", append([]string{"web", "data/bench", "data/catalogue", "loaders/refs/learn"}, frontDoors...), "cmd goes through the front doors, knows what its benchmarks ask, and of what, and lets the reader of references learn"},
}

var frontDoors = []string{
	"graph", "graph/quad", "graph/vocab", "graph/stores", "graph/formats", "graph/partner",
	"loaders", "loaders/readings", "loaders/record", "loaders/refs", "loaders/refs/lists", "queries", "queries/results", "queries/saved",
}

const module = "bibgraph/"

func TestLaw(t *testing.T) {
	root := os.DirFS(filepath.Join("..", ".."))
	seen := map[string]bool{}
	for file, imports := range imports(t, root) {
		pkg := path.Dir(file)
		r, ok := ruleFor(pkg)
		if !ok {
			if !seen[pkg] {
				t.Errorf("%s stands in no rule: give it one in the law, with its reason", pkg)
			}
			seen[pkg] = true
			continue
		}
		for _, imported := range imports {
			if !allowed(r, imported) {
				t.Errorf("%s imports %s: %s", file, imported, r.why)
			}
		}
	}
}

// imports gives what each file that is no test imports from this module.
func imports(t *testing.T, root fs.FS) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); base != "." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		source, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		found[name] = nil
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if own, ok := strings.CutPrefix(imported, module); ok {
				found[name] = append(found[name], own)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func ruleFor(pkg string) (rule, bool) {
	for _, r := range law {
		if fits(r.pkg, pkg) {
			return r, true
		}
	}
	return rule{}, false
}

func allowed(r rule, imported string) bool {
	for _, pattern := range r.may {
		if fits(pattern, imported) {
			return true
		}
	}
	return false
}

func fits(pattern, pkg string) bool {
	if below, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == below || strings.HasPrefix(pkg, below+"/")
	}
	return pattern == pkg
}

// TestReadme holds the README's map to the rooms that there are.
func TestReadme(t *testing.T) {
	root := os.DirFS(filepath.Join("..", ".."))
	readme, err := fs.ReadFile(root, "README.md")
	if err != nil {
		t.Fatal(err)
	}
	for file := range imports(t, root) {
		if room := path.Dir(file) + "/"; !strings.Contains(string(readme), "`"+room+"`") {
			t.Errorf("the README's map does not name `%s`", room)
		}
	}
	for line := range strings.Lines(string(readme)) {
		for i, part := range strings.Split(line, "`") {
			room, isRoom := strings.CutSuffix(part, "/")
			if i%2 == 0 || !isRoom || strings.ContainsAny(part, " :<") {
				continue
			}
			if _, err := fs.Stat(root, room); err != nil {
				t.Errorf("the README names `%s`, which is not there", part)
			}
		}
	}
}
