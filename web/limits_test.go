package web_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"bibgraph/graph"
	"bibgraph/graph/stores"
	"bibgraph/graph/stores/memory"
	"bibgraph/web"
)

// killers each end a running Cayley.
var killers = []string{
	`g.V().except(g.V("<nope>")).all()`,
	`g.V("<a>").labels().order().all()`,
	`g.V("<a>").tag("s").labels().back("s").all()`,
	`g.V("<a>").tag("s").inPredicates().back("s").all()`,
	`g.V("<a>").tag("s").outPredicates().back("s").all()`,
	`g.V("<a>").followR(g.M().labels()).all()`,
	`g.V("<a>").followR(g.M().inPredicates()).all()`,
	`g.V("<a>").followR(g.M().outPredicates()).all()`,
	`g.V("<a>").out("<p>", null).all()`,
	`g.V("<a>").out({a: 1}).all()`,
	`g.V("<a>").out("<p>", {a: 1}).all()`,
	`g.V("<a>").labelContext({a: 1}).out().all()`,
	`g.V("<a>").followRecursive("<p>", null, "d").all()`,
	`iri(5)`,
	`lang(1, 2)`,
	`typed(null, null)`,
	`var a = []; a[0] = a; g.emit(a)`,
	`var o = {}; o.o = o; g.emit(o)`,
}

// greedy want more time, memory or depth than there is.
var greedy = []string{
	`while (true) {}`,
	`(function f() { f() })()`,
	`var s = "x"; while (true) s += s`,
	`var a = []; while (true) a.push(new Array(1000).join("x") + a.length)`,
	`var p = g.V(); while (true) p = p.out()`,
	`g.V().both().both().both().both().both().both().both().both().both().both().count()`,
	`while (true) g.emit("x")`,
	`g.V().forEach(function () { while (true) {} })`,
	strings.Repeat("(", 10_000) + "1" + strings.Repeat(")", 10_000),
	strings.Repeat("[", 1_000_000),
	strings.Repeat("{", 1_000_000),
	strings.Repeat("function f(){", 10_000) + strings.Repeat("}", 10_000),
}

// TestHostile asks all that is hostile at once, in every language and form,
// while as many others want an ordinary answer.
func TestHostile(t *testing.T) {
	url, _ := serve(t, web.Options{Timeout: time.Minute, MaxMemory: 64 << 20})
	var ring strings.Builder
	for i := range 200 {
		fmt.Fprintf(&ring, "<n%d> <p> <n%d> .\n", i, (i+1)%200)
	}
	write(t, url, "<a> <p> <b> <g> .\n"+ring.String())

	paths := []string{"/api/v2/query?timeout=1s&lang=gizmo", "/api/v2/query?timeout=1s&lang=graphql", "/api/v2/query?timeout=1s&lang=mql"}
	var wg sync.WaitGroup
	for _, path := range paths {
		for _, text := range slices.Concat(greedy, killers) {
			wg.Go(func() {
				got := call{method: "POST", path: path, body: text}.to(t, url)
				if got.status != 200 && got.status != 400 || !strings.HasPrefix(got.body, `{"`) {
					t.Errorf("%s %.80s: %d %.200s", path, text, got.status, got.body)
				}
			})
			wg.Go(func() {
				got := call{method: "POST", path: "/api/v2/query?lang=gizmo", body: `g.V("<a>").out("<p>").all()`}.to(t, url)
				if got.body != `{"result":[{"id":"<b>"}]}`+"\n" {
					t.Errorf("an ordinary query beside %.80s: %d %s", text, got.status, got.body)
				}
			})
		}
	}
	wg.Wait()
}

// counted tells how many readers a store has had at once.
type counted struct {
	graph.Store
	now, most atomic.Int64
}

func (c *counted) View(ctx context.Context, f func(graph.Snapshot) error) error {
	now := c.now.Add(1)
	defer c.now.Add(-1)
	for most := c.most.Load(); now > most && !c.most.CompareAndSwap(most, now); {
		most = c.most.Load()
	}
	return c.Store.View(ctx, f)
}

// TestTurns holds that few long queries run at once, that each is answered
// once though it may run twice, and that those without end do not keep the
// others out.
func TestTurns(t *testing.T) {
	store := &counted{Store: memory.New(memory.Options{})}
	server := httptest.NewServer(web.Handler(store, web.Options{Timeout: 30 * time.Second}))
	defer server.Close()
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			got := call{method: "POST", path: "/api/v2/query?lang=gizmo&timeout=2s", body: "while (true) {}"}.to(t, server.URL)
			if got.status != 400 || !strings.Contains(got.body, "deadline") {
				t.Errorf("got %d %s", got.status, got.body)
			}
		})
		wg.Go(func() {
			long := fmt.Sprintf("g.emit(%d); for (var end = Date.now() + 100; Date.now() < end;) {}; g.emit('done'); null", i)
			got := call{method: "POST", path: "/api/v2/query?lang=gizmo", body: long}.to(t, server.URL)
			if want := fmt.Sprintf("{\"result\":[%d,\"done\"]}\n", i); got.body != want {
				t.Errorf("got %d %s, want %s", got.status, got.body, want)
			}
		})
	}
	wg.Wait()
	if most := store.most.Load(); most > int64(4*runtime.GOMAXPROCS(0)) {
		t.Errorf("%d queries ran at once", most)
	}
}

// TestLimits holds that nothing is cut in silence.
func TestLimits(t *testing.T) {
	quick, _ := serve(t, web.Options{Timeout: 300 * time.Millisecond})
	small, _ := serve(t, web.Options{MaxMemory: 1 << 16})
	const longAnswer = "/api/v2/query?lang=gizmo&limit=1"
	for name, c := range map[string]struct {
		path, body string
		status     int
		want       string
	}{
		"server's time limit": {"/api/v2/query?lang=gizmo", "while(true){}", 400, "context deadline exceeded"},
		"of version 1":        {"/query/gizmo", "while(true){}", 400, "context deadline exceeded"},
		"own time limit":      {"/api/v2/query?lang=gizmo&timeout=20ms", "while(true){}", 400, "context deadline exceeded"},
		"own, too long":       {"/api/v2/query?lang=gizmo&timeout=10h", "while(true){}", 400, "context deadline exceeded"},
		"long answer":         {longAnswer, "var s='x'; for(var i=0;i<18;i++) s+=s; g.emit(s)", 400, "the answer is longer"},
		"long query":          {"/api/v2/query?lang=gizmo", strings.Repeat(" ", 16<<20+1), 413, "at most 16 MiB"},
		"long query, v1":      {"/api/v1/query/gizmo", strings.Repeat(" ", 16<<20+1), 413, "at most 16 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			url := quick
			if c.path == longAnswer {
				url = small
			}
			got := call{method: "POST", path: c.path, body: c.body}.to(t, url)
			if got.status != c.status || !strings.Contains(got.body, c.want) {
				t.Errorf("got %d %.200s, want %d %s", got.status, got.body, c.status, c.want)
			}
		})
	}
}

// TestManyClients holds that 200 clients at once all get what they ask for.
func TestManyClients(t *testing.T) {
	url, store := serve(t, web.Options{})
	var quads strings.Builder
	for i := range 500 {
		fmt.Fprintf(&quads, "<a> <n> \"%d\" .\n", i)
	}
	write(t, url, quads.String())
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			if i%5 == 0 {
				write(t, url, fmt.Sprintf("<w%d> <p> <o> .\n", i))
				return
			}
			got := call{method: "POST", path: "/api/v2/query?lang=gizmo", body: `g.emit(g.V("<a>").out("<n>").count())`}.to(t, url)
			if got.body != "{\"result\":[500]}\n" {
				t.Errorf("got %d %s", got.status, got.body)
			}
		})
	}
	wg.Wait()
	if n := length(t, store); n != 540 {
		t.Errorf("the store holds %d quads, want 540", n)
	}
}

// TestGone holds that nothing goes on for a client that has left.
func TestGone(t *testing.T) {
	store, err := stores.Open(t.Context(), "memory:", stores.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }() // in memory
	handler := web.Handler(store, web.Options{Timeout: time.Hour})
	begun, ended := make(chan struct{}, 1), make(chan struct{}, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { ended <- struct{}{} }()
		begun <- struct{}{}
		handler.ServeHTTP(w, r)
	}))
	defer server.Close()
	for _, path := range []string{"/api/v2/query?lang=gizmo", "/api/v1/query/gizmo", "/api/v1/shape/gizmo"} {
		ctx, leave := context.WithCancel(t.Context())
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+path, strings.NewReader("while (true) {}"))
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			<-begun
			leave()
		}()
		res, err := http.DefaultClient.Do(req)
		if err == nil {
			_ = res.Body.Close()
		}
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", path, err)
		}
		<-ended // or the test runs out of time
	}
}

// TestSlowWriter holds that a client whose body is still on its way keeps
// nobody else from writing, and that nothing of it stays if it leaves.
func TestSlowWriter(t *testing.T) {
	url, store := serve(t, web.Options{})
	body, rest := io.Pipe()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/api/v2/write", body)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		res, err := http.DefaultClient.Do(req)
		if err == nil {
			_ = res.Body.Close()
		}
	}()
	if _, err := io.WriteString(rest, "<slow> <p> <o> .\n"); err != nil {
		t.Fatal(err)
	}
	write(t, url, two)
	_ = rest.CloseWithError(errors.New("the client leaves"))
	<-done
	write(t, url, two)
	if n := length(t, store); n != 2 {
		t.Errorf("the store holds %d quads, want 2", n)
	}
}

// broken is a store that panics, as a defect of ours would.
type broken struct{ graph.Store }

func (broken) View(context.Context, func(graph.Snapshot) error) error { panic("defect") }

func TestPanic(t *testing.T) {
	server := httptest.NewServer(web.Handler(broken{}, web.Options{}))
	defer server.Close()
	got := call{method: "POST", path: "/api/v2/query?lang=gizmo", body: "g.V().all()"}.to(t, server.URL)
	if got.status != 500 || !strings.Contains(got.body, "internal error") {
		t.Errorf("got %d %s", got.status, got.body)
	}
}
