package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bibgraph/data/catalogue"
)

// bibgraph runs a command line.
func bibgraph(t *testing.T, args ...string) (code int, out, told string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), streams{in: strings.NewReader(""), out: &stdout, err: &stderr}, args)
	return code, stdout.String(), stderr.String()
}

// TestCheck_damaged flips a bit in the middle of one file of a store after the
// other, until check has told faults and a repair has mended some.
func TestCheck_damaged(t *testing.T) {
	folder := t.TempDir()
	whole, data := filepath.Join(folder, "whole"), filepath.Join(folder, "data.nq")
	var quads bytes.Buffer
	if _, err := catalogue.Write(&quads, 1, 6000); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(data, quads.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, told := bibgraph(t, "load", "--store", whole, data); code != exitOK {
		t.Fatal(told)
	}
	_, want, _ := bibgraph(t, "export", "--store", whole)
	var names []string
	err := filepath.WalkDir(whole, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(whole, path)
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}

	faults, repaired := 0, 0
	for i, name := range names {
		if faults > 0 && repaired > 0 {
			break
		}
		damaged := filepath.Join(folder, strconv.Itoa(i))
		if err := os.CopyFS(damaged, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(damaged, name)
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(content) < 4000 {
			continue
		}
		content[len(content)/2] ^= 1
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
		code, out, told := bibgraph(t, "check", "--store", damaged)
		if code == exitOK {
			if !strings.HasPrefix(out, "sound: 6000 quads") {
				t.Errorf("%s: check says %q", name, out)
			}
			continue
		}
		if !strings.Contains(told, "bibgraph: error: ") || !strings.Contains(told, "bibgraph: hint: ") {
			t.Errorf("%s: check says %q", name, told)
		}
		if out != "" {
			faults++
		}
		if code, out, _ := bibgraph(t, "check", "--repair", "--store", damaged); code == exitOK {
			repaired++
			if !strings.Contains(out, "sound: 6000 quads") || !strings.Contains(out, "the damaged store is kept at "+damaged+".damaged") {
				t.Errorf("%s: the repair says %q", name, out)
			}
			if _, got, _ := bibgraph(t, "export", "--store", damaged); got != want {
				t.Errorf("%s: the repaired store holds other quads", name)
			}
		}
	}
	if faults == 0 || repaired == 0 {
		t.Errorf("check told faults of %d stores and repaired %d, want some", faults, repaired)
	}
}
