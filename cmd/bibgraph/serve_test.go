package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

func TestServe_sites(t *testing.T) {
	says := func(text string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) })
	}
	ctx, stop := context.WithCancel(t.Context())
	log, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- serve(ctx, streams{err: out}, site{"serving", "127.0.0.1:0", says("graph")}, site{"metrics", "127.0.0.1:0", says("figures")})
	}()
	for _, want := range []string{"graph", "figures"} {
		line := make([]byte, 200)
		n, err := log.Read(line)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.Get(string(address.Find(line[:n]))) //nolint:noctx,gosec // a server of this very test
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(res.Body); err != nil || string(body) != want {
			t.Errorf("%s: %s, %v", line[:n], body, err)
		}
		_ = res.Body.Close()
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestPatientBody holds that a body that stands still fails, and that a slow
// answer after it does not.
func TestPatientBody(t *testing.T) {
	const step = 50 * time.Millisecond
	failed := make(chan error, 2)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, patientBody{r.Body, http.NewResponseController(w), step})
		if err == nil {
			select {
			case <-time.After(4 * step):
			case <-r.Context().Done():
				err = r.Context().Err()
			}
		}
		failed <- err
	}))
	defer server.Close()

	res, err := http.Post(server.URL, "text/plain", strings.NewReader("whole")) //nolint:noctx // a server of this very test
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if err := <-failed; err != nil {
		t.Errorf("a slow answer: %v", err)
	}

	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"); err != nil {
		t.Fatal(err)
	}
	if err := <-failed; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a body that stands still: %v", err)
	}
}

// TestPatientConn holds that a client that reads nothing is given up, and one
// that reads slowly is not.
func TestPatientConn(t *testing.T) {
	const step = 100 * time.Millisecond
	long := make([]byte, 4*maxStep)
	ours, theirs := net.Pipe()
	go func() {
		for range 4 {
			time.Sleep(step / 2)
			_, _ = io.CopyN(io.Discard, theirs, maxStep)
		}
	}()
	if n, err := (&patientConn{Conn: ours, step: step}).Write(long); n != len(long) || err != nil {
		t.Errorf("read slowly: %d of %d bytes, %v", n, len(long), err)
	}
	if _, err := (&patientConn{Conn: ours, step: step}).Write(long); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("not read: %v", err)
	}
}
