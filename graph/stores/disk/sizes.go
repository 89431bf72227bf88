package disk

import (
	"fmt"
	"os"
	"path/filepath"

	"bibgraph/graph"
)

var _ graph.Sizer = (*Store)(nil)

// sampleTables is how many tables of rows there are, samples and all.
const sampleTables = 20

// Sizes tells what the rows take, by order, and the dictionary. Pebble knows it
// for its tables, about; what is in its log still, and all else, is "other".
func (s *Store) Sizes() ([]graph.Size, error) {
	if err := s.gate.Enter(); err != nil {
		return nil, err
	}
	defer s.gate.Leave()
	whole, err := folderSize(s.path)
	if err != nil {
		return nil, err
	}
	var sizes []graph.Size
	part := func(name string, tables ...byte) error {
		size := graph.Size{Part: name}
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
		var tables []byte
		for table := tableRows + byte(order); table < tableRows+sampleTables; table += byte(len(graph.Orders)) {
			tables = append(tables, table)
		}
		if err := part(order.String(), tables...); err != nil {
			return nil, err
		}
	}
	if err := part("dictionary", tableID2Term, tableTerm2ID, tableVariants); err != nil {
		return nil, err
	}
	return append(sizes, graph.Size{Part: "other", Bytes: max(whole, 0)}), nil
}

// folderSize is what the files below a folder take. Files may come and go.
func folderSize(path string) (int64, error) {
	total := int64(0)
	err := filepath.WalkDir(path, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if os.IsNotExist(err) {
			return nil
		}
		if err == nil {
			total += info.Size()
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("disk: %w", err)
	}
	return total, nil
}
