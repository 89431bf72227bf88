//go:build !linux

package main

import "os"

// syncData is what comes nearest to fdatasync(2).
func syncData(f *os.File) error { return f.Sync() }
