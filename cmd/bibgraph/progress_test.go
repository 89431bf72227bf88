package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bibgraph/data/catalogue"
)

// terminalOf is a terminal that calls a function when something is drawn on it.
type terminalOf struct {
	bytes.Buffer
	drawn func()
}

func (t *terminalOf) Write(p []byte) (int, error) {
	t.drawn()
	return t.Buffer.Write(p)
}

// TestProgress has long work draw how far it has come, and wipe it away, on a
// terminal only; and leave all as it was if it is interrupted meanwhile.
func TestProgress(t *testing.T) {
	folder := t.TempDir()
	store, data, backup := filepath.Join(folder, "store"), filepath.Join(folder, "data.nq"), filepath.Join(folder, "backup")
	var quads bytes.Buffer
	if _, err := catalogue.Write(&quads, 1, 2000); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(data, quads.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, told := bibgraph(t, "load", "--store", store, data); code != exitOK {
		t.Fatal(told)
	}
	more := filepath.Join(folder, "more.nq") // for something to compact
	if err := os.WriteFile(more, []byte("<a> <p> <b> .\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, told := bibgraph(t, "load", "--store", store, "--lax", more); code != exitOK {
		t.Fatal(told)
	}
	_, want, _ := bibgraph(t, "export", "--store", store)

	for _, c := range []struct {
		doing, makes string
		args         []string
	}{
		{"compacting", "", []string{"compact", "--store", store}},
		{"backing up", backup, []string{"backup", "--store", store, backup}},
		{"restoring", store + ".replaced", []string{"restore", "--store", store, "--replace", backup}},
		{"checking", "", []string{"check", "--store", store}},
	} {
		ctx, interrupt := context.WithCancel(t.Context())
		screen := &terminalOf{drawn: interrupt}
		code := run(ctx, streams{in: strings.NewReader(""), out: screen, err: screen, live: true}, c.args)
		if got := screen.String(); code != exitInterrupted || !strings.HasSuffix(got, "\r\x1b[Kbibgraph: interrupted; the store is as it was before the unfinished step\n") {
			t.Errorf("interrupted %s gives %d and tells %q", c.args[0], code, got)
		}
		if _, err := os.Stat(c.makes); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("interrupted %s left %s", c.args[0], c.makes)
		}
		if _, got, _ := bibgraph(t, "export", "--store", store); got != want {
			t.Errorf("interrupted %s changed the store", c.args[0])
		}

		screen = &terminalOf{drawn: func() {}}
		code = run(t.Context(), streams{in: strings.NewReader(""), out: new(bytes.Buffer), err: screen, live: true}, c.args)
		got := screen.String()
		if code != exitOK || !strings.HasPrefix(got, "\r"+c.doing+" ") || !strings.HasSuffix(got, " %\r\x1b[K") {
			t.Errorf("%s gives %d and draws %q", c.args[0], code, got)
		}
	}
	if code, _, told := bibgraph(t, "backup", "--store", store, filepath.Join(folder, "other")); code != exitOK || told != "" {
		t.Errorf("where there is no terminal, backup gives %d and tells %q", code, told)
	}
}
