package nquads_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
)

func TestWriteSorted(t *testing.T) {
	source := []byte(`_:b <http://a/p> "b" .
<http://a/s> <http://a/p> "\u042F" <http://a/g> .
<http://a/s> <http://a/p> "Я" .
<http://a/s>   <http://a/p>   "\u042f" .  # the same again
<http://a/r> <http://a/p> "я" .
`)
	want := `<http://a/r> <http://a/p> "я" .
<http://a/s> <http://a/p> "Я" .
<http://a/s> <http://a/p> "Я" <http://a/g> .
_:b <http://a/p> "b" .
`
	for range 2 {
		var got bytes.Buffer
		n, err := nquads.WriteSorted(&got, nquads.NewReader(bytes.NewReader(source), nquads.Options{}).Quads())
		if n != 4 || err != nil || got.String() != want {
			t.Fatalf("wrote %d, %v:\n%s", n, err, got.String())
		}
		source = got.Bytes()
	}
}

func TestWrite_errors(t *testing.T) {
	good := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.String("o")}
	cannot := "nquads: cannot write a quad: "
	for _, c := range []struct {
		bad  quad.Quad
		want string
	}{
		{quad.Quad{}, cannot + "no subject"},
		{quad.Quad{Subject: good.Subject, Predicate: good.Predicate, Object: quad.Lang("a", "b c")}, cannot + `object "a": language tag`},
		{quad.Quad{Subject: quad.Blank("a b"), Predicate: good.Predicate, Object: good.Object}, cannot + `subject "a b": blank node`},
	} {
		var out bytes.Buffer
		n, err := nquads.Write(&out, each([]quad.Quad{good, c.bad, good}))
		if n != 1 || err == nil || !strings.HasPrefix(err.Error(), c.want) || out.String() != good.String()+"\n" {
			t.Errorf("%v: wrote %d, %v, %q", c.bad, n, err, out.String())
		}
		out.Reset()
		if n, err := nquads.WriteSorted(&out, each([]quad.Quad{good, c.bad})); n != 0 || err == nil || out.Len() > 0 {
			t.Errorf("%v: sorted, wrote %d, %v, %q", c.bad, n, err, out.String())
		}
	}
}

func TestWrite_failedEnds(t *testing.T) {
	broken := errors.New("disk full")
	for _, write := range []func() (int, error){
		func() (int, error) {
			return nquads.Write(failing{broken}, each([]quad.Quad{of(quad.IRI("s"), quad.IRI("p"), quad.String("o"), none)}))
		},
		func() (int, error) {
			return nquads.WriteSorted(failing{broken}, each([]quad.Quad{of(quad.IRI("s"), quad.IRI("p"), quad.String("o"), none)}))
		},
		func() (int, error) {
			return nquads.Write(&bytes.Buffer{}, func(yield func(quad.Quad, error) bool) { yield(quad.Quad{}, broken) })
		},
	} {
		if _, err := write(); !errors.Is(err, broken) {
			t.Errorf("got %v, want %v", err, broken)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
