package loaders

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bibgraph/graph/formats"
	"bibgraph/graph/partner"
	"bibgraph/graph/quad"
)

// input is one thing to read: a file, a page of the web or standard input.
type input struct {
	name string
	path string // ends in the extension that tells the format, if any does, without .gz
	open func(context.Context) (body io.ReadCloser, size int64, err error)

	// quads reads a source that has no bytes of its own; nil for all others.
	quads func(context.Context) iter.Seq2[quad.Quad, error]
}

// options say how to read the input as quads. Where blank nodes belong to the
// document they are called by its place, so that loading it again finds them;
// standard input has no place and is known by how it begins.
func (in input) options(head []byte, lax bool) formats.Options {
	o := formats.Options{Name: in.name, Lax: lax}
	document := in.name
	switch {
	case in.name == "-":
		document = string(head)
	case strings.HasPrefix(in.name, "http://"), strings.HasPrefix(in.name, "https://"):
		o.Base = in.name
	}
	if in.path != "" && in.path == unzippedName(in.name) { // of a file
		if absolute, err := filepath.Abs(in.name); err == nil {
			document = absolute
		}
	}
	sum := sha256.Sum256([]byte(document))
	o.Scope = "d" + hex.EncodeToString(sum[:6])
	return o
}

// inputs gives what a source stands for. What cannot be found is an input that
// cannot be opened, so that it is reported like any other bad source.
func (l *loader) inputs(source string) []input {
	address, isDOI := strings.CutPrefix(source, "doi:")
	if isDOI {
		if !strings.HasPrefix(address, "10.") || !strings.Contains(address, "/") {
			return []input{badInput(source, hint(fmt.Errorf("%s: no DOI", source), "a DOI is written like doi:10.24411/2500-2872-2020-10004"))}
		}
		address = (&url.URL{Scheme: "https", Host: "doi.org", Path: "/" + address}).String()
	}
	switch {
	case source == "":
		return []input{badInput(source, hint(errors.New("a source without a name"), "is a variable of the shell empty?"))}
	case source == "-":
		return []input{{name: "-", open: l.openStdin}}
	case isDOI, strings.HasPrefix(source, "http://"), strings.HasPrefix(source, "https://"):
		return []input{l.webInput(source, address)}
	case strings.HasPrefix(source, "cayley+"):
		return []input{l.partnerInput(source)}
	}
	info, err := os.Stat(source)
	switch {
	case err == nil && info.IsDir():
		return folderInputs(source)
	case err == nil:
		return []input{fileInput(source)}
	case !errors.Is(err, fs.ErrNotExist) || !strings.ContainsAny(source, "*?["):
		return []input{badInput(source, hint(withoutOperation(err), "a source is a file, a folder, a glob, a URL, doi:… or -"))}
	}
	matches, err := filepath.Glob(source)
	if err == nil && len(matches) == 0 {
		err = hint(errors.New("no file matches"), "put a glob in quotes only if the shell shall not expand it")
	}
	if err != nil {
		return []input{badInput(source, fmt.Errorf("%s: %w", source, err))}
	}
	var found []input
	for _, m := range matches {
		found = append(found, l.inputs(m)...)
	}
	return found
}

// folderInputs gives the files in and below a folder that have an extension of
// All, sorted by path. Hidden files and folders are left out.
func folderInputs(folder string) []input {
	var found []input
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		path := filepath.Join(folder, filepath.FromSlash(name))
		hidden := strings.HasPrefix(filepath.Base(name), ".") && name != "."
		switch {
		case err != nil:
			found = append(found, badInput(path, err))
		case hidden && entry.IsDir():
			return fs.SkipDir
		case !hidden && entry.Type().IsRegular() && knownExtension(unzippedName(path)):
			found = append(found, fileInput(path))
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = hint(fmt.Errorf("%s: no file in this folder is of a known format", folder),
			"files in folders are told by their extensions: "+strings.Join(extensions(), " "))
	}
	if err != nil {
		found = append(found, badInput(folder, err))
	}
	return found
}

// withoutOperation drops the name of the system call from an error of a path.
func withoutOperation(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w", path.Path, path.Err)
	}
	return err
}

func badInput(name string, err error) input {
	return input{name: name, open: func(context.Context) (io.ReadCloser, int64, error) { return nil, 0, err }}
}

func fileInput(path string) input {
	return input{name: path, path: unzippedName(path), open: func(context.Context) (io.ReadCloser, int64, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, 0, err
		}
		if unzippedName(path) != path {
			body, err := unzip(f)
			if err != nil {
				err = fmt.Errorf("%s: %w", path, err)
			}
			return body, 0, err
		}
		info, err := f.Stat()
		if err != nil {
			return nil, 0, errors.Join(err, f.Close())
		}
		return f, info.Size(), nil
	}}
}

// unzippedName is the name of what a file packed by gzip holds, the name itself
// for others.
func unzippedName(path string) string {
	if ext := filepath.Ext(path); strings.EqualFold(ext, ".gz") {
		return strings.TrimSuffix(path, ext)
	}
	return path
}

// unzip gives what a file packed by gzip holds. Closing that closes the file.
func unzip(f *os.File) (io.ReadCloser, error) {
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return unzipped{z, f}, nil
}

type unzipped struct {
	*gzip.Reader
	file *os.File
}

// Close closes the file too.
func (u unzipped) Close() error { return errors.Join(u.Reader.Close(), u.file.Close()) }

func (l *loader) openStdin(context.Context) (io.ReadCloser, int64, error) {
	if l.Stdin == nil {
		return nil, 0, errors.New("-: there is no standard input")
	}
	return io.NopCloser(l.Stdin), 0, nil
}

const inBrowser = "open the address in a browser, save the page and load the file"

// patience is how long a page of the web may take, redirects and all.
const patience = 60 * time.Second

func (l *loader) webInput(name, address string) input {
	in := input{name: name}
	if u, err := url.Parse(address); err == nil {
		in.path = u.Path
	}
	in.open = func(ctx context.Context) (io.ReadCloser, int64, error) {
		client := l.Client
		if client == nil {
			client = &http.Client{Timeout: patience}
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return nil, 0, err
		}
		request.Header.Set("Accept", "text/html, application/n-quads, application/n-triples, text/turtle, application/trig, text/plain;q=0.9, */*;q=0.1")
		request.Header.Set("User-Agent", "bibgraph")
		response, err := client.Do(request)
		if err != nil { // says method and address
			return nil, 0, hint(err, inBrowser)
		}
		if response.StatusCode != http.StatusOK {
			err := hint(fmt.Errorf("%s: the server answers %s", name, response.Status), inBrowser)
			return nil, 0, errors.Join(err, response.Body.Close())
		}
		return response.Body, response.ContentLength, nil
	}
	return in
}

// partnerInput is the whole graph of a Cayley that runs elsewhere.
func (l *loader) partnerInput(source string) input {
	server, err := partner.New(source, l.Client)
	if err != nil {
		return badInput(source, err)
	}
	return input{name: "cayley+" + server.String(), quads: server.Quads}
}

func knownExtension(path string) bool {
	return slices.Contains(extensions(), strings.ToLower(filepath.Ext(path)))
}

func extensions() []string {
	var all []string
	for _, f := range All {
		all = append(all, f.Extensions...)
	}
	return all
}
