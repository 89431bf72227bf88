package disk_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
)

// Environment of a test binary that holds a store for another.
const (
	holdPlace    = "DISK_TEST_HOLD"
	holdReadOnly = "DISK_TEST_READ_ONLY"
)

// hold has another process open the store; release ends it.
func hold(t *testing.T, place string, readOnly bool) (pid int, release func()) {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	other := exec.CommandContext(t.Context(), self)
	other.Env = append(os.Environ(), holdPlace+"="+place)
	if readOnly {
		other.Env = append(other.Env, holdReadOnly+"=yes")
	}
	in, err := other.StdinPipe()
	must(t, err)
	out, err := other.StdoutPipe()
	must(t, err)
	must(t, other.Start())
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "held\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	return other.Process.Pid, func() {
		t.Helper()
		must(t, in.Close())
		_, _ = io.Copy(io.Discard, out)
		must(t, other.Wait())
	}
}

func TestOpen_heldByAnotherProcess(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	keep(t, place, numbered(10)...)
	pid, release := hold(t, place, false)
	for _, o := range []disk.Options{{}, {ReadOnly: true}} {
		_, err := disk.Open(t.Context(), place, o)
		if !errors.Is(err, graph.ErrLocked) {
			t.Fatalf("opening gives %v, want %v", err, graph.ErrLocked)
		}
		for _, told := range []string{place, fmt.Sprintf("process %d", pid)} {
			if !strings.Contains(err.Error(), told) {
				t.Errorf("%q does not tell %q", err, told)
			}
		}
	}
	release()
	holds(t, open(t, place, disk.Options{}), numbered(10)...)
}

func TestOpen_readByTwoProcesses(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	keep(t, place, numbered(10)...)
	_, release := hold(t, place, true)
	s := open(t, place, disk.Options{ReadOnly: true})
	holds(t, s, numbered(10)...)
	must(t, s.Close())
	if _, err := disk.Open(t.Context(), place, disk.Options{}); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("opening for writing gives %v, want %v", err, graph.ErrLocked)
	}
	release()
	open(t, place, disk.Options{})
}

// TestOpen_byAnotherName guards a lock that belongs to the process.
func TestOpen_byAnotherName(t *testing.T) {
	folder := t.TempDir()
	place, link := filepath.Join(folder, "store"), filepath.Join(folder, "link")
	open(t, place, disk.Options{})
	must(t, os.Symlink(place, link))
	if _, err := disk.Open(t.Context(), link, disk.Options{}); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("opening by a link gives %v, want %v", err, graph.ErrLocked)
	}
}
