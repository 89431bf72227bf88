package web

import (
	"context"
	"net/http"
	"net/http/pprof"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"bibgraph/graph"
)

// Metrics counts what a Handler does.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	queries  *prometheus.HistogramVec
	changes  *prometheus.CounterVec
}

// NewMetrics counts from zero, beside the size of store and the figures of the
// Go runtime.
func NewMetrics(store graph.Store) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "bibgraph_http_requests_total", Help: "Requests by route and status.",
		}, []string{"route", "code"}),
		queries: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "bibgraph_query_duration_seconds", Help: "Time from a query to the end of its answer, by route and status.",
			Buckets: prometheus.ExponentialBuckets(.001, 4, 9), // 1 ms to 65 s
		}, []string{"route", "code"}),
		changes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "bibgraph_changed_quads_total", Help: "Quads of the writes and deletions that came through.",
		}, []string{"change"}),
	}
	m.registry.MustRegister(m.requests, m.queries, m.changes,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "bibgraph_quads", Help: "Quads in the store.",
		}, func() float64 { return size(store) }),
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

// size is the number of quads, and -1 while the store cannot be read.
func size(store graph.Store) float64 {
	n := int64(-1)
	_ = store.View(context.Background(), func(snap graph.Snapshot) error { n = snap.Len(); return nil })
	return float64(n)
}

// Handler answers with all figures on every path, as Cayley does, but for Go's
// profiler under /debug/pprof/. It belongs on a listener of its own: who sees
// it sees what the server is doing.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}

// counted counts the requests of a route, and times them if they are queries.
func (m *Metrics) counted(path string, next http.Handler) http.Handler {
	label := prometheus.Labels{"route": path}
	if strings.Contains(path, "/query") {
		next = promhttp.InstrumentHandlerDuration(m.queries.MustCurryWith(label), next)
	}
	return promhttp.InstrumentHandlerCounter(m.requests.MustCurryWith(label), next)
}
