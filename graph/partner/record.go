package partner

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// recordVersion is the version of the form of a record: a line that says what
// it is, then what was asked of the partner, batch after batch, a quad a line
// as canonical N-Quads of what Cayley knows, "+" before what it shall hold and
// "-" before what not, and "=" once it said yes.
//
//	# bibgraph push 1 http://host:64210
//	+<art/a1> <title> "Japan"@en <g/meta> .
//	=
//	-<art/a1> <title> "Japan"@en <g/meta> .
//	=
//
// A batch is written and synced before it is sent, so that nothing is sent
// that the record does not know of. Without the "=" nobody knows whether the
// partner holds the quads: they are sent again if they shall be there, and
// deleted if not. A last line without its end was never sent and is cut off.
// After a push that removed something the record is rewritten with what is
// there.
const recordVersion = 1

// record is what a partner was sent.
type record struct {
	path  string
	file  *os.File
	quads map[key]state // that the partner holds, or may hold
}

// state is what is known of a quad.
type state uint8

const (
	unsure state = iota // it was asked for, or its removal, without an answer
	sent                // the partner holds it
	met                 // this push found it in the graph
)

// key stands for a line: the first half of its SHA-256.
type key [16]byte

func keyOf(line []byte) key {
	sum := sha256.Sum256(line)
	return key(sum[:16])
}

func head(target string) string { return fmt.Sprintf("# bibgraph push %d %s\n", recordVersion, target) }

// fileName makes a name of an address that no other address has.
func fileName(target string) string {
	plain := strings.Map(func(r rune) rune {
		if r < 0x80 && strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789.-", r) {
			return r
		}
		return '_'
	}, target)
	sum := sha256.Sum256([]byte(target))
	return plain[:min(len(plain), 100)] + "-" + hex.EncodeToString(sum[:4]) + ".push"
}

// ErrBusy is a push to a partner while another one is under way.
var ErrBusy = errors.New("another push to the same server is under way")

// openRecord opens the record of a partner, or begins one, and keeps it from
// every other push until it is closed.
func openRecord(folder, target string) (_ *record, err error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	r := &record{path: filepath.Join(folder, fileName(target)), quads: map[key]state{}}
	if r.file, err = os.OpenFile(r.path, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, r.file.Close())
		}
	}()
	if err := lock(r.file); err != nil {
		return nil, err
	}
	if !r.current() {
		return nil, ErrBusy // it was: its end replaced the file that is open here
	}
	end, err := r.load(target)
	if err != nil {
		return nil, err
	}
	if err := r.file.Truncate(end); err != nil {
		return nil, err
	}
	if _, err := r.file.Seek(end, io.SeekStart); err != nil {
		return nil, err
	}
	if end == 0 {
		_, err = r.file.WriteString(head(target))
		return r, errors.Join(err, r.file.Sync(), syncFolder(folder))
	}
	return r, nil
}

// current reports whether the open file is the one that has the name.
func (r *record) current() bool {
	ours, err := r.file.Stat()
	named, err2 := os.Stat(r.path)
	return err == nil && err2 == nil && os.SameFile(ours, named)
}

// load reads what the record tells, and where its last whole line ends.
func (r *record) load(target string) (end int64, err error) {
	in := bufio.NewReaderSize(r.file, 64<<10)
	var added, removed []key // since the last "="
	for number := 1; ; number++ {
		line, err := in.ReadBytes('\n')
		switch {
		case errors.Is(err, io.EOF):
			return end, nil
		case err != nil:
			return 0, err
		case number == 1 && string(line) != head(target):
			return 0, fmt.Errorf("%s: this is no record of pushes to %s that this program can read", r.path, target)
		case number == 1:
		case line[0] == '+':
			added = append(added, keyOf(line[1:]))
			r.quads[added[len(added)-1]] = unsure
		case line[0] == '-':
			removed = append(removed, keyOf(line[1:]))
			r.quads[removed[len(removed)-1]] = unsure
		case line[0] == '=':
			for _, k := range added {
				r.quads[k] = sent
			}
			for _, k := range removed {
				delete(r.quads, k)
			}
			added, removed = added[:0], removed[:0]
		default:
			return 0, fmt.Errorf("%s: line %d is damaged: remove the file and push everything", r.path, number)
		}
		end += int64(len(line))
	}
}

// held gives the lines of quads, each once.
func (r *record) held() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		size, err := r.file.Seek(0, io.SeekEnd)
		if err != nil {
			yield(nil, err)
			return
		}
		given := make(map[key]bool, len(r.quads))
		in := bufio.NewReaderSize(io.NewSectionReader(r.file, 0, size), 64<<10)
		for {
			line, err := in.ReadBytes('\n')
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil {
				if line[0] != '+' {
					continue
				}
				line = line[1:]
				k := keyOf(line)
				if _, holds := r.quads[k]; !holds || given[k] {
					continue
				}
				given[k] = true
			}
			if !yield(line, err) || err != nil {
				return
			}
		}
	}
}

// ask notes lines, each with a sign before it, as asked for.
func (r *record) ask(sign byte, lines []byte) error {
	var b bytes.Buffer
	for line := range bytes.Lines(lines) {
		b.WriteByte(sign)
		b.Write(line)
	}
	_, err := r.file.Write(b.Bytes())
	return errors.Join(err, r.file.Sync())
}

// done notes that the partner said yes. If it is lost, it is asked again.
func (r *record) done() error {
	_, err := r.file.WriteString("=\n")
	return err
}

// tidy rewrites the record with what the partner holds and nothing else. It is
// the old file or the new one, whatever happens.
func (r *record) tidy(target string) (err error) {
	fresh, err := os.CreateTemp(filepath.Dir(r.path), ".push-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			if removed := os.Remove(fresh.Name()); !errors.Is(removed, fs.ErrNotExist) {
				err = errors.Join(err, removed)
			}
		}
	}()
	out := bufio.NewWriterSize(fresh, 64<<10)
	_, _ = out.WriteString(head(target)) // errors wait for Flush
	for line, err := range r.held() {
		if err != nil {
			return errors.Join(err, fresh.Close())
		}
		_ = out.WriteByte('+')
		_, _ = out.Write(line)
	}
	_, _ = out.WriteString("=\n")
	if err := errors.Join(out.Flush(), fresh.Chmod(0o644), fresh.Sync(), fresh.Close()); err != nil {
		return err
	}
	if err := os.Rename(fresh.Name(), r.path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(r.path))
}

func (r *record) close() error { return r.file.Close() }

// syncFolder makes a new name in a folder durable.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
