// Package layers holds the law of who may import whom. It has no code: its
// tests read the files themselves, so that the answer never comes from the
// test cache of an unchanged package, and print the reason for what they
// forbid.
package layers
