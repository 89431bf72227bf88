package disk_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"bibgraph/graph/stores/disk"
	"bibgraph/graph/stores/storetest"
)

var faults = flag.Int("faults", 12/slowdown, "at how many operations each kind of fault is tried; a large number for all")

// Environment of a test binary whose file system has a fault.
const (
	faultPlace = "DISK_TEST_FAULT"
	faultWhich = "DISK_TEST_FAULT_WHICH" // kind and index
)

// faultOptions are all ways into the store, in turn.
func faultOptions(index int) disk.Options { return crashOptions(index % 3) }

// writeWithFault is the process that a fault befalls. It says on standard error
// how many operations there were.
func writeWithFault(place, which string) error {
	var kind fault
	var index int
	if _, err := fmt.Sscan(which, &kind, &index); err != nil {
		return err
	}
	end := func() { os.Exit(3) }
	fs := newFaultyFS(kind, index, uint64(index), place+".removed", end)
	vfs.Default = errorfs.Wrap(fs, errorfs.InjectorFunc(fs.before)) // all that the store does goes through it
	err := storetest.WriteSteps(context.Background(), opener(faultOptions(index)), place, os.Stdout)
	fmt.Fprintln(os.Stderr, "operations", fs.count)
	return err
}

// never is an operation that is not reached.
const never = 1 << 30

// patience is how long a process may take that makes a few steps.
const patience = time.Minute

// TestFaults has each kind of fault befall a process that writes, at operation
// after operation of its file system, and looks at what is left.
func TestFaults(t *testing.T) {
	self, err := os.Executable()
	must(t, err)
	// run gives the steps that were made and what the process said at its end.
	run := func(t *testing.T, kind fault, index int) (int, string) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		place := filepath.Join(t.TempDir(), "store")
		p := exec.CommandContext(ctx, self)
		p.Env = append(os.Environ(), faultPlace+"="+place, faultWhich+"="+string(kind)+" "+strconv.Itoa(index))
		p.Cancel = func() error { return p.Process.Signal(syscall.SIGQUIT) } // which tells where it hangs
		var said strings.Builder
		p.Stderr = &said
		steps := storetest.Survives(t, opener(disk.Options{}), place, p)
		if ctx.Err() != nil {
			t.Errorf("the process hangs, or is slow")
		}
		if t.Failed() {
			t.Fatalf("%s at operation %d: %s", kind, index, said.String())
		}
		return steps, said.String()
	}
	for _, kind := range []fault{faultOnce, faultShort, faultFull, faultPower} {
		t.Run(string(kind), func(t *testing.T) {
			var operations int
			most, said := run(t, kind, never)
			if _, err := fmt.Sscanf(said, "operations %d", &operations); err != nil {
				t.Fatalf("the process says %q", said)
			}
			stride := max(1, operations / *faults)
			runs, harmed := 0, 0
			for index := 1 + stride/2; index <= operations; index += stride {
				steps, _ := run(t, kind, index)
				if runs++; steps < most {
					harmed++
				}
			}
			t.Logf("%d of %d operations tried; %d times less than all %d steps were made", runs, operations, harmed, most)
			if harmed == 0 && slowdown == 1 { // of fewer runs all may miss
				t.Error("no fault had any effect")
			}
		})
	}
}
