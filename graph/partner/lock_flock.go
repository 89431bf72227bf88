//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package partner

import (
	"errors"
	"os"
	"syscall"
)

// lock keeps a file for who opened it until it is closed.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrBusy
	}
	return err
}
