package stores_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores"
)

func TestOpen(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct {
		address string
		folder  string // made by opening; none in memory
	}{
		{"memory:", ""},
		{"Memory:", ""},
		{"disk:one.db", "one.db"},
		{"two.db", "two.db"},
		{"disk:a/three.db", "a/three.db"},
		{"./four:4.db", "four:4.db"},
		{"disk:disk:5.db", "disk:5.db"},
	} {
		s, err := stores.Open(t.Context(), c.address, stores.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.address, err)
			continue
		}
		p := quad.IRI("p")
		err = s.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Add(quad.Quad{Subject: p, Predicate: p, Object: p})
			return err
		})
		if err := errors.Join(err, s.Close()); err != nil {
			t.Errorf("%s: %v", c.address, err)
		}
		if c.folder != "" {
			if _, err := os.Stat(c.folder); err != nil {
				t.Errorf("%s: %v", c.address, err)
			}
		}
	}
}

func TestOpen_refuses(t *testing.T) {
	place := filepath.Join(t.TempDir(), "none.db")
	for _, c := range []struct {
		address string
		options stores.Options
		want    error  // if it is a known one
		says    string // in the message
	}{
		{"postgres://me:secret@host/db", stores.Options{}, nil, `"postgres:"; there are disk:PATH, memory:`},
		{"", stores.Options{}, nil, "path"},
		{"disk:", stores.Options{}, nil, "path"},
		{"memory:here", stores.Options{}, nil, "memory:"},
		{place, stores.Options{MustExist: true}, fs.ErrNotExist, place},
		{"disk:" + place, stores.Options{ReadOnly: true}, fs.ErrNotExist, place},
	} {
		s, err := stores.Open(t.Context(), c.address, c.options)
		if err == nil || s != nil {
			t.Errorf("%s: opened %v", c.address, s)
			continue
		}
		if c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.address, err, c.want)
		}
		if !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %q does not say %q", c.address, err, c.says)
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %q tells the password", c.address, err)
		}
	}
	if _, err := os.Stat(place); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a store was made")
	}
}

func TestOpen_memoryReadOnly(t *testing.T) {
	s, err := stores.Open(t.Context(), "memory:", stores.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), func(graph.Tx) error { return nil }); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("updating gives %v, want %v", err, graph.ErrReadOnly)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestCheck goes to stores that check themselves and to those that do not.
func TestCheck(t *testing.T) {
	for _, address := range []string{"memory:", "disk:" + filepath.Join(t.TempDir(), "store")} {
		s, err := stores.Open(t.Context(), address, stores.Options{})
		if err != nil {
			t.Fatal(err)
		}
		p := quad.IRI("p")
		err = s.Update(t.Context(), func(tx graph.Tx) error {
			for i := range 5000 {
				if _, err := tx.Add(quad.Quad{Subject: p, Predicate: p, Object: quad.Int(int64(i))}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		told := int64(0)
		faults, err := stores.Check(t.Context(), s, func(done, all int64) { told = all })
		if len(faults) > 0 || err != nil || told != 4*5000 {
			t.Errorf("%s: faults %v, %v; %d rows to check", address, faults, err, told)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if _, err := stores.Repair(t.Context(), address, nil); (err == nil) != strings.HasPrefix(address, "disk") {
			t.Errorf("repair of %s: %v", address, err)
		}
	}
}
