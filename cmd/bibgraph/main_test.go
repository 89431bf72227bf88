package main

import (
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bibgraph": main})
}

// TestScripts runs each script of testdata: a behaviour a file.
func TestScripts(t *testing.T) {
	data, err := filepath.Abs(filepath.Join("..", "..", "data"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("DATA", data)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"get":     get,
			"address": setAddress,
			"bytes":   writeBytes,
		},
	})
}

var address = regexp.MustCompile(`http://[0-9.:]+`)

// get LOG PATH prints what the server that wrote LOG answers to a GET, once
// it says where it serves.
func get(ts *testscript.TestScript, _ bool, args []string) {
	var base []byte
	for deadline := time.Now().Add(20 * time.Second); base == nil; time.Sleep(10 * time.Millisecond) {
		log, err := os.ReadFile(ts.MkAbs(args[0]))
		if base = address.Find(log); base == nil && time.Now().After(deadline) {
			ts.Fatalf("no server: %s %v", log, err)
		}
	}
	res, err := http.Get(string(base) + args[1]) //nolint:noctx,gosec // a server of this very script
	ts.Check(err)
	defer func() { _ = res.Body.Close() }() // it was only read
	body, err := io.ReadAll(res.Body)
	ts.Check(err)
	_, err = fmt.Fprintf(ts.Stdout(), "%d\n%s\n", res.StatusCode, body)
	ts.Check(err)
}

// address LOG NAME sets $NAME to the address of the server that wrote LOG, and
// $HOST to its host and port.
func setAddress(ts *testscript.TestScript, _ bool, args []string) {
	log, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	base := string(address.Find(log))
	ts.Setenv(args[1], base)
	ts.Setenv("HOST", strings.TrimPrefix(base, "http://"))
}

// bytes FILE HEX writes bytes that a script cannot hold.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	data, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}
