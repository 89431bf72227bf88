package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/graph"
	"bibgraph/graph/vocab"
	"bibgraph/queries"
	"bibgraph/queries/results"
	"bibgraph/queries/saved"
)

// asked is a query as the command line gives it.
type asked struct {
	lang, format, file string
	limit              int
	list, explain      bool
}

func queryCommand(std streams, store *storeFlag) *cobra.Command {
	var a asked
	cmd := &cobra.Command{
		Use:   "query [TEXT | -f FILE | NAME [key=value...]]",
		Short: "Ask the graph",
		Long: `Query runs a query text, the query in a file, or one of the saved queries by its
name with its parameters, and prints the answer as a table.`,
		Example: `  bibgraph query --list
  bibgraph query cited-sources article=doi:10.24411/2500-2872-2020-10004
  bibgraph query related-themes topic="third neighbor policy" --format json
  bibgraph query 'g.V().has("<http://purl.org/spar/cito/cites>").limit(5).all()'
  bibgraph query -f question.gizmo`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.list {
				return listSaved(std)
			}
			if err := a.check(); err != nil {
				return err
			}
			text, columns, err := a.text(std, args)
			if err != nil {
				return err
			}
			if columns != nil && !cmd.Flags().Changed("limit") {
				a.limit = -1 // a saved query knows how much it asks for
			}
			return store.read(cmd.Context(), func(s graph.Store) error {
				return a.run(cmd.Context(), std, s, text, columns)
			})
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, q := range saved.All() {
				names = append(names, q.Name+"\t"+q.Description)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&a.lang, "lang", "gizmo", "query language: "+strings.Join(queries.Names(), ", "))
	flags.StringVar(&a.format, "format", "table", "format of the answer: "+strings.Join(results.Names(), ", "))
	flags.StringVarP(&a.file, "file", "f", "", "read the query from a file; - for standard input")
	flags.IntVar(&a.limit, "limit", 100, "most rows, unless the query itself asks for more; -1 for all, as saved queries give")
	flags.BoolVar(&a.list, "list", false, "list the saved queries")
	flags.BoolVar(&a.explain, "explain", false, "print the plan of the query and do not run it")
	return cmd
}

// check refuses names that stand for nothing before the store is opened.
func (a asked) check() error {
	if !slices.Contains(results.Names(), a.format) {
		return usageError{fmt.Errorf("no format %q for answers; there is %s", a.format, strings.Join(results.Names(), ", "))}
	}
	if !queries.Known(a.lang) {
		return usageError{fmt.Errorf("no query language %q; there is %s", a.lang, strings.Join(queries.Names(), ", "))}
	}
	return nil
}

// text finds the query: in a file, by the name of a saved one, or as it stands.
func (a asked) text(std streams, args []string) (text string, columns []string, err error) {
	switch {
	case a.file != "" && len(args) > 0:
		return "", nil, usageError{errors.New("a query comes from -f FILE or from the command line, not from both")}
	case a.file == "-":
		data, err := io.ReadAll(std.in)
		return string(data), nil, err
	case a.file != "":
		data, err := os.ReadFile(a.file)
		return string(data), nil, err
	case len(args) == 0:
		return "", nil, usageError{errors.New("no query: give a text, -f FILE, or the name of a saved query")}
	}
	q, ok := saved.Lookup(args[0])
	switch {
	case ok:
		params, err := pairs(args[1:])
		if err != nil {
			return "", nil, err
		}
		text, err := q.Bind(params)
		if err != nil {
			return "", nil, usageError{err}
		}
		return text, q.Columns, nil
	case !strings.ContainsAny(args[0], "(;{ \t\n"):
		err := fmt.Errorf("there is no saved query %q", args[0])
		return "", nil, hinted{usageError{err}, "see bibgraph query --list"}
	case len(args) > 1:
		return "", nil, usageError{errors.New("a query text is one argument: put it in quotes")}
	}
	return args[0], nil, nil
}

// pairs reads the parameters of a saved query.
func pairs(args []string) (map[string]string, error) {
	params := make(map[string]string, len(args))
	for _, arg := range args {
		key, value, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, usageError{fmt.Errorf("%q is no parameter: write key=value", arg)}
		}
		params[key] = value
	}
	return params, nil
}

func (a asked) run(ctx context.Context, std streams, store graph.Store, text string, columns []string) error {
	return store.View(ctx, func(snap graph.Snapshot) error {
		if a.explain {
			plan, err := queries.Explain(ctx, snap, a.lang, text)
			if err == nil {
				_, err = fmt.Fprintln(std.out, plan)
			}
			return err
		}
		n := 0
		rows := counted(queries.Run(ctx, snap, a.lang, text, queries.Options{Limit: a.limit}), &n)
		err := results.Write(std.out, a.format, rows, results.Layout{Columns: columns, Width: std.width, Shorten: vocab.Shorten})
		if err != nil {
			return err
		}
		switch {
		case n == 0 && a.format == "table":
			_, err = fmt.Fprintln(std.err, "bibgraph: nothing in the graph answers this")
		case n == a.limit:
			_, err = fmt.Fprintf(std.err, "bibgraph: these are the first %d rows; --limit -1 gives all that there are\n", n)
		}
		return err
	})
}

// counted counts rows as they pass.
func counted(rows iter.Seq2[results.Row, error], n *int) iter.Seq2[results.Row, error] {
	return func(yield func(results.Row, error) bool) {
		for row, err := range rows {
			if err == nil {
				*n++
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// listSaved prints the saved queries for people.
func listSaved(std streams) error {
	for _, q := range saved.All() {
		var params []string
		for _, p := range q.Params {
			param := p.Name + "=" + p.Example
			if p.Default != "" {
				param = "[" + param + "]"
			}
			params = append(params, param)
		}
		if _, err := fmt.Fprintf(std.out, "%s %s\n    %s\n", q.Name, strings.Join(params, " "), q.Description); err != nil {
			return err
		}
	}
	return nil
}
