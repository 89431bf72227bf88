package gizmo

import (
	"errors"
	"regexp"

	"github.com/dop251/goja"
)

// nativeError is an error that Cayley leaves to its JavaScript engine, which
// adds its class before and a place behind.
type nativeError struct{ class, message string }

func (e nativeError) Error() string { return e.message }

// throw ends the calling function with an error that scripts may catch.
func (s *session) throw(err error) {
	var thrown *goja.Exception
	var interrupted *goja.InterruptedError
	var native nativeError
	switch {
	case errors.As(err, &thrown), errors.As(err, &interrupted):
		panic(err)
	case errors.As(err, &native) && native.class == "TypeError":
		panic(s.vm.NewTypeError(native.message))
	}
	thrownError := s.vm.NewGoError(err)
	if native.class == "" {
		_ = thrownError.Set("name", "") // String(e) is the bare message
	}
	panic(thrownError)
}

// scriptError is what a person wants to read of an error of goja.
func scriptError(err error) error {
	var interrupted *goja.InterruptedError
	var overflow *goja.StackOverflowError
	var thrown *goja.Exception
	var native nativeError
	switch {
	case errors.As(err, &interrupted):
		if cause := interrupted.Unwrap(); cause != nil {
			return cause
		}
	case errors.As(err, &overflow):
		return errors.New("the script calls itself too deeply")
	case errors.As(err, &thrown):
		if cause := thrown.Unwrap(); cause != nil && !errors.As(cause, &native) {
			return cause
		}
		return errors.New(ownFunctions.ReplaceAllString(thrown.Error(), "reflect.methodValueCall (native)"))
	}
	return err
}

// ownFunctions are the names of ours in a trace of JavaScript.
var ownFunctions = regexp.MustCompile(`bibgraph/queries/gizmo\.\S+ \(native\)`)
