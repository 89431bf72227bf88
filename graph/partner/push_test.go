package partner_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bibgraph/graph"
	"bibgraph/graph/partner"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
)

func TestPush(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: filepath.Join(t.TempDir(), "sent")}
	change(t, store, []quad.Quad{of("a", "p", quad.Int(5)), of("a", "p", quad.Lang("дом", "ru")), of("b", "p", quad.IRI("a"))}, nil)
	want := partner.Report{Target: c.URL, Added: 3}
	push(t, store, c, o, want)
	same(t, store, c)

	// Nothing changed: nothing is sent.
	want = partner.Report{Target: c.URL, Unchanged: 3}
	c.requests = nil
	push(t, store, c, o, want)
	if len(c.requests) > 0 {
		t.Errorf("sent %q", c.requests)
	}

	// What changed is sent, and what others wrote there stays.
	c.holds[`<x> <y> <z> .`] = true
	change(t, store, []quad.Quad{of("c", "p", quad.IRI("b"))}, []quad.Quad{of("a", "p", quad.Int(5))})
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 1, Removed: 1, Unchanged: 2})
	if diff := cmp.Diff([]string{"write 1", "delete 1"}, c.requests); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	if !c.holds[`<x> <y> <z> .`] {
		t.Error("deleted what it had not written")
	}
	delete(c.holds, `<x> <y> <z> .`)
	same(t, store, c)
}

// Two literals of one value are one quad there: it goes when both are gone.
func TestPush_values(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir()}
	five, int5 := of("a", "p", quad.Typed("05", quad.XSDInteger)), of("a", "p", quad.Typed("5", quad.XSD+"int"))
	early, late := of("a", "t", quad.Typed("2020-05-18T12:30:00.1Z", quad.XSDDateTime)), of("a", "t", quad.Typed("2020-05-18T15:30:00.9+03:00", quad.XSDDateTime))
	change(t, store, []quad.Quad{five, int5, early, late}, nil)
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 2})
	if diff := cmp.Diff([]string{`<a> <p> "5"^^<xsd:integer> .`, `<a> <t> "2020-05-18T12:30:00Z"^^<xsd:dateTime> .`}, c.all()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	change(t, store, nil, []quad.Quad{five, late})
	push(t, store, c, o, partner.Report{Target: c.URL, Unchanged: 2})
	same(t, store, c)
	change(t, store, nil, []quad.Quad{int5})
	push(t, store, c, o, partner.Report{Target: c.URL, Unchanged: 1, Removed: 1})
	same(t, store, c)
}

// What Cayley's reader drops or chokes on is told, and the rest is sent.
func TestPush_leftOut(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir()}
	change(t, store, []quad.Quad{
		of("a", "p", quad.IRI("")), of("a", "p", quad.Typed("x", "a\x7f")), of("a", "p", quad.Blank(`b\`)),
		of("a", "p", quad.Lang("x", "ru_RU")), of("a", "p", quad.Lang("x", "1a")), of("a", "p", quad.Lang("x", "ru-1a")),
	}, nil)
	var told []string
	o.LeftOut = func(_ quad.Quad, err error) { told = append(told, err.Error()) }
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 1, Skipped: 5})
	slices.Sort(told)
	if diff := cmp.Diff([]string{
		`object "x"@1a: a language tag that is not letters first, with hyphens, is not read by Cayley`,
		`object "x"@ru_RU: a language tag that is not letters first, with hyphens, is not read by Cayley`,
		"object \"x\"^^<a\x7f>: an IRI with the character U+007F is not read by Cayley",
		`object <>: an empty IRI makes Cayley drop the quad`,
		`object _:b\: a blank node with a backslash is not read by Cayley`,
	}, told); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Whatever is in a store, Cayley's reader takes what is sent, and it comes
// back as it was, or it is left out.
func TestPush_anyQuad(t *testing.T) {
	anyText := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "a b", `a\b"<>{}`, "a\x7f", "<a>", "_:b", "a.", "@prefix", "5", "true", "\r\n\b\f\x00", "2009-09-01T03:00:00.5+03:00"}))
	term := rapid.OneOf(
		rapid.Map(anyText, quad.IRI), rapid.Map(anyText, quad.String), rapid.Map(anyText, quad.Blank), rapid.Map(anyText, quad.FromString),
		rapid.Custom(func(t *rapid.T) quad.Term {
			return quad.Lang(anyText.Draw(t, "text"), rapid.SampledFrom([]string{"en", "ru-Latn-t-m0-bgn", "ru_RU", "1a", "a1", "EN"}).Draw(t, "tag"))
		}),
		rapid.Custom(func(t *rapid.T) quad.Term {
			types := rapid.OneOf(anyText, rapid.SampledFrom([]string{quad.XSDInteger, "xsd:double", quad.XSDBoolean, quad.XSDDateTime, quad.XSDGYear, "xsd:string"}))
			return quad.Typed(anyText.Draw(t, "text"), types.Draw(t, "type"))
		}),
	)
	c := stock(t)
	rapid.Check(t, func(rt *rapid.T) {
		clear(c.holds)
		store := memory.New(memory.Options{})
		var quads []quad.Quad
		for range 20 {
			q := quad.Quad{Subject: term.Draw(rt, "subject"), Predicate: term.Draw(rt, "predicate"), Object: term.Draw(rt, "object")}
			if rapid.Bool().Draw(rt, "labelled") {
				q.Label = term.Draw(rt, "label")
			}
			if q.Check() == nil {
				quads = append(quads, q)
			}
		}
		change(t, store, quads, nil)
		left := map[quad.Quad]bool{}
		o := partner.Options{Folder: t.TempDir(), LeftOut: func(q quad.Quad, _ error) { left[q] = true }}
		if _, err := try(t.Context(), store, c, o); err != nil {
			rt.Fatal(err)
		}
		back := map[string]bool{}
		for q, err := range c.server().Quads(t.Context()) {
			if err != nil {
				rt.Fatal(err)
			}
			back[text(q)] = true
		}
		want := map[string]bool{}
		if err := store.View(t.Context(), func(snap graph.Snapshot) error {
			for q, err := range graph.Quads(snap, graph.Row{}, graph.SPOG) {
				if err != nil {
					return err
				}
				if !left[q] {
					want[text(q)] = true
				}
			}
			return nil
		}); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(want, back); diff != "" {
			rt.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// What is to be deleted and was deleted by somebody else is no error.
func TestPush_absent(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir()}
	quads := numbered(100)
	change(t, store, append(quads, of("a", "stays", quad.Int(1))), nil)
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 101})
	delete(c.holds, text(quads[7]))
	delete(c.holds, text(quads[8]))
	delete(c.holds, text(quads[93]))
	change(t, store, nil, quads)
	push(t, store, c, o, partner.Report{Target: c.URL, Removed: 97, Absent: 3, Unchanged: 1})
	same(t, store, c)
}

func TestPush_emptied(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir()}
	quads := numbered(10)
	change(t, store, quads, nil)
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 10})
	change(t, store, nil, quads[:1])
	clear(c.holds)
	_, err := try(t.Context(), store, c, o)
	if _, ok := errors.AsType[*partner.EmptiedError](err); !ok {
		t.Errorf("got %v, want an EmptiedError", err)
	}
	o.All = true
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 9, Absent: 1})
	same(t, store, c)
	o.All = false
	push(t, store, c, o, partner.Report{Target: c.URL, Unchanged: 9})
}

// A push that broke off goes on where it stopped: the batches that were
// acknowledged are not sent again.
func TestPush_resumes(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir(), Batch: 10}
	change(t, store, numbered(95), nil)
	c.fail = func(request int) (bool, bool) { return request == 4, false }
	var progress []int
	o.Progress = func(r partner.Report) { progress = append(progress, r.Added) }
	report, err := try(t.Context(), store, c, o)
	if err == nil || report.Added != 40 || !strings.HasPrefix(err.Error(), c.URL+": ") {
		t.Errorf("got %+v, %v", report, err)
	}
	if diff := cmp.Diff([]int{10, 20, 30, 40}, progress); diff != "" {
		t.Errorf("progress (-want +got):\n%s", diff)
	}
	c.fail = nil
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 55, Unchanged: 40})
	same(t, store, c)
}

// Whatever breaks, before or after the server did its part, and wherever the
// record was cut off, pushing until it works makes both hold the same.
func TestPush_random(t *testing.T) {
	pool := append(numbered(12), of("a", "p", quad.Typed("05", quad.XSDInteger)), of("a", "p", quad.Int(5)), of("b", "p", quad.Bool(true)))
	some := rapid.SliceOfDistinct(rapid.IntRange(0, len(pool)-1), rapid.ID[int])
	pick := func(indexes []int) (quads []quad.Quad) {
		for _, i := range indexes {
			quads = append(quads, pool[i])
		}
		return quads
	}
	rapid.Check(t, func(rt *rapid.T) {
		store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir()}
		defer c.Close()
		for range rapid.IntRange(1, 4).Draw(rt, "rounds") {
			change(t, store, pick(some.Draw(rt, "added")), pick(some.Draw(rt, "removed")))
			o.Batch = rapid.IntRange(1, 5).Draw(rt, "batch")
			left := rapid.IntRange(0, 3).Draw(rt, "failures")
			breaks := rapid.SliceOfN(rapid.IntRange(0, 5), 64, 64).Draw(rt, "breaks")
			c.fail = func(request int) (bool, bool) {
				kind := breaks[request%len(breaks)]
				if left == 0 || kind > 1 {
					return false, false
				}
				left--
				return kind == 0, kind == 1
			}
			for {
				report, err := try(t.Context(), store, c, o)
				if err == nil {
					break
				}
				if _, emptied := errors.AsType[*partner.EmptiedError](err); emptied {
					rt.Fatalf("%+v, %v", report, err)
				}
				cut(t, o.Folder, rapid.IntRange(0, 2).Draw(rt, "cut"))
			}
			same(t, store, c)
		}
	})
}

// cut takes up to two bytes off the end of the record: a crash may lose the
// "=" that says that a batch was done, and nothing else that was sent.
func cut(t *testing.T, folder string, n int) {
	t.Helper()
	path := recordIn(t, folder)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(string(data), "\n=\n") {
		if err := os.Truncate(path, int64(len(data)-n)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPush_cancelled(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir(), Batch: 10}
	change(t, store, numbered(50), nil)
	ctx, cancel := context.WithCancel(t.Context())
	o.Progress = func(r partner.Report) {
		if r.Added == 20 {
			cancel()
		}
	}
	if report, err := try(ctx, store, c, o); !errors.Is(err, context.Canceled) || report.Added != 20 {
		t.Errorf("got %+v, %v", report, err)
	}
	o.Progress = nil
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 30, Unchanged: 20})
}

// Two pushes to one server do not mix their records.
func TestPush_busy(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir()}
	change(t, store, numbered(5), nil)
	inner := errors.New("not tried")
	o.Progress = func(partner.Report) { _, inner = try(t.Context(), store, c, partner.Options{Folder: o.Folder}) }
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 5})
	if !errors.Is(inner, partner.ErrBusy) {
		t.Errorf("got %v, want %v", inner, partner.ErrBusy)
	}
	push(t, store, c, partner.Options{Folder: o.Folder}, partner.Report{Target: c.URL, Unchanged: 5})
}

func TestPush_records(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir()}
	change(t, store, numbered(2), nil)
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 2})
	path := recordIn(t, o.Folder)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "# bibgraph push 1 " + c.URL + "\n" +
		"+<n0> <p> \"0\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n" +
		"+<n1> <p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n=\n"
	if diff := cmp.Diff(want, string(good)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	for _, c2 := range []struct {
		name, text, want string
		report           partner.Report
	}{
		{"cut in the head", want[:10], "", partner.Report{Target: c.URL, Added: 2}},
		{"cut before its end", want[:len(want)-1], "", partner.Report{Target: c.URL, Added: 2}},
		{"cut in a line", want + "+<n2> <p>", "", partner.Report{Target: c.URL, Unchanged: 2}},
		{"another version", "# bibgraph push 2 " + c.URL + "\n", "this is no record of pushes to " + c.URL + " that this program can read", partner.Report{}},
		{"damaged", want + "?<n2>\n", "line 5 is damaged: remove the file and push everything", partner.Report{}},
	} {
		if err := os.WriteFile(path, []byte(c2.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if c2.want == "" {
			push(t, store, c, o, c2.report)
			continue
		}
		if _, err := try(t.Context(), store, c, o); err == nil || err.Error() != path+": "+c2.want {
			t.Errorf("%s: got %v, want %s", c2.name, err, c2.want)
		}
	}
}

// A record does not grow with what comes and goes.
func TestPush_tidies(t *testing.T) {
	store, c, o := memory.New(memory.Options{}), stock(t), partner.Options{Folder: t.TempDir()}
	change(t, store, []quad.Quad{of("stays", "p", quad.Int(1))}, nil)
	size := func() int64 {
		info, err := os.Stat(recordIn(t, o.Folder))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	push(t, store, c, o, partner.Report{Target: c.URL, Added: 1})
	before := size()
	for range 3 {
		change(t, store, numbered(20), nil)
		push(t, store, c, o, partner.Report{Target: c.URL, Added: 20, Unchanged: 1})
		change(t, store, nil, numbered(20))
		push(t, store, c, o, partner.Report{Target: c.URL, Removed: 20, Unchanged: 1})
	}
	if size() != before {
		t.Errorf("the record grew from %d to %d bytes", before, size())
	}
}

func recordIn(t *testing.T, folder string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("got %q, %v, want one record", found, err)
	}
	return found[0]
}

func of(s, p string, o quad.Term) quad.Quad {
	return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o}
}

func numbered(n int) (quads []quad.Quad) {
	for i := range n {
		quads = append(quads, of("n"+quad.Int(int64(i)).Value(), "p", quad.Int(int64(i))))
	}
	return quads
}

func change(t *testing.T, store graph.Store, add, remove []quad.Quad) {
	t.Helper()
	if err := store.Update(t.Context(), func(tx graph.Tx) error {
		if _, err := tx.Add(add...); err != nil {
			return err
		}
		_, err := tx.Remove(remove...)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func try(ctx context.Context, store graph.Store, c *cayley, o partner.Options) (report partner.Report, err error) {
	c.t.Helper()
	err = store.View(context.WithoutCancel(ctx), func(snap graph.Snapshot) error {
		report, err = partner.Push(ctx, snap, c.server(), o)
		return err
	})
	return report, err
}

func push(t *testing.T, store graph.Store, c *cayley, o partner.Options, want partner.Report) {
	t.Helper()
	got, err := try(t.Context(), store, c, o)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// same compares what both hold.
func same(t *testing.T, store graph.Store, c *cayley) {
	t.Helper()
	var want []string
	if err := store.View(t.Context(), func(snap graph.Snapshot) error {
		for q, err := range graph.Quads(snap, graph.Row{}, graph.SPOG) {
			if err != nil {
				return err
			}
			want = append(want, text(q))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	if diff := cmp.Diff(slices.Compact(want), c.all()); diff != "" {
		t.Errorf("the server (-want +got):\n%s", diff)
	}
}
