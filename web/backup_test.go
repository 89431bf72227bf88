package web_test

import (
	"archive/tar"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores"
	"bibgraph/web"
)

func TestBackup(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	folder := t.TempDir()
	store, err := stores.Open(t.Context(), filepath.Join(folder, "store"), stores.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.Handler(store, web.Options{}))
	defer func() {
		server.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	write := func(quads string) {
		t.Helper()
		res, err := http.Post(server.URL+"/api/v2/write", "application/n-quads", strings.NewReader(quads)) //nolint:noctx // a server of this very test
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatal(res, err)
		}
		_ = res.Body.Close()
	}
	write("<a> <cites> <b> .\n<b> <cites> <c> .\n")
	res, err := http.Get(server.URL + "/api/backup") //nolint:noctx // as above
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if got := res.Header.Get("Content-Type"); got != "application/x-tar" {
		t.Errorf("content type %s", got)
	}
	write("<c> <cites> <d> .\n") // and goes on
	unpack(t, res.Body, filepath.Join(folder, "copy"))

	backup, err := stores.Open(t.Context(), filepath.Join(folder, "copy"), stores.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	err = backup.View(t.Context(), func(snap graph.Snapshot) error {
		if snap.Len() != 2 {
			t.Errorf("the backup has %d quads, want 2", snap.Len())
		}
		return nil
	})
	if err := errors.Join(err, backup.Close()); err != nil {
		t.Error(err)
	}
	server.Close() // what was sent is through
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

// unpack writes the files of a tar file into a folder.
func unpack(t *testing.T, from io.Reader, folder string) {
	t.Helper()
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	in := tar.NewReader(from)
	for header, err := in.Next(); !errors.Is(err, io.EOF); header, err = in.Next() {
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, filepath.FromSlash(header.Name))
		if header.Typeflag == tar.TypeDir {
			err = os.Mkdir(path, 0o755)
		} else {
			var content []byte
			if content, err = io.ReadAll(in); err == nil {
				err = os.WriteFile(path, content, 0o600)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestBackup_inMemory(t *testing.T) {
	url, _ := serve(t, web.Options{})
	res, err := http.Get(url + "/api/backup") //nolint:noctx // as above
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusNotImplemented || !strings.HasPrefix(string(body), `{"error": "`) {
		t.Errorf("%s %s %v", res.Status, body, err)
	}
}
