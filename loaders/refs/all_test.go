package refs_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"bibgraph/loaders/refs"
)

func TestParseAll(t *testing.T) {
	t.Parallel()
	var lines []string
	for i := range 50 {
		lines = append(lines, fmt.Sprintf("Базаров В.Б. Отношения // Власть. %d. № 9. С. 157-159.", 1950+i))
	}
	read, err := refs.ParseAll(t.Context(), lines)
	if err != nil || len(read) != len(lines) {
		t.Fatalf("%d of %d references, %v", len(read), len(lines), err)
	}
	for i, ref := range read {
		if ref.Raw != lines[i] || ref.Work.Published.Year != 1950+i {
			t.Errorf("reference %d is %q of %d", i, ref.Raw, ref.Work.Published.Year)
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := refs.ParseAll(ended, lines); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of its context: %v", err)
	}
}
