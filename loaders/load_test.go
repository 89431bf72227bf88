package loaders_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/graph/vocab"
	"bibgraph/loaders"
	"bibgraph/loaders/landing"
)

// page is a small landing page.
func page(doi, title string) string {
	return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>%[2]s</title>
<meta name="citation_title" content="%[2]s"><meta name="citation_author" content="Campi, Alicia">
<meta name="citation_date" content="2014"><meta name="citation_journal_title" content="The Eurasian Monitor">
<meta name="citation_doi" content="%[1]s"><meta name="citation_language" content="en">
</head><body><h1>%[2]s</h1></body></html>`, doi, title)
}

const quads = "<http://example.org/a> <http://example.org/b> \"c\" .\n" +
	"<http://example.org/a> <http://example.org/b> \"d\" <http://example.org/g> .\n"

// folder writes files by name and gives their folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func load(t *testing.T, s graph.Store, o loaders.Options, sources ...string) loaders.Report {
	t.Helper()
	report, err := loaders.Load(t.Context(), s, sources, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// told gives the names or titles of what was loaded, and whether it failed.
func told(report loaders.Report, dir string) []string {
	var out []string
	for _, s := range report.Sources {
		line := strings.TrimPrefix(s.Name, dir+string(filepath.Separator)) + ": " + s.Format + " " + s.Title
		if s.Err != nil {
			line += " rejected"
		}
		out = append(out, line)
	}
	return out
}

func TestLoad_sources(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.html":         page("10.5555/a", "Alpha"),
		"b/c.HTM":        page("10.5555/b", "Beta"),
		"b/d.nq":         quads,
		"b/notes.md":     "not for loading",
		".hidden/e.html": page("10.5555/e", "Epsilon"),
		"noname":         page("10.5555/f", "Phi"),
		"quads.txt":      "# by content\n\n" + quads,
	})
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	for _, c := range []struct {
		name, source string
		want         []string
	}{
		{"file", dir + "/a.html", []string{"a.html: landing Alpha"}},
		{"file without extension", dir + "/noname", []string{"noname: landing Phi"}},
		{"content before name", dir + "/quads.txt", []string{"quads.txt: nquads "}},
		{"folder", dir, []string{"a.html: landing Alpha", "b/c.HTM: landing Beta", "b/d.nq: nquads ", "quads.txt: nquads "}},
		{"folder behind a link", link, []string{"a.html: landing Alpha", "b/c.HTM: landing Beta", "b/d.nq: nquads ", "quads.txt: nquads "}},
		{"glob", dir + "/b/*.*[Mq]", []string{"b/c.HTM: landing Beta", "b/d.nq: nquads "}},
		{"standard input", "-", []string{"-: landing Sigma"}},
		{"web", server.URL + "/a.html", []string{server.URL + "/a.html: landing Alpha"}},
		{"quads of the web", server.URL + "/b/d.nq", []string{server.URL + "/b/d.nq: nquads "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := loaders.Options{Stdin: strings.NewReader(page("10.5555/s", "Sigma"))}
			below := dir
			if c.source == link {
				below = link
			}
			if got := told(load(t, newStore(t), o, c.source), below); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// redirect answers every request with a page, whatever host it is for.
type redirect struct{ asked []string }

func (r *redirect) RoundTrip(request *http.Request) (*http.Response, error) {
	r.asked = append(r.asked, request.URL.String())
	w := httptest.NewRecorder()
	_, err := w.WriteString(page("10.5555/a<b>", "Alpha"))
	return w.Result(), err
}

func TestLoad_doi(t *testing.T) {
	r := &redirect{}
	report := load(t, newStore(t), loaders.Options{Client: &http.Client{Transport: r}}, "doi:10.5555/a<b>")
	if want := []string{"https://doi.org/10.5555/a%3Cb%3E"}; !slices.Equal(r.asked, want) {
		t.Errorf("asked for %q, want %q", r.asked, want)
	}
	if report.Sources[0].Title != "Alpha" {
		t.Errorf("report %+v", report)
	}
}

func TestLoad_rejects(t *testing.T) {
	dir := folder(t, map[string]string{
		"good.html":    page("10.5555/a", "Alpha"),
		"empty.html":   "",
		"paper.pdf":    "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
		"broken.nq":    "<http://example.org/a> <http://example.org/b> .\n",
		"void/note.md": "nothing",
	})
	large := filepath.Join(dir, "large.txt")
	if err := os.WriteFile(large, []byte("Preview\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 200<<20); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for _, c := range []struct {
		name, source string
		is           error
		message      string
		hint         bool
	}{
		{"empty", dir + "/empty.html", landing.ErrEmpty, "empty.html", true},
		{"PDF", dir + "/paper.pdf", landing.ErrPDF, "paper.pdf", true},
		{"missing", dir + "/missing.html", fs.ErrNotExist, "missing.html", true},
		{"glob that matches nothing", dir + "/*.tei", nil, "*.tei: no file matches", true},
		{"folder with nothing for us", dir + "/void", nil, "void: no file in this folder is of a known format", true},
		{"200 MB page", large, nil, "large.txt: the page is larger than 32 MiB", true},
		{"broken quads", dir + "/broken.nq", nil, "broken.nq:1:", false},
		{"web page that is not there", server.URL + "/x", nil, "404 Not Found", true},
		{"server that does not answer", gone.URL + "/x", nil, gone.URL + "/x", true},
		{"what is no DOI", "doi:third neighbor", nil, "doi:third neighbor: no DOI", true},
		{"nothing", "", nil, "a source without a name", true},
		{"no standard input", "-", nil, "no standard input", false},
		{"not a web address", "http://[", nil, "http://[", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStore(t)
			report, err := loaders.Load(t.Context(), s, []string{c.source}, loaders.Options{})
			var rejected *loaders.RejectedError
			if !errors.As(err, &rejected) || rejected.Loaded != 0 || len(rejected.Rejected) != 1 {
				t.Fatalf("error %v", err)
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("error %v is not %v", err, c.is)
			}
			if !strings.Contains(err.Error(), c.message) || report.Sources[0].Error != err.Error() {
				t.Errorf("error %q, reported as %q, want %q in it", err, report.Sources[0].Error, c.message)
			}
			if (loaders.Hint(err) != "") != c.hint {
				t.Errorf("hint %q", loaders.Hint(err))
			}
			if lines := dump(t, s); len(lines) > 0 {
				t.Errorf("the store has %d quads", len(lines))
			}
		})
	}
	t.Run("a good source beside bad ones", func(t *testing.T) {
		var seen []string
		o := loaders.Options{Progress: func(s loaders.Source) { seen = append(seen, s.Title) }}
		s := newStore(t)
		_, err := loaders.Load(t.Context(), s, []string{dir + "/empty.html", dir + "/good.html", dir + "/paper.pdf"}, o)
		var rejected *loaders.RejectedError
		if !errors.As(err, &rejected) || rejected.Loaded != 1 || err.Error() != "2 of 3 sources were rejected" {
			t.Errorf("error %v", err)
		}
		if !slices.Equal(seen, []string{"", "Alpha", ""}) {
			t.Errorf("progress %q", seen)
		}
		if len(about(dump(t, s), `"Alpha"`)) == 0 {
			t.Error("the good source is not there")
		}
	})
}

func TestLoad_unknownFormat(t *testing.T) {
	_, err := loaders.Load(t.Context(), newStore(t), []string{"-"}, loaders.Options{Format: "docx"})
	if err == nil || !strings.Contains(err.Error(), `"docx"`) || !strings.Contains(loaders.Hint(err), "formats are turtle, trig, nquads, ") {
		t.Errorf("error %v, hint %q", err, loaders.Hint(err))
	}
}

func TestLoad_dryRun(t *testing.T) {
	dir := folder(t, map[string]string{"a.html": page("10.5555/a", "Alpha"), "b.nq": quads})
	dry, wet := newStore(t), newStore(t)
	tried := load(t, dry, loaders.Options{DryRun: true}, dir)
	done := load(t, wet, loaders.Options{}, dir)
	for i := range done.Sources {
		if tried.Sources[i].Added != done.Sources[i].Added || done.Sources[i].Added == 0 {
			t.Errorf("would add %d, adds %d", tried.Sources[i].Added, done.Sources[i].Added)
		}
	}
	if lines := dump(t, dry); len(lines) > 0 {
		t.Errorf("the store has %d quads", len(lines))
	}
}

func TestLoad_again(t *testing.T) {
	dir := folder(t, map[string]string{"a.html": page("10.5555/a", "Alpha"), "b.nq": quads})
	s := newStore(t)
	load(t, s, loaders.Options{}, dir)
	before := dump(t, s)
	for _, source := range load(t, s, loaders.Options{}, dir).Sources {
		if source.Added != 0 || source.Removed != 0 || source.Quads == 0 {
			t.Errorf("%s: says %d quads, adds %d, removes %d", source.Name, source.Quads, source.Added, source.Removed)
		}
	}
	same(t, dump(t, s), before)
}

func TestLoad_graph(t *testing.T) {
	s := newStore(t)
	load(t, s, loaders.Options{Graph: "http://example.org/mine", Stdin: strings.NewReader(quads)}, "-")
	same(t, dump(t, s), []string{
		`<http://example.org/a> <http://example.org/b> "c" <http://example.org/mine> .`,
		`<http://example.org/a> <http://example.org/b> "d" <http://example.org/g> .`,
	})
}

func TestLoad_graphIsNoIRI(t *testing.T) {
	for _, graph := range []string{"mine", "http://example.org/my graph"} {
		_, err := loaders.Load(t.Context(), newStore(t), []string{"-"}, loaders.Options{Graph: graph, Stdin: strings.NewReader(quads)})
		if err == nil || loaders.Hint(err) == "" {
			t.Errorf("%s: error %v", graph, err)
		}
	}
}

func TestLoad_lax(t *testing.T) {
	const cayley = "<alice> <follows> <bob> .\n"
	if _, err := loaders.Load(t.Context(), newStore(t), []string{"-"}, loaders.Options{Format: "nquads", Stdin: strings.NewReader(cayley)}); err == nil {
		t.Error("strict reading takes a relative IRI")
	}
	s := newStore(t)
	load(t, s, loaders.Options{Format: "nquads", Lax: true, Stdin: strings.NewReader(cayley)}, "-")
	same(t, dump(t, s), []string{strings.TrimSpace(cayley)})
}

// What a store gives out, another takes in as the same graph.
func TestLoad_dump(t *testing.T) {
	dir := folder(t, map[string]string{"a.html": page("10.5555/a", "Alpha"), "b.html": page("10.5555/b", "Beta")})
	s, other := newStore(t), newStore(t)
	load(t, s, loaders.Options{}, dir)
	lines := dump(t, s)
	load(t, other, loaders.Options{Stdin: strings.NewReader(strings.Join(lines, "\n"))}, "-")
	same(t, dump(t, other), lines)
	if again := load(t, other, loaders.Options{}, dir); again.Sources[0].Added+again.Sources[0].Removed != 0 {
		t.Errorf("loading the pages into the copy changes %+v", again.Sources[0])
	}
}

// Blank nodes of two Turtle files are apart, whatever these are called, and a
// file that comes again brings none. Those of N-Quads are what they are called.
func TestLoad_blankNodes(t *testing.T) {
	const text = "@prefix ex: <http://example.org/> .\n_:b ex:name \"Name\" ; ex:knows [] ."
	dirs := []string{folder(t, map[string]string{"a.ttl": text}), folder(t, map[string]string{"a.ttl": text})}
	s := newStore(t)
	load(t, s, loaders.Options{}, dirs...)
	t.Chdir(dirs[0])
	if again := load(t, s, loaders.Options{}, "a.ttl"); again.Sources[0].Format != "turtle" || again.Sources[0].Added != 0 {
		t.Errorf("loading a file again: %+v", again.Sources[0])
	}
	if lines := dump(t, s); len(lines) != 4 {
		t.Errorf("two files of two statements gave %q", lines)
	}
	for _, text := range []string{text, text + "\n_:b ex:name \"Other\" ."} {
		load(t, s, loaders.Options{Stdin: strings.NewReader(text)}, "-")
	}
	if lines := dump(t, s); len(lines) != 9 {
		t.Errorf("and two of standard input %q", lines)
	}
	const line = "_:b <http://example.org/name> \"Name\" ."
	s = newStore(t)
	dir := folder(t, map[string]string{"a.nq": line, "b.nq": line})
	load(t, s, loaders.Options{}, dir)
	same(t, dump(t, s), []string{line})
}

// manyQuads are more than are handed to a store at once.
const manyQuads = 25_000

func quadLines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<http://example.org/%d> <http://example.org/b> <http://example.org/c> .\n", i)
	}
	return b.String()
}

func TestLoad_manyQuads(t *testing.T) {
	s := newStore(t)
	report := load(t, s, loaders.Options{Stdin: strings.NewReader(quadLines(manyQuads))}, "-")
	if report.Sources[0].Added != manyQuads || len(dump(t, s)) != manyQuads {
		t.Errorf("added %d quads, want %d", report.Sources[0].Added, manyQuads)
	}
}

// A file of quads is loaded whole or not at all, however late it breaks.
func TestLoad_brokenAtTheEnd(t *testing.T) {
	s := newStore(t)
	load(t, s, loaders.Options{}, folder(t, map[string]string{"a.html": page("10.5555/a", "Alpha")}))
	before := dump(t, s)
	broken := strings.NewReader(quadLines(manyQuads) + "and so on")
	report, err := loaders.Load(t.Context(), s, []string{"-"}, loaders.Options{Stdin: broken})
	var rejected *loaders.RejectedError
	if !errors.As(err, &rejected) || report.Sources[0].Added != 0 {
		t.Errorf("error %v, %d quads added", err, report.Sources[0].Added)
	}
	same(t, dump(t, s), before)
}

// atEnd calls a function when what stands before it has been read.
type atEnd func()

func (f atEnd) Read([]byte) (int, error) {
	f()
	return 0, io.EOF
}

func TestLoad_interrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := newStore(t)
	stdin := io.MultiReader(strings.NewReader(quadLines(manyQuads)), atEnd(cancel))
	report, err := loaders.Load(ctx, s, []string{"-"}, loaders.Options{Stdin: stdin})
	if !errors.Is(err, context.Canceled) || len(report.Sources) != 0 {
		t.Errorf("error %v, report %+v", err, report)
	}
	same(t, dump(t, s), nil)
}

func TestLoad_cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := folder(t, map[string]string{"a.html": page("10.5555/a", "Alpha")})
	if _, err := loaders.Load(ctx, newStore(t), []string{dir}, loaders.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestLoad_readOnly(t *testing.T) {
	dir := folder(t, map[string]string{"a.html": page("10.5555/a", "Alpha")})
	report, err := loaders.Load(t.Context(), memory.New(memory.Options{ReadOnly: true}), []string{dir, dir}, loaders.Options{})
	var rejected *loaders.RejectedError
	if !errors.Is(err, graph.ErrReadOnly) || errors.As(err, &rejected) || len(report.Sources) != 0 {
		t.Errorf("error %v after %d sources", err, len(report.Sources))
	}
}

func TestReport_json(t *testing.T) {
	dir := folder(t, map[string]string{"a.html": page("10.5555/a", "Alpha")})
	report := load(t, newStore(t), loaders.Options{}, dir)
	report.Sources[0].Name = "a.html"
	text, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"sources":[{"source":"a.html","format":"landing","work":"https://doi.org/10.5555/a","title":"Alpha","authors":[{"name":`
	if !strings.HasPrefix(string(text), want) {
		t.Errorf("got  %s\nwant %s…", text, want)
	}
}

// TestLoad_ibid cites one work by three entries, of which two name it again.
func TestLoad_ibid(t *testing.T) {
	store := memory.New(memory.Options{})
	list := `<h2>References</h2>
<p>1. Базаров В.Б. Монголо-японские дипломатические отношения // Власть. 2009. № 9. С. 157-159.</p>
<p>2. Там же. С. 158.</p>
<p>3. Базаров В.Б. Указ. соч. С. 157.</p></body>`
	dir := folder(t, map[string]string{
		"page.html": strings.Replace(page("10.1/1", "Mongolia and its neighbors"), "</body>", list, 1),
	})
	load(t, store, loaders.Options{}, filepath.Join(dir, "page.html"))
	count := func(p quad.Term) (n int64) {
		if err := store.View(t.Context(), func(snap graph.Snapshot) error {
			id, _, err := snap.Lookup(p)
			if err == nil && id != 0 {
				n, err = snap.Count(graph.Row{0, id, 0, 0})
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if cites, refers, words := count(vocab.CitoCites), count(vocab.BiroReferences), count(vocab.C4oHasContent); cites != 1 || refers != 3 || words != 3 {
		t.Errorf("%d works are cited by %d references in %d words, want 1 by 3 in 3", cites, refers, words)
	}
}
