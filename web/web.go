// Package web serves a graph over HTTP: the API of Cayley, so that its
// clients and its web UI work unchanged, and bibgraph's own first page.
//
// It goes through the front doors of the other rooms and holds no graph, no
// query language and no format of its own. No request can end the process: a
// panic is logged and answered, time and rows and bytes are bounded.
package web

import (
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"bibgraph/graph"
)

// Defaults of Options.
const (
	DefaultTimeout   = 30 * time.Second
	DefaultMaxMemory = 1 << 30
	DefaultRows      = 100 // rows a query answers with unless it asks for more
)

// maxQuery is the longest query text, in bytes; a longer one is refused with
// 413 and never cut.
const maxQuery = 16 << 20

// Options say how to serve; the zero value serves with the defaults.
type Options struct {
	ReadOnly  bool          // refuse every write with 403
	Timeout   time.Duration // longest run of one query; 0 is DefaultTimeout
	MaxMemory int64         // bytes one query may hold, and its answer be long; 0 is DefaultMaxMemory
	UI        fs.FS         // a built Cayley web UI to serve instead of our page
	Log       *slog.Logger  // nil drops the log
	Metrics   *Metrics      // nil counts nothing
}

// server answers requests from one store.
type server struct {
	store graph.Store
	turns *turns
	Options

	backingUp sync.Mutex
}

// Handler serves store. It does not close it.
func Handler(store graph.Store, o Options) http.Handler {
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.MaxMemory <= 0 {
		o.MaxMemory = DefaultMaxMemory
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics(store) // for nobody to see
	}
	s := &server{store: store, turns: newTurns(), Options: o}
	return s.recovered(crossOrigin(s.routes()))
}

// route is a path, the methods it takes and who answers.
type route struct {
	path   string
	takes  methods
	handle http.HandlerFunc
}

// methods of a route, beside OPTIONS.
type methods []string

var (
	get     = methods{http.MethodGet}
	post    = methods{http.MethodPost}
	getPost = methods{http.MethodGet, http.MethodPost}
)

// allow is what the Allow header tells after a wrong method. On the routes
// that take POST it is Cayley's, word for word.
func (m methods) allow() string {
	if slices.Contains(m, http.MethodPost) {
		return "GET, OPTIONS, POST"
	}
	return "GET, OPTIONS"
}

// table is every route there is. Version 1 of Cayley's API stands under
// /api/v1/ as its documents say, and without a prefix as its server has it.
func (s *server) table() []route {
	routes := []route{
		{"/health", get, s.health},

		{"/api/v2/query", getPost, s.queryV2},
		{"/api/v2/read", getPost, s.read},
		{"/api/v2/write", post, s.writeV2},
		{"/api/v2/delete", post, s.deleteV2},
		{"/api/v2/node/delete", post, s.deleteNode},
		{"/api/v2/formats", get, s.formats},

		{"/gephi/gs", get, s.gephi},

		{"/api/queries", get, s.savedList},
		{"/api/queries/{name}", get, s.savedText},

		{"/api/refs", post, s.references},
		{"/api/backup", get, s.backup},
	}
	for _, prefix := range []string{"/api/v1", ""} {
		routes = append(routes,
			route{prefix + "/query/{lang}", post, s.queryV1},
			route{prefix + "/query/gremlin", post, gremlin(s.queryV1)},
			route{prefix + "/shape/{lang}", post, s.shapeV1},
			route{prefix + "/shape/gremlin", post, gremlin(s.shapeV1)},
			route{prefix + "/write", post, s.writeV1},
			route{prefix + "/write/file/nquad", post, s.writeFileV1},
			route{prefix + "/delete", post, s.deleteV1},
		)
	}
	return routes
}

func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.table() {
		mux.Handle(r.path, s.Metrics.counted(r.path, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			if !slices.Contains(r.takes, req.Method) {
				w.Header().Set("Allow", r.takes.allow())
				http.Error(w, "Method Not Allowed", http.StatusMethodNotAllowed)
				return
			}
			r.handle(w, req)
		})))
	}
	pages := page()
	if s.UI != nil {
		pages = s.cayleyUI()
	}
	mux.Handle("/", s.Metrics.counted("/", pages))
	return mux
}

// health says that the server is up: 204 and no body.
func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusNoContent)
}

// recovered answers a panic with 500 and logs it, so that no request ends the
// process. An answer that was under way is cut off.
func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer s.rescue(w, r)
		next.ServeHTTP(w, r)
	})
}

func (s *server) rescue(w http.ResponseWriter, r *http.Request) {
	cause := recover()
	if cause == nil {
		return
	}
	if err, ok := cause.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(cause)
	}
	s.Log.ErrorContext(r.Context(), "a request failed badly", "path", r.URL.Path, "cause", cause, "stack", string(debug.Stack()))
	writeError(w, http.StatusInternalServerError, "internal error; see the server's log")
}

// crossOrigin answers OPTIONS on any path and lets pages of other origins
// ask, as Cayley does.
func crossOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin != "" {
			h := w.Header()
			h.Set("Access-Control-Allow-Origin", origin)
			h.Set("Access-Control-Allow-Methods", "POST, GET, OPTIONS, PUT, DELETE")
			h.Set("Access-Control-Allow-Headers", "Accept, Content-Type, Content-Length, Accept-Encoding, X-CSRF-Token, Authorization")
			h.Add("Vary", "Origin")
		}
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}
