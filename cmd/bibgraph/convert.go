package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
)

func convertCommand(std streams) *cobra.Command {
	var c conversion
	cmd := &cobra.Command{
		Use:   "convert IN OUT",
		Short: "Turn a file of quads into another format",
		Long: `Convert reads quads and writes them in another format, as they come, without a
store. Formats are told by the names of the files, .gz after the extension
included; - is standard input or output. Formats without graphs, such as Turtle
and N-Triples, leave the names of graphs out.

The first error ends the conversion, and a file is then left as it was.

Read:  ` + strings.Join(inputs(), ", ") + `
Write: ` + strings.Join(exports(), ", "),
		Example: `  bibgraph convert graph.nq.gz graph.ttl
  bibgraph convert --to trig graph.nq -
  curl https://journal.example/data.ttl | bibgraph convert --from turtle --base https://journal.example/data.ttl - data.nq`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := c.run(cmd.Context(), std, args[0], args[1])
			if err == nil && args[1] != "-" {
				_, err = fmt.Fprintf(std.err, "wrote %d quads to %s\n", n, args[1])
			}
			return err
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&c.from, "from", "", "format to read; told by the name if not given")
	flags.StringVar(&c.to, "to", "", "format to write; told by the name if not given")
	flags.StringVar(&c.base, "base", "", "IRI that relative IRIs of Turtle and TriG start from")
	flags.BoolVar(&c.lax, "lax", false, "take what Cayley takes: bare words, relative IRIs, literal labels")
	return cmd
}

// inputs names the formats that quads can be read from.
func inputs() []string {
	var names []string
	for _, f := range formats.All {
		if f.Read != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

type conversion struct {
	from, to, base string
	lax            bool
}

func (c conversion) run(ctx context.Context, std streams, in, out string) (n int, err error) {
	from, err := formatOf(in, c.from, "--from")
	if err != nil {
		return 0, err
	}
	if from.Read == nil {
		return 0, usageError{fmt.Errorf("%s cannot be read; what can is %s", from.Name, strings.Join(inputs(), ", "))}
	}
	to, err := formatOf(out, c.to, "--to")
	if err != nil {
		return 0, err
	}
	source := std.in
	if in != "-" {
		f, err := os.Open(in)
		if err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		source = f
	}
	if source, err = unzipped(source); err != nil {
		return 0, fmt.Errorf("%s: %w", in, err)
	}
	quads := until(ctx, from.Read(source, formats.Options{Name: in, Base: c.base, Lax: c.lax}))
	write := func(w io.Writer) (int, error) { return to.Write(w, quads) }
	if strings.HasSuffix(out, ".gz") {
		write = func(w io.Writer) (int, error) {
			z := gzip.NewWriter(w)
			n, err := to.Write(z, quads)
			return n, errors.Join(err, z.Close())
		}
	}
	if out == "-" {
		return write(std.out)
	}
	return writeFile(out, write)
}

// formatOf is the format that is named, or that a file's name tells.
func formatOf(file, named, flag string) (formats.Format, error) {
	if named != "" {
		f, ok := formats.ByName(named)
		if !ok {
			return f, usageError{fmt.Errorf("no format %q; there is %s", named, strings.Join(exports(), ", "))}
		}
		return f, nil
	}
	f, ok := formats.ByPath(strings.TrimSuffix(file, ".gz"))
	switch {
	case ok:
		return f, nil
	case file == "-":
		return f, usageError{fmt.Errorf("- has no name that tells its format: say %s", flag)}
	default:
		return f, usageError{fmt.Errorf("%s: the extension %q tells no format: say %s", file, filepath.Ext(file), flag)}
	}
}

// unzipped is what r holds, be it gzipped or not.
func unzipped(r io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	if head, _ := b.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return b, nil // an error comes again when more is read
	}
	return gzip.NewReader(b)
}

// until gives quads up to the end of the context.
func until(ctx context.Context, quads iter.Seq2[quad.Quad, error]) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			if ctx.Err() != nil {
				yield(quad.Quad{}, ctx.Err())
				return
			}
			if !yield(q, err) {
				return
			}
		}
	}
}

// writeFile writes beside the file and renames at the end, so that the file is
// whole or as it was. A link stays one to the file; what is no file, such as a
// pipe or /dev/null, is written to.
func writeFile(name string, write func(io.Writer) (int, error)) (n int, err error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return 0, err
		}
		n, err = write(f)
		return n, errors.Join(err, f.Close())
	}
	beside, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(beside.Name()))
		}
	}()
	n, err = write(beside)
	if err = errors.Join(err, beside.Chmod(0o644), beside.Sync(), beside.Close()); err != nil {
		return n, err
	}
	return n, os.Rename(beside.Name(), name)
}
