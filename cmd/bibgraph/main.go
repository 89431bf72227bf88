// Command bibgraph turns scholarly articles into a knowledge graph, answers
// questions about it and serves it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// Exit codes.
const (
	exitOK          = 0
	exitFailed      = 1   // nothing was done
	exitUsage       = 2   // the command line was wrong
	exitPartly      = 3   // loaded, with some records rejected
	exitInterrupted = 130 // Ctrl-C, as shells have it
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends what waits for input
	code := run(ctx, terminal(), os.Args[1:])
	stop()
	os.Exit(code)
}

// streams is what a command may read and write; stdout carries answers only.
type streams struct {
	in       io.Reader
	out, err io.Writer
	width    int  // of the terminal that out is; 0 if it is none
	live     bool // err is a terminal: progress may be drawn over
}

func terminal() streams {
	s := streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		if width, _, err := term.GetSize(fd); err == nil {
			s.width = width
		}
	}
	s.live = term.IsTerminal(int(os.Stderr.Fd()))
	return s
}

// run runs one command line and gives its exit code.
func run(ctx context.Context, std streams, args []string) int {
	root := rootCommand(std)
	root.SetArgs(args)
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		_, _ = fmt.Fprintln(std.err, "bibgraph: interrupted; the store is as it was before the unfinished step")
		return exitInterrupted
	}
	report(std.err, err)
	var coded interface{ ExitCode() int }
	if errors.As(err, &coded) {
		return coded.ExitCode()
	}
	return exitFailed
}

// rootCommand is the table of commands.
func rootCommand(std streams) *cobra.Command {
	store := storeFlag{warn: func(err error) { _, _ = fmt.Fprintln(std.err, "bibgraph: warning:", err) }}
	root := &cobra.Command{
		Use:   "bibgraph",
		Short: "Turn scholarly articles into a knowledge graph",
		Long: `bibgraph reads the landing pages of scholarly articles, loads the article, its
authors, every cited work and its topics as linked quads, and answers questions
about them in Cayley's Gizmo language.

  bibgraph load page.html
  bibgraph query cited-sources article=doi:10.24411/2500-2872-2020-10004
  bibgraph serve`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	store.register(root.PersistentFlags())
	root.AddCommand(
		loadCommand(std, &store),
		queryCommand(std, &store),
		exportCommand(std, &store),
		convertCommand(std),
		pushCommand(std, &store),
		serveCommand(std, &store),
		statsCommand(std, &store),
		checkCommand(std, &store),
		compactCommand(std, &store),
		backupCommand(std, &store),
		restoreCommand(std, &store),
		refsCommand(std),
		benchCommand(std),
		versionCommand(std),
	)
	for _, c := range root.Commands() {
		c.Args = asUsage(c.Args)
	}
	root.Args = asUsage(root.Args)
	return root
}

// asUsage marks what is wrong with the arguments as wrong usage.
func asUsage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if check == nil {
			return nil
		}
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}
