// Package partner speaks to a Cayley that runs elsewhere, through Cayley's own
// HTTP API: it reads its graph, and pushes ours to it.
//
// A push sends what changed since the last one. What the partner was sent is
// kept in a record, a file for each partner; see record.go. The package knows
// no store: what is pushed is a snapshot, and what is read is quads.
package partner

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
)

// patience is how long a server may think about one batch: Cayley over SQL
// takes seconds for 10,000 quads on a quiet machine.
const patience = 5 * time.Minute

// Server is a Cayley.
type Server struct {
	base   *url.URL
	client *http.Client
}

// New makes a server of an address such as http://host:64210, or the same with
// "cayley+" before it. It does not connect yet. The client may be nil.
func New(address string, client *http.Client) (*Server, error) {
	base, err := url.Parse(strings.TrimPrefix(address, "cayley+"))
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" {
		return nil, errors.New("partner: a Cayley is addressed like http://host:64210")
	}
	if client == nil {
		client = &http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, ResponseHeaderTimeout: patience}}
	}
	return &Server{base.JoinPath("/"), client}, nil
}

// String is the address, without a password.
func (s *Server) String() string {
	public := *s.base
	public.User = nil
	return strings.TrimSuffix(public.String(), "/")
}

// Quads reads the whole graph, once. Cayley writes its numbers, booleans and
// times under short names, such as "True"^^<xsd:boolean>; they come as the
// literals that every other program knows.
func (s *Server) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return s.read(ctx, url.Values{})
}

// read reads the quads that fit the parameters of /api/v2/read.
func (s *Server) read(ctx context.Context, parameters url.Values) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		parameters.Set("format", "nquads")
		answer, err := s.do(ctx, http.MethodGet, "api/v2/read?"+parameters.Encode(), nil, false)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		defer func() { _ = answer.Body.Close() }() // it was only read
		f, _ := formats.ByName("nquads")
		for q, err := range f.Read(answer.Body, formats.Options{Name: s.String(), Lax: true}) {
			q.Subject, q.Predicate, q.Object, q.Label = q.Subject.Canonical(), q.Predicate.Canonical(), q.Object.Canonical(), q.Label.Canonical()
			if !yield(q, err) {
				return
			}
		}
	}
}

// write adds n quads, all or none of them.
func (s *Server) write(ctx context.Context, lines []byte, n int) error {
	return s.change(ctx, "api/v2/write", lines, n, true)
}

// remove deletes n quads, all or none of them. The body is not packed: Cayley
// accepts a packed one, deletes nothing and says that all went well.
func (s *Server) remove(ctx context.Context, lines []byte, n int) error {
	return s.change(ctx, "api/v2/delete", lines, n, false)
}

// change posts quads and makes sure that the server took them all.
func (s *Server) change(ctx context.Context, path string, lines []byte, n int, pack bool) error {
	answer, err := s.do(ctx, http.MethodPost, path, lines, pack)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }() // it was only read
	var said struct{ Count *int }
	if err := json.NewDecoder(io.LimitReader(answer.Body, maxAnswer)).Decode(&said); err != nil {
		return fmt.Errorf("%s: the answer is not Cayley's: %w", s, err)
	}
	if said.Count != nil && *said.Count != n {
		return fmt.Errorf("%s: the server took %d of %d quads", s, *said.Count, n)
	}
	return nil
}

const maxAnswer = 64 << 10

// do sends a request and gives the answer, if it is a good one. A body is
// N-Quads.
func (s *Server) do(ctx context.Context, method, path string, body []byte, pack bool) (*http.Response, error) {
	if pack {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, err := w.Write(body)
		if err := errors.Join(err, w.Close()); err != nil {
			return nil, err
		}
		body = packed.Bytes()
	}
	request, err := http.NewRequestWithContext(ctx, method, s.base.String()+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/n-quads")
	}
	if pack {
		request.Header.Set("Content-Encoding", "gzip")
	}
	answer, err := s.client.Do(request)
	if err != nil {
		if failed, ok := errors.AsType[*url.Error](err); ok {
			err = failed.Err // without the address, which may hold a password
		}
		return nil, fmt.Errorf("%s: %w", s, err)
	}
	if answer.StatusCode == http.StatusOK {
		return answer, nil
	}
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	return nil, errors.Join(&AnswerError{s.String(), answer.StatusCode, message(text)}, err, answer.Body.Close())
}

// message is what an answer says went wrong.
func message(text []byte) string {
	var said struct{ Error string }
	if json.Unmarshal(text, &said) == nil && said.Error != "" {
		return said.Error
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	return first
}

// AnswerError is a server's refusal.
type AnswerError struct {
	Server  string
	Status  int
	Message string // as the server put it
}

// Error says who refused, how and why.
func (e *AnswerError) Error() string {
	return fmt.Sprintf("%s answers %d: %s", e.Server, e.Status, e.Message)
}

// absent reports whether a deletion failed since a quad is not there.
func absent(err error) bool {
	refused, ok := errors.AsType[*AnswerError](err)
	return ok && strings.Contains(refused.Message, "quad does not exist")
}
