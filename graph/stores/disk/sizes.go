package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"bibgraph/graph"
)

var _ graph.Sizer = (*Store)(nil)

// Sizes tells what the rows take, by order, and the dictionary. A file of rows
// has its order for an extension, one of terms "terms"; Pebble knows of its tables, about. What is in
// its log still, and all else, is "other".
func (s *Store) Sizes() ([]graph.Size, error) {
	if err := s.gate.Enter(); err != nil {
		return nil, err
	}
	defer s.gate.Leave()
	files, err := fileSizes(s.path)
	if err != nil {
		return nil, err
	}
	whole := int64(0)
	for _, n := range files {
		whole += n
	}
	var sizes []graph.Size
	part := func(name, extension string, tables ...byte) error {
		size := graph.Size{Part: name, Bytes: files["."+extension]}
		for _, table := range tables {
			n, err := s.db.EstimateDiskUsage([]byte{table}, []byte{table + 1})
			if err != nil {
				return failed("sizes", err)
			}
			size.Bytes += int64(n)
		}
		whole -= size.Bytes
		sizes = append(sizes, size)
		return nil
	}
	for _, order := range graph.Orders {
		if err := part(order.String(), order.String(), tableRows+byte(order)); err != nil {
			return nil, err
		}
	}
	if err := part("dictionary", "terms", tableID2Term, tableTerm2ID, tableVariants); err != nil {
		return nil, err
	}
	return append(sizes, graph.Size{Part: "other", Bytes: max(whole, 0)}), nil
}

// fileSizes is what the files below a folder take, by extension. Files may come
// and go meanwhile.
func fileSizes(path string) (map[string]int64, error) {
	sizes := map[string]int64{}
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var info fs.FileInfo
			if info, err = d.Info(); err == nil {
				sizes[filepath.Ext(name)] += info.Size()
			}
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("disk: %w", err)
	}
	return sizes, nil
}
