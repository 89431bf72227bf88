package gizmo

import (
	"context"
	"errors"
	"fmt"

	"github.com/dop251/goja"

	"bibgraph/graph/vocab"
	"bibgraph/queries/algebra"
	"bibgraph/queries/results"
)

// session is one run of one script.
type session struct {
	ctx   context.Context // a session lives as long as its one run
	end   context.CancelCauseFunc
	vm    *goja.Runtime
	run   algebra.Runner
	plan  func(algebra.Op) string // nil if nobody can tell
	yield func(results.Row, error) bool

	collation results.Collation
	maxMemory int64
	limit     int // of rows, < 0: none
	sent      int // since the limit was set

	namespaces  map[string]string
	pathMembers *goja.Object // the prototype of paths

	depth    int  // of calls that walk counts
	stopped  bool // the receiver wants no more rows
	yielding bool // inside the receiver, whose panics are its own
}

var errStopped = errors.New("stopped")

func newSession(ctx context.Context, run algebra.Runner, o Options) *session {
	ctx, end := context.WithCancelCause(ctx)
	s := &session{
		ctx: ctx, end: end, vm: goja.New(), run: run, plan: o.Explain,
		collation: o.Collation, maxMemory: o.MaxMemory, limit: o.Limit,
		namespaces: map[string]string{},
	}
	if s.limit == 0 {
		s.limit = DefaultLimit
	}
	s.vm.SetFieldNameMapper(hidden{})
	s.vm.SetMaxCallStackSize(maxCalls)
	s.pathMembers = s.newMembers(pathMethods(), true)
	s.defineGlobals()
	return s
}

// exec runs the script. Whatever goes wrong comes back as an error.
func (s *session) exec(text string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if s.yielding {
				panic(p)
			}
			err = fmt.Errorf("gizmo: the script broke the engine: %v", p)
		}
	}()
	defer s.end(nil)
	if err := s.ctx.Err(); err != nil {
		return err
	}
	stop := context.AfterFunc(s.ctx, func() { s.vm.Interrupt(context.Cause(s.ctx)) })
	defer stop()
	if s.maxMemory > 0 {
		defer memory.watch(s.maxMemory, s.end)()
	}

	compiled, err := compiledScripts.of(text)
	if err != nil {
		return err
	}
	if !compiled.onlyPaths {
		s.guard()
	}
	last, err := s.vm.RunProgram(compiled.program)
	if s.ctx.Err() != nil {
		return context.Cause(s.ctx)
	}
	if err != nil {
		return scriptError(err)
	}
	if !goja.IsUndefined(last) && !goja.IsNull(last) {
		s.send(results.Row{}) // as Cayley has it: a last value is a null row
	}
	return nil
}

// send hands a row to the receiver and reports whether more are wanted.
func (s *session) send(row results.Row) bool {
	if s.stopped || s.limit >= 0 && s.sent >= s.limit {
		return false
	}
	s.sent++
	s.yielding = true
	more := s.yield(row, nil)
	s.yielding = false
	if !more {
		s.stopped = true
		s.vm.Interrupt(errStopped)
	}
	return more
}

// expand gives the IRI of a short one by the prefixes of the session.
func (s *session) expand(iri string) string {
	for i := range len(iri) {
		if iri[i] == ':' {
			if ns, ok := s.namespaces[iri[:i]]; ok {
				return ns + iri[i+1:]
			}
			break
		}
	}
	return iri
}

// defaultPrefixes are the name spaces of addDefaultNamespaces().
var defaultPrefixes = []string{"rdf", "rdfs", "owl", "schema", "xsd"}

func (s *session) addDefaultNamespaces() {
	for _, prefix := range defaultPrefixes {
		if ns, ok := vocab.Expand(prefix + ":"); ok {
			s.namespaces[prefix] = ns
		}
	}
}
