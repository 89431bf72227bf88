package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"

	"github.com/spf13/cobra"

	"bibgraph/graph"
	"bibgraph/graph/stores"
	"bibgraph/web"
)

func serveCommand(std streams, store *storeFlag) *cobra.Command {
	var listen, metrics, ui string
	var o web.Options
	var megabytes int64
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the graph: Cayley's HTTP API and a web page",
		Long: `Serve answers Cayley's HTTP API (versions 1 and 2) and shows a page to ask the
graph by hand. It holds the store until it is stopped with Ctrl-C.

POST /api/refs reads printed references as bibgraph refs does: text/plain with
one a line, or a JSON array of them; ?format= is json, spans, csl, bibtex or ris.
With ?list=true the body is printed lists of at most 1 MiB, as with refs --list.

There is no authentication: keep it on 127.0.0.1, or behind something that asks
for a password.`,
		Example: "  bibgraph serve\n  bibgraph serve --read-only --listen 127.0.0.1:8080",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.MaxMemory = megabytes << 20
			o.Log = slog.New(slog.NewTextHandler(std.err, nil))
			if ui != "" {
				folder, err := openUI(ui)
				if err != nil {
					return err
				}
				defer func() { _ = folder.Close() }() // it was only read
				o.UI = folder.FS()
			}
			return store.with(cmd.Context(), stores.Options{ReadOnly: o.ReadOnly}, func(s graph.Store) error {
				o.Metrics = web.NewMetrics(s)
				sites := []site{{"serving", listen, web.Handler(s, o)}}
				if metrics != "" {
					sites = append(sites, site{"metrics", metrics, o.Metrics.Handler()})
				}
				return serve(cmd.Context(), std, sites...)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&listen, "listen", "127.0.0.1:64210", "address and port")
	flags.StringVar(&metrics, "metrics", "", "address and port for Prometheus and Go's profiler (default none)")
	flags.StringVar(&ui, "ui", "", "folder with a built Cayley web UI to show instead of our page;\n"+
		"browsers then get numbers and booleans in JSON-LD as typed text,\n"+
		"since that UI's entity page cannot show them bare")
	flags.BoolVar(&o.ReadOnly, "read-only", false, "refuse every write")
	flags.DurationVar(&o.Timeout, "timeout", web.DefaultTimeout, "longest run of one query")
	flags.Int64Var(&megabytes, "query-memory", web.DefaultMaxMemory>>20, "most memory of one query, in MiB; what it sorts, groups or tells apart beyond that goes to temporary files")
	return cmd
}

// openUI opens the folder of a web UI; nothing outside it can be reached.
func openUI(path string) (*os.Root, error) {
	folder, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	if _, err := folder.Stat("index.html"); err != nil {
		_ = folder.Close() // it was only read
		return nil, hinted{fmt.Errorf("no web UI in %s: %w", path, err), "build Cayley's web UI and name its build folder, in which index.html is"}
	}
	return folder, nil
}

// site is what is served at an address, and the word that tells of it.
type site struct {
	word    string
	address string
	handler http.Handler
}

// serve answers at all sites until ctx ends.
func serve(ctx context.Context, std streams, sites ...site) error {
	var listeners []net.Listener
	defer func() {
		for _, l := range listeners {
			_ = l.Close() // it may be closed already
		}
	}()
	for _, s := range sites {
		l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.address)
		if err != nil {
			return hinted{err, "another program may hold the port; choose one with --listen 127.0.0.1:PORT"}
		}
		listeners = append(listeners, l)
	}
	servers := make([]*http.Server, len(sites))
	ended := make(chan error, len(sites))
	for i, s := range sites {
		servers[i] = &http.Server{Handler: patient(s.handler), ReadHeaderTimeout: headerPatience, IdleTimeout: idlePatience}
		go func() { ended <- servers[i].Serve(patientListener{listeners[i]}) }()
		_, _ = fmt.Fprintf(std.err, "%s on http://%s – stop with Ctrl-C\n", s.word, listeners[i].Addr())
	}
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopPatience)
	defer cancel()
	for _, server := range servers {
		if server.Shutdown(stopping) != nil {
			_ = server.Close() // the patience is over: cut off what is left
		}
	}
	return err
}
