package main

import (
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// How long the server waits for its clients. There is no bound for a whole
// request or answer, since a graph may take long to come or go: what counts is
// that it moves.
const (
	headerPatience = 10 * time.Second // for the head of a request
	idlePatience   = 2 * time.Minute  // for the next request
	stepPatience   = 30 * time.Second // for the next bytes of a body or an answer
	stopPatience   = 5 * time.Second  // for what is under way when the server is to stop
)

// patient gives each read of a request's body a time limit of its own.
func patient(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != http.NoBody {
			r.Body = patientBody{r.Body, http.NewResponseController(w), stepPatience}
		}
		next.ServeHTTP(w, r)
	})
}

type patientBody struct {
	io.ReadCloser
	control *http.ResponseController
	step    time.Duration
}

func (b patientBody) Read(p []byte) (int, error) {
	if err := b.control.SetReadDeadline(time.Now().Add(b.step)); err != nil {
		return 0, err
	}
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		// From here on the server itself reads, to see whether the client
		// is still there: that may take as long as the answer.
		_ = b.control.SetReadDeadline(time.Time{}) // the connection is gone if it fails
	}
	return n, err
}

// patientListener gives each write of an answer a time limit of its own.
type patientListener struct{ net.Listener }

// Accept waits for the next client.
func (l patientListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &patientConn{Conn: c, step: stepPatience}, nil
}

type patientConn struct {
	net.Conn
	step time.Duration
	set  atomic.Int64 // when the limit that holds was set, by Unix time in ns
}

// limit sets the time limit anew, unless most of the last one is left.
func (c *patientConn) limit() error {
	now := time.Now()
	if now.UnixNano()-c.set.Load() < int64(c.step/8) {
		return nil
	}
	c.set.Store(now.UnixNano())
	return c.SetWriteDeadline(now.Add(c.step))
}

// maxStep is how much is written within one time limit.
const maxStep = 64 << 10

func (c *patientConn) Write(p []byte) (int, error) {
	written := 0
	for {
		if err := c.limit(); err != nil {
			return written, err
		}
		n, err := c.Conn.Write(p[:min(len(p), maxStep)])
		written += n
		if p = p[n:]; err != nil || len(p) == 0 {
			return written, err
		}
	}
}
