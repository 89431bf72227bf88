package disk

import (
	"bytes"
	"fmt"
	"os"
	"unicode/utf8"
)

// longestCommand is how much of a command line is told.
const longestCommand = 100

// holder names a process for people: its number, and its command line where the
// system tells it.
func holder(pid int) string {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)) // Linux, see proc_pid_cmdline(5)
	line = bytes.TrimSpace(bytes.ReplaceAll(line, []byte{0}, []byte{' '}))
	if err != nil || len(line) == 0 || !utf8.Valid(line) {
		return fmt.Sprintf("process %d", pid)
	}
	if len(line) > longestCommand {
		line = append(bytes.ToValidUTF8(line[:longestCommand], nil), "…"...)
	}
	return fmt.Sprintf("process %d: %q", pid, line)
}
