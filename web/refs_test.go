package web_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"bibgraph/graph/stores"
	"bibgraph/web"
)

const printed = "Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159.\n\nKim, A. (2004). The steppe. Oxford: Blackwell.\n"

// kind is the header that tells what a body is.
func kind(contentType string) map[string]string {
	return map[string]string{"Content-Type": contentType}
}

func TestReferences(t *testing.T) {
	url, _ := serve(t, web.Options{ReadOnly: true})
	inArray, err := json.Marshal(strings.Split(strings.TrimSpace(printed), "\n"))
	if err != nil {
		t.Fatal(err)
	}
	var want string
	for name, c := range map[string]struct{ body, kind string }{
		"lines":          {printed, "text/plain; charset=utf-8"},
		"no kind":        {printed, ""},
		"CRLF":           {strings.ReplaceAll(printed, "\n", "\r\n"), "text/plain"},
		"without an end": {strings.TrimSuffix(printed, "\n"), "text/plain"},
		"array":          {string(inArray), "application/json"},
		"object":         {`{"references":` + string(inArray) + `}`, "application/json; charset=utf-8"},
	} {
		got := call{method: "POST", path: "/api/refs", body: c.body, header: kind(c.kind)}.to(t, url)
		var all []struct {
			Raw        string
			Type       string
			Issued     []int
			Confidence float64
		}
		if err := json.Unmarshal([]byte(got.body), &all); err != nil || got.status != 200 || got.header.Get("Content-Type") != "application/json" {
			t.Fatalf("%s: %d %s, %v: %s", name, got.status, got.header.Get("Content-Type"), err, got.body)
		}
		if len(all) != 3 || all[0].Type != "article-journal" || all[1].Raw != "" || all[2].Issued[0] != 2004 || all[2].Confidence < 0.5 {
			t.Errorf("%s: %s", name, got.body)
		}
		if want == "" {
			want = got.body
		}
		if got.body != want {
			t.Errorf("%s: %s, want as before: %s", name, got.body, want)
		}
	}
}

func TestReferences_formats(t *testing.T) {
	url, _ := serve(t, web.Options{})
	for format, c := range map[string]struct{ kind, begin, holds string }{
		"json":   {"application/json", "[\n{\"raw\":", `"field":"author","text":"Kim, A."`},
		"spans":  {"application/json", "[\n{\"text\":", `{"text":"","spans":[],"fields":{},"confidence":0}`},
		"csl":    {"application/vnd.citationstyles.csl+json", "[\n{\"id\":", `"issued":{"date-parts":[[2004]]}`},
		"bibtex": {"application/x-bibtex; charset=utf-8", "@article{", "@book{kim2004steppe,"},
		"ris":    {"application/x-research-info-systems; charset=utf-8", "TY  - JOUR\r\n", "PY  - 2004\r\n"},
	} {
		got := call{method: "POST", path: "/api/refs?format=" + format, body: printed, header: kind("text/plain")}.to(t, url)
		if got.status != 200 || got.header.Get("Content-Type") != c.kind || !strings.HasPrefix(got.body, c.begin) || !strings.Contains(got.body, c.holds) {
			t.Errorf("%s: %d %s: %s", format, got.status, got.header.Get("Content-Type"), got.body)
		}
	}
}

// A printed list is parted into its entries, whatever kind of body it is.
func TestReferences_list(t *testing.T) {
	url, _ := serve(t, web.Options{})
	const list = "Литература\n1. Базаров В.Б. Монголо-\nяпонские отношения // Власть. 2009. № 9. С. 157-159.\n2. Kim, A. (2004). The steppe.\nOxford: Blackwell.\n"
	lines, err := json.Marshal(strings.Split(list, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path, body, kind string
		want             []string
	}{
		"text":    {"/api/refs?list=true", list, "text/plain", []string{"Базаров В.Б. Монголо-японские отношения // Власть. 2009. № 9. С. 157-159.", "Kim, A. (2004). The steppe. Oxford: Blackwell."}},
		"JSON":    {"/api/refs?list=1", string(lines), "application/json", []string{"Базаров В.Б. Монголо-японские отношения // Власть. 2009. № 9. С. 157-159.", "Kim, A. (2004). The steppe. Oxford: Blackwell."}},
		"twice":   {"/api/refs?list=true", "1. Ким А. Раз. 1999.\n2. Ким А. Два. 2000.\n1. Kim A. Raz. 1999.\n2. Kim A. Dva. 2000.", "text/plain", []string{"Ким А. Раз. 1999.", "Ким А. Два. 2000."}},
		"nothing": {"/api/refs?list=true", "", "text/plain", nil},
		"no list": {"/api/refs?list=false", "1. A\n2. B", "text/plain", []string{"1. A", "2. B"}},
		"NUL":     {"/api/refs?list=true", "1. A\x00. 1999.\n2. B. 2000.", "text/plain", []string{"A\x00. 1999.", "B. 2000."}},
	} {
		got := call{method: "POST", path: c.path, body: c.body, header: kind(c.kind)}.to(t, url)
		var all []struct{ Raw string }
		if err := json.Unmarshal([]byte(got.body), &all); err != nil || got.status != 200 {
			t.Fatalf("%s: %d, %v: %s", name, got.status, err, got.body)
		}
		var raw []string
		for _, ref := range all {
			raw = append(raw, ref.Raw)
		}
		if !slices.Equal(raw, c.want) {
			t.Errorf("%s: %q, want %q", name, raw, c.want)
		}
	}
}

func TestReferences_refused(t *testing.T) {
	url, _ := serve(t, web.Options{})
	long := strings.Repeat("a", 16<<20+1)
	for name, c := range map[string]struct {
		call   call
		status int
	}{
		"format":      {call{path: "/api/refs?format=docx", body: "a", header: kind("text/plain")}, 400},
		"list":        {call{path: "/api/refs?list=maybe", body: "a", header: kind("text/plain")}, 400},
		"long list":   {call{path: "/api/refs?list=true", body: long[:1<<20+1], header: kind("text/plain")}, 413},
		"form":        {call{path: "/api/refs", body: "a", header: kind("application/x-www-form-urlencoded")}, 415},
		"letters":     {call{path: "/api/refs", body: "a", header: kind("text/plain; charset=windows-1251")}, 415},
		"kind":        {call{path: "/api/refs", body: "a", header: kind("//")}, 415},
		"no JSON":     {call{path: "/api/refs", body: `["a"`, header: kind("application/json")}, 400},
		"numbers":     {call{path: "/api/refs", body: `[1]`, header: kind("application/json")}, 400},
		"another key": {call{path: "/api/refs", body: `{"refs":["a"]}`, header: kind("application/json")}, 400},
		"null":        {call{path: "/api/refs", body: `null`, header: kind("application/json")}, 400},
		"long":        {call{path: "/api/refs", body: long, header: kind("text/plain")}, 413},
		"long packed": {call{path: "/api/refs", body: gzipped(t, long), header: map[string]string{"Content-Type": "text/plain", "Content-Encoding": "gzip"}}, 413},
		"not packed":  {call{path: "/api/refs", body: "a", header: map[string]string{"Content-Type": "text/plain", "Content-Encoding": "gzip"}}, 400},
	} {
		c.call.method = "POST"
		got := c.call.to(t, url)
		var told struct{ Error string }
		if err := json.Unmarshal([]byte(got.body), &told); got.status != c.status || err != nil || told.Error == "" {
			t.Errorf("%s: %d %.200s, want %d and an error", name, got.status, got.body, c.status)
		}
	}
	if got := (call{method: "GET", path: "/api/refs"}).to(t, url); got.status != 405 || got.header.Get("Allow") == "" {
		t.Errorf("GET: %d, Allow %q", got.status, got.header.Get("Allow"))
	}
}

func TestReferences_packed(t *testing.T) {
	url, _ := serve(t, web.Options{})
	header := map[string]string{"Content-Type": "text/plain", "Content-Encoding": "gzip", "Accept-Encoding": "gzip"}
	got := call{method: "POST", path: "/api/refs?format=ris", body: gzipped(t, printed), header: header}.to(t, url)
	in, err := gzip.NewReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatalf("%d %.200s: %v", got.status, got.body, err)
	}
	if text, err := io.ReadAll(in); err != nil || strings.Count(string(text), "TY  - ") != 2 {
		t.Errorf("%s, %v", text, err)
	}
}

// An answer whose time is over is cut off and does not look whole; one that
// nobody waits for any longer ends soon.
func TestReferences_end(t *testing.T) {
	long := strings.Repeat(strings.SplitAfter(printed, "\n")[0], 100_000)
	for name, c := range map[string]struct {
		timeout time.Duration
		leave   bool
	}{
		"time over":   {200 * time.Millisecond, false},
		"client gone": {time.Hour, true},
	} {
		t.Run(name, func(t *testing.T) {
			store, err := stores.Open(t.Context(), "memory:", stores.Options{})
			if err != nil {
				t.Fatal(err)
			}
			ended := make(chan struct{})
			handler := web.Handler(store, web.Options{Timeout: c.timeout})
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				defer close(ended)
				handler.ServeHTTP(w, r)
			}))
			defer server.Close()
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			req, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/api/refs", strings.NewReader(long))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "text/plain")
			res, err := server.Client().Do(req)
			if err == nil {
				if c.leave {
					leave()
				}
				_, err = io.Copy(io.Discard, res.Body)
				_ = res.Body.Close()
			}
			if err == nil {
				t.Error("the answer looks whole")
			}
			select {
			case <-ended:
			case <-time.After(10 * time.Second):
				t.Error("the server goes on")
			}
		})
	}
}

// Lines that are no references are answered like any other, with little trust
// and all their words.
func TestReferences_badInput(t *testing.T) {
	url, _ := serve(t, web.Options{})
	for name, line := range map[string]string{
		"empty":         "",
		"prose":         "This article studies the relations between Mongolia and Japan, one of its key partners. The purpose of this research is to determine why they became so important for the people.",
		"long":          strings.Repeat("a", 1<<20),
		"glued":         "Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159. Campi Alicia. Relations // The Eurasian Monitor. 2014. Vol. 11.",
		"mojibake":      "Ð\u0091Ð°Ð·Ð°Ñ\u0080Ð¾Ð² Ð\u0092.Ð\u0091. // Ð\u0092Ð»Ð°Ñ\u0081Ñ\u0082Ñ\u008c. 2009.",
		"right to left": "כהן, דוד. תולדות מונגוליה.",
		"NUL":           "Базаров\x00В.Б.\x00 // \x00\x00",
		"no UTF-8":      "\xff\xfe // \xc0",
	} {
		body, want := line+"\n", string([]rune(line)) // a byte that is no UTF-8 is U+FFFD
		got := call{method: "POST", path: "/api/refs", body: body, header: kind("text/plain")}.to(t, url)
		var all []struct {
			Raw        string
			Confidence float64
		}
		if err := json.Unmarshal([]byte(got.body), &all); got.status != 200 || err != nil || len(all) != 1 || all[0].Raw != want || all[0].Confidence >= 0.5 {
			t.Errorf("%s: %d, %v: %.300q", name, got.status, err, got.body)
		}
	}
}
