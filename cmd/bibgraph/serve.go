package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"bibgraph/graph"
	"bibgraph/graph/stores"
	"bibgraph/web"
)

// patience is how long a server that was told to stop waits for the requests
// that are under way.
const patience = 5 * time.Second

func serveCommand(std streams, store *storeFlag) *cobra.Command {
	var listen string
	var o web.Options
	var megabytes int64
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the graph: Cayley's HTTP API and a web page",
		Long: `Serve answers Cayley's HTTP API (versions 1 and 2) and shows a page to ask the
graph by hand. It holds the store until it is stopped with Ctrl-C.

There is no authentication: keep it on 127.0.0.1, or behind something that asks
for a password.`,
		Example: "  bibgraph serve\n  bibgraph serve --read-only --listen 127.0.0.1:8080",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.MaxMemory = megabytes << 20
			o.Log = slog.New(slog.NewTextHandler(std.err, nil))
			return store.with(cmd.Context(), stores.Options{ReadOnly: o.ReadOnly}, func(s graph.Store) error {
				return serve(cmd.Context(), std, listen, web.Handler(s, o))
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&listen, "listen", "127.0.0.1:64210", "address and port")
	flags.BoolVar(&o.ReadOnly, "read-only", false, "refuse every write")
	flags.DurationVar(&o.Timeout, "timeout", web.DefaultTimeout, "longest run of one query")
	flags.Int64Var(&megabytes, "query-memory", web.DefaultMaxMemory>>20, "most memory of one query, in MiB")
	return cmd
}

// serve answers until ctx ends.
func serve(ctx context.Context, std streams, address string, handler http.Handler) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return hinted{err, "another program may hold the port; choose one with --listen 127.0.0.1:PORT"}
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	_, _ = fmt.Fprintf(std.err, "serving on http://%s – stop with Ctrl-C\n", listener.Addr())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := server.Shutdown(stopping); err != nil {
		_ = server.Close() // the patience is over: cut off what is left
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
