package disk_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"bibgraph/graph/quad"
	"bibgraph/graph/stores/disk"
)

var makeFixture = flag.Bool("update", false, "write the old store of this format anew")

// oldQuads are in the old stores of testdata, one of each sort of term.
var oldQuads = []quad.Quad{
	{Subject: quad.IRI("https://doi.org/10.24411/2500-2872-2020-10004"), Predicate: quad.IRI("http://purl.org/dc/terms/title"), Object: quad.Lang("Монгол Улсын Гадаад бодлого", "mn")},
	{Subject: quad.IRI("a"), Predicate: quad.IRI("p"), Object: quad.Blank("b"), Label: quad.IRI("g")},
	{Subject: quad.Blank("b"), Predicate: quad.IRI("p"), Object: quad.String("plain"), Label: quad.IRI("g")},
	{Subject: quad.Blank("b"), Predicate: quad.IRI("p"), Object: quad.Int(-7), Label: quad.IRI("g")},
	{Subject: quad.Blank("b"), Predicate: quad.IRI("p"), Object: quad.Typed("007", quad.XSDInteger), Label: quad.IRI("g")},
	{Subject: quad.Blank("b"), Predicate: quad.IRI("p"), Object: quad.Typed("2020", quad.XSDGYear)},
	{Subject: quad.Blank("b"), Predicate: quad.IRI("p"), Object: quad.Typed("2020-05-31", quad.XSDDate)},
	{Subject: quad.Blank("b"), Predicate: quad.IRI("p"), Object: quad.Bool(true)},
}

// TestOpen_oldStores opens a store of every format there has been. Write the
// one of a new format with -update, and never that of an old one again.
func TestOpen_oldStores(t *testing.T) {
	if *makeFixture {
		place := filepath.Join("testdata", fmt.Sprintf("format%d", disk.FormatVersion))
		must(t, os.RemoveAll(place))
		s := open(t, place, disk.Options{TableRows: 1}) // some in files, and some on top
		add(t, s, oldQuads[:4]...)
		must(t, s.Close())
		keep(t, place, oldQuads...)
	}
	for version := 1; version <= disk.FormatVersion; version++ {
		t.Run(strconv.Itoa(version), func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "store")
			must(t, os.CopyFS(place, os.DirFS(filepath.Join("testdata", fmt.Sprintf("format%d", version)))))
			before := files(t, place)
			s := open(t, place, disk.Options{ReadOnly: true})
			holds(t, s, oldQuads...)
			must(t, s.Close())
			if after := files(t, place); len(after) != len(before) {
				t.Errorf("reading left %d files where there were %d", len(after), len(before))
			}

			s = open(t, place, disk.Options{})
			holds(t, s, oldQuads...)
			add(t, s, append(numbered(10), oldQuads...)...)
			holds(t, s, append(numbered(10), oldQuads...)...)
			must(t, s.Close())

			s = open(t, place, disk.Options{TableRows: 1}) // has all rows go into files
			add(t, s, numbered(20)...)
			holds(t, s, append(numbered(20), oldQuads...)...)
			must(t, s.Close())
			marker, err := os.ReadFile(filepath.Join(place, "STORE"))
			must(t, err)
			if want := fmt.Sprintf("bibgraph store, format %d\n", disk.FormatVersion); string(marker) != want {
				t.Errorf("the marker says %q, want %q", marker, want)
			}
		})
	}
}
