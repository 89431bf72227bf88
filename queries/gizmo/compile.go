package gizmo

import (
	"sync"

	"github.com/dop251/goja"
)

// script is a text made ready to run, in any session and in many at once.
type script struct {
	program   *goja.Program
	onlyPaths bool // needs no guards
}

// compile makes a text ready to run.
func compile(text string) (script, error) {
	if err := checkSize(text); err != nil {
		return script{}, err
	}
	source, err := goja.Parse("", text)
	if err != nil {
		return script{}, err
	}
	if err := checkNumbers(text, source); err != nil {
		return script{}, err
	}
	s := script{onlyPaths: onlyPaths(source)}
	if !s.onlyPaths {
		recognizeCounting(source)
		boundGrowth(source)
	}
	s.program, err = goja.CompileAST(source, false)
	return s, err
}

// scripts keeps some that were compiled, as most are run again and again. The
// zero value is empty.
type scripts struct {
	mu   sync.Mutex
	kept map[string]script
}

const (
	maxScripts    = 256 // that are kept
	maxScriptText = 4 << 10
)

var compiledScripts scripts

// of gives the script of a text.
func (s *scripts) of(text string) (script, error) {
	s.mu.Lock()
	made, ok := s.kept[text]
	s.mu.Unlock()
	if ok {
		return made, nil
	}
	made, err := compile(text)
	if err != nil || len(text) > maxScriptText {
		return made, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || len(s.kept) == maxScripts {
		s.kept = make(map[string]script, maxScripts)
	}
	s.kept[text] = made
	return made, nil
}
