package loaders

import (
	"errors"
	"fmt"
)

// RejectedError says that not all sources were loaded.
type RejectedError struct {
	Loaded   int // sources that are in the store
	Rejected []Source
}

// Error is the message of the source that was rejected, or how many were.
func (e *RejectedError) Error() string {
	if e.Loaded == 0 && len(e.Rejected) == 1 {
		return e.Rejected[0].Err.Error()
	}
	return fmt.Sprintf("%d of %d sources were rejected", len(e.Rejected), e.Loaded+len(e.Rejected))
}

// Unwrap gives the error of each rejected source.
func (e *RejectedError) Unwrap() []error {
	var errs []error
	for _, s := range e.Rejected {
		errs = append(errs, s.Err)
	}
	return errs
}

// hinted is an error with advice.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// Hint tells what to do.
func (h hinted) Hint() string { return h.hint }

// Hint gives the advice that goes with an error, if there is any.
func Hint(err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

func hint(err error, advice string) error { return hinted{err, advice} }
