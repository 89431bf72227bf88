package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// usage is what a process took.
type usage struct {
	wall, cpu time.Duration // cpu is that of all cores, for the user and the system
	peak      int64         // bytes of memory at most; 0 where the system does not tell
}

// runMeasured runs a program to its end, its answers thrown away.
func runMeasured(ctx context.Context, program string, args ...string) (u usage, err error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return u, err
	}
	ended, peak := make(chan struct{}), make(chan int64)
	go func() { peak <- watchMemory(cmd.Process.Pid, ended) }()
	err = cmd.Wait()
	u.wall = time.Since(start)
	close(ended)
	u.peak = <-peak
	if err != nil {
		return u, fmt.Errorf("%s: %w: %s", filepath.Base(program), err, strings.TrimSpace(said.String()))
	}
	u.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return u, nil
}

func notInstalled(err error) bool { return errors.Is(err, exec.ErrNotFound) }

// watchMemory gives the high-water mark of a process's memory, which Linux
// keeps, so that only what happens after the last look is missed. What wait4(2)
// tells is no use: it counts the parent's memory, from before exec, as well.
func watchMemory(pid int, ended <-chan struct{}) int64 {
	var peak int64
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for {
		peak = max(peak, highWater(pid))
		select {
		case <-look.C:
		case <-ended:
			return peak
		}
	}
}

// highWater reads VmHWM of proc_pid_status(5).
func highWater(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for lines := bufio.NewScanner(bytes.NewReader(status)); lines.Scan(); {
		var kB int64
		if _, err := fmt.Sscanf(lines.Text(), "VmHWM: %d kB", &kB); err == nil {
			return kB << 10
		}
	}
	return 0
}
