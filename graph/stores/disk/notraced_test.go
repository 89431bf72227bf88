//go:build !race

package disk_test

// slowdown is how much less is tried under the race detector.
const slowdown = 1
