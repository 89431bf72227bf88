package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
)

// benchServer is this program serving a store as a process of its own, as its
// users have it.
type benchServer struct {
	cmd  *exec.Cmd
	site string // its address, http://127.0.0.1:12345
}

// startServer serves the store at an address until the server is stopped.
func startServer(ctx context.Context, store string) (*benchServer, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "serve", "--store", store, "--listen", "127.0.0.1:0", "--timeout", "1m")
	said, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewReader(said)
	line, err := lines.ReadString('\n')
	_, site, _ := strings.Cut(line, "http://")
	site, _, serves := strings.Cut(site, " ")
	if err != nil || !serves {
		_ = cmd.Process.Kill() // may have ended
		return nil, errors.Join(fmt.Errorf("the server says %q", line), err, cmd.Wait())
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }() // so that it never waits to be heard
	return &benchServer{cmd, "http://" + site}, nil
}

// stop ends the server as Ctrl-C does.
func (s *benchServer) stop() error {
	return errors.Join(s.cmd.Process.Signal(os.Interrupt), s.cmd.Wait())
}

// write adds N-Quads.
func (s *benchServer) write(ctx context.Context, data []byte) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.site+"/api/v2/write", bytes.NewReader(data))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/n-quads")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("the server answers %s: %s", answer.Status, text)
	}
	return errors.Join(err, answer.Body.Close())
}
