package main

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"bibgraph/graph"
	"bibgraph/graph/stores"
)

// backupFrom makes a store in a folder of the backup that a server sends, and
// tells how many quads it holds. The folder must not be there yet, or be empty; it
// is there when the backup is whole. The server is told about without its password.
func backupFrom(ctx context.Context, std streams, server, folder string) (quads int64, err error) {
	inside, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	if len(inside) > 0 {
		return 0, fmt.Errorf("back up to %s: something is there already: %w", folder, fs.ErrExist)
	}
	folder = filepath.Clean(folder)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(server, "/")+"/api/backup", http.NoBody)
	if err != nil {
		return 0, usageError{err}
	}
	server = withoutPassword(server)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, hinted{err, "name a server that bibgraph serve runs, such as http://127.0.0.1:64210"}
	}
	defer func() { err = errors.Join(err, answer.Body.Close()) }()
	if answer.StatusCode != http.StatusOK {
		text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<10))
		return 0, errors.Join(fmt.Errorf("%s answers %s: %s", server, answer.Status, strings.TrimSpace(string(text))), err)
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return 0, err
	}
	fresh, err := os.MkdirTemp(filepath.Dir(folder), filepath.Base(folder)+"-unfinished-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(fresh)) }() // it is gone if all went well
	count, done := std.counting("MB fetched")
	err = unpack(answer.Body, fresh, count)
	done()
	if err != nil {
		return 0, fmt.Errorf("the backup of %s: %w", server, err)
	}
	of := storeFlag{address: "disk:" + fresh}
	err = of.with(ctx, stores.Options{ReadOnly: true, MustExist: true}, func(s graph.Store) error {
		return s.View(ctx, func(snap graph.Snapshot) error {
			quads = snap.Len()
			return nil
		})
	})
	if err != nil {
		return 0, fmt.Errorf("the backup of %s: %w", server, err)
	}
	if err := os.Remove(folder); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty one
		return 0, err
	}
	return quads, errors.Join(os.Chmod(fresh, 0o755), os.Rename(fresh, folder), syncFolder(filepath.Dir(folder)))
}

// withoutPassword gives an address that may be shown.
func withoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the server"
	}
	return u.Redacted()
}

// syncFolder makes the names in a folder last.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// unpack writes the folders and files of a tar file into a folder, and makes them
// last. Nothing is written outside of the folder.
func unpack(from io.Reader, folder string, count func(megabytes int)) (err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	in := tar.NewReader(from)
	folders := []string{folder}
	bytes := int64(0)
	for {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			for _, made := range folders {
				if err := syncFolder(made); err != nil {
					return err
				}
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch header.Typeflag {
		case tar.TypeDir:
			err = root.MkdirAll(header.Name, 0o755)
			folders = append(folders, filepath.Join(folder, filepath.FromSlash(header.Name)))
		case tar.TypeReg:
			err = writeInto(root, header.Name, in)
		default:
			err = fmt.Errorf("%q is neither a file nor a folder", header.Name)
		}
		if err != nil {
			return err
		}
		if bytes += header.Size; count != nil {
			count(int(bytes / 1e6))
		}
	}
}

func writeInto(root *os.Root, name string, from io.Reader) (err error) {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Sync(), f.Close())
}
