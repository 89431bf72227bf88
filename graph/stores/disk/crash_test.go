package disk_test

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"bibgraph/graph/stores/disk"
	"bibgraph/graph/stores/storetest"
)

var kills = flag.Int("kills", 30/slowdown, "how often TestCrash kills the writing process")

// Environment of a test binary that writes until it is killed.
const (
	crashPlace = "DISK_TEST_CRASH"
	crashRound = "DISK_TEST_CRASH_ROUND"
)

// crashOptions are those of a round: all the ways into the store.
func crashOptions(round int) disk.Options {
	return []disk.Options{
		{TableRows: 100},
		{},
		{TableRows: 100, GatherBytes: 20_000, PieceBytes: 10_000, BulkBytes: 100_000},
	}[round%3]
}

func writeUntilKilled(place, round string) error {
	n, err := strconv.Atoi(round)
	if err != nil {
		return err
	}
	return storetest.WriteUntilKilled(context.Background(), opener(crashOptions(n)), place, os.Stdout)
}

// TestCrash_steps makes what TestCrash does, and crashes nothing.
func TestCrash_steps(t *testing.T) {
	storetest.Steps(t, open(t, filepath.Join(t.TempDir(), "store"), crashOptions(0)))
}

// TestCrash kills a writing process with SIGKILL, so that what it had told the
// system is kept; losing that is for TestPowerCut.
func TestCrash(t *testing.T) {
	self, err := os.Executable()
	must(t, err)
	place := filepath.Join(t.TempDir(), "store")
	keep(t, place)
	storetest.Crash(t, opener(disk.Options{}), place, *kills, func(round int) *exec.Cmd {
		writer := exec.CommandContext(t.Context(), self)
		writer.Env = append(os.Environ(), crashPlace+"="+place, crashRound+"="+strconv.Itoa(round))
		return writer
	})
}
