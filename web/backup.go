package web

import (
	"archive/tar"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"bibgraph/graph"
)

// backup sends a backup of the store as a tar file, one at a time. It is made in
// a temporary folder, while queries and writes go on.
func (s *server) backup(w http.ResponseWriter, r *http.Request) {
	own, ok := s.store.(graph.Backuper)
	if !ok {
		writeError(w, http.StatusNotImplemented, "such a store cannot be backed up; /api/v2/read sends its quads")
		return
	}
	if !s.backingUp.TryLock() {
		w.Header().Set("Retry-After", "60")
		writeError(w, http.StatusServiceUnavailable, "another backup is being sent; ask again when it is through")
		return
	}
	defer s.backingUp.Unlock()
	ctx, begun := r.Context(), false
	// The store waits for its views when it is closed, and so for this one to
	// have removed the folder.
	err := s.store.View(ctx, func(graph.Snapshot) (err error) {
		folder, err := os.MkdirTemp("", "bibgraph-backup-")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
		place := filepath.Join(folder, "store")
		if err := own.Backup(ctx, place, nil); err != nil {
			return err
		}
		begun = true
		w.Header().Set("Content-Type", "application/x-tar")
		w.Header().Set("Content-Disposition", `attachment; filename="bibgraph.db.tar"`)
		return sendFolder(w, place)
	})
	switch {
	case err == nil:
	case begun:
		panic(http.ErrAbortHandler) // cut off, so that nobody takes it for whole
	default:
		s.Log.ErrorContext(ctx, "no backup could be made", "error", err)
		writeError(w, http.StatusInternalServerError, "no backup could be made; see the server's log")
	}
}

// sendFolder writes the folders and files in a folder as a tar file.
func sendFolder(w io.Writer, folder string) error {
	out := tar.NewWriter(w)
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		header := &tar.Header{Typeflag: tar.TypeDir, Name: filepath.ToSlash(name), Mode: 0o755, ModTime: info.ModTime()}
		if d.IsDir() {
			return out.WriteHeader(header)
		}
		header.Typeflag, header.Size, header.Mode = tar.TypeReg, info.Size(), 0o644
		if err := out.WriteHeader(header); err != nil {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		_, err = io.Copy(out, f)
		return errors.Join(err, f.Close())
	})
	return errors.Join(err, out.Close())
}
