//go:build !linux

package disk

func inHugePages(rows []packedRow) []packedRow { return rows }
