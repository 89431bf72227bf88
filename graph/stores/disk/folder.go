package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"bibgraph/graph"
)

// Names in the folder of a store.
const (
	markerName     = "STORE"
	unfinishedName = "STORE.new" // the marker of a store that is being made
	lockName       = "LOCK"
	tablesName     = "pebble"
	incomingName   = "incoming" // tables that an update is writing
	baseName       = "rows"     // sealed files
)

const markerText = "bibgraph store, format %d\n"

// condition is what a path turned out to be.
type condition int

const (
	missing    condition = iota // nothing, or an empty folder
	unfinished                  // the making of a store was cut off
	kept                        // a store of a format that this program knows
)

// inspect looks at a path without changing anything.
func inspect(path string) (condition, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return missing, nil
	} else if err != nil {
		return missing, fmt.Errorf("disk: %w", err)
	}
	if !info.IsDir() {
		return missing, fmt.Errorf("disk: %s is a file: %w", path, graph.ErrNotStore)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return missing, fmt.Errorf("disk: %w", err)
	}
	found, strange := missing, ""
	for _, entry := range entries {
		switch entry.Name() {
		case markerName:
			return kept, checkMarker(path, markerName)
		case unfinishedName:
			found = unfinished
		case lockName:
		default:
			strange = entry.Name()
		}
	}
	switch {
	case found == unfinished:
		return unfinished, checkMarker(path, unfinishedName)
	case strange != "":
		return missing, fmt.Errorf("disk: folder %s has other things in it, such as %s: %w", path, strange, graph.ErrNotStore)
	}
	return missing, nil
}

// checkMarker tells whether the store is of a format that this program knows.
func checkMarker(path, name string) error {
	text, err := os.ReadFile(filepath.Join(path, name))
	if err != nil {
		return fmt.Errorf("disk: %w", err)
	}
	if name == unfinishedName && strings.HasPrefix(fmt.Sprintf(markerText, FormatVersion), string(text)) {
		return nil // maybe cut off itself
	}
	var version int
	if _, err := fmt.Sscanf(string(text), markerText, &version); err != nil || version < 1 {
		return fmt.Errorf("disk: %s does not say which format folder %s has: %w", name, path, graph.ErrNotStore)
	}
	if version > FormatVersion {
		return fmt.Errorf("disk: store %s has format %d, this program knows up to %d: %w", path, version, FormatVersion, graph.ErrNewFormat)
	}
	return nil
}

// begin starts the making of a store, anew if it was cut off before.
func begin(path string) error {
	if err := os.RemoveAll(filepath.Join(path, tablesName)); err != nil {
		return err
	}
	return mark(path)
}

// mark writes the marker of this format beside its place.
func mark(path string) error {
	f, err := os.Create(filepath.Join(path, unfinishedName))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, markerText, FormatVersion)
	return errors.Join(err, f.Sync(), f.Close(), syncFolder(path))
}

// renew marks a store of an older format as one of this, before anything is
// written that an older program could misread. Nothing else needs a change.
func renew(path string) error {
	text, err := os.ReadFile(filepath.Join(path, markerName))
	if err != nil || string(text) == fmt.Sprintf(markerText, FormatVersion) {
		return err
	}
	if err := mark(path); err != nil {
		return err
	}
	return finish(path)
}

// finish makes the folder a store.
func finish(path string) error {
	if err := os.Rename(filepath.Join(path, unfinishedName), filepath.Join(path, markerName)); err != nil {
		return err
	}
	return errors.Join(syncFolder(path), syncFolder(filepath.Dir(path)))
}

// syncFolder makes names in a folder outlast a power cut.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
