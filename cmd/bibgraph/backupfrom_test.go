package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// tarOf packs files with these names.
func tarOf(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range names {
		content := []byte("content of " + name)
		if err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What a server sends that is no backup leaves nothing behind, inside the folder
// or out of it.
func TestBackupFrom_badServers(t *testing.T) {
	whole := tarOf(t, "STORE", "other")
	for name, sends := range map[string]func(w http.ResponseWriter){
		"not found":    func(w http.ResponseWriter) { w.WriteHeader(http.StatusNotFound) },
		"no tar":       func(w http.ResponseWriter) { _, _ = io.WriteString(w, "<html>"+string(make([]byte, 2000))) },
		"nothing":      func(http.ResponseWriter) {},
		"cut off":      func(w http.ResponseWriter) { _, _ = w.Write(whole[:700]); panic(http.ErrAbortHandler) },
		"no store":     func(w http.ResponseWriter) { _, _ = w.Write(whole) },
		"outside":      func(w http.ResponseWriter) { _, _ = w.Write(tarOf(t, "../outside")) },
		"far outside":  func(w http.ResponseWriter) { _, _ = w.Write(tarOf(t, "/outside")) },
		"the same one": func(w http.ResponseWriter) { _, _ = w.Write(tarOf(t, "STORE", "STORE")) },
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { sends(w) }))
		folder := t.TempDir()
		_, err := backupFrom(t.Context(), streams{err: io.Discard}, server.URL, filepath.Join(folder, "in", "backup"))
		server.Close()
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		left, err := os.ReadDir(folder)
		if err == nil && len(left) > 0 {
			left, err = os.ReadDir(filepath.Join(folder, "in"))
		}
		if len(left) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v is left, %v", name, left, err)
		}
	}
}
