package loaders_test

import (
	"testing"

	"bibgraph/loaders"
)

func TestSniff(t *testing.T) {
	for _, c := range []struct{ head, name, want string }{
		{"<http://a.example/s> <http://a.example/p> \"o\" .", "-", "nquads"},
		{"# a remark\n\n_:b <p> _:c .", "-", "nquads"},
		{"<alice> <follows> <bob> .", "graph.nq", "nquads"},
		{"<html><head><meta charset=utf-8>", "-", "landing"},
		{"<!doctype html><title>T</title>", "page.nq", "landing"},
		{"\x00pq\x00\x01\x00\x00\x00", "-", "pquads"},
		{"[{\"@id\": \"http://a.example/s\"}]", "graph.jsonld", "jsonld"},
		{"@prefix ex: <http://a.example/> .\nex:s ex:p ex:o .", "graph.ttl", "turtle"},
		{"<http://a.example/s> <http://a.example/p> <http://a.example/o> ;", "graph.ttl", "turtle"},
		{"# a remark\nBASE <http://a.example/>", "-", "trig"},
		{"prefix : <http://a.example/>", "page.txt", "trig"},
		{"<http://a.example/s> <http://a.example/p> 5 .", "graph.trig", "trig"},
		{"@prefix ex: <http://a.example/> .", "cayley.nq", "nquads"},
		{"<html><head>", "page.ttl", "landing"},
		{"Base <b>metals</b> and prefixes", "page.txt", "landing"},
		{"nothing that anybody knows", "-", "landing"},
		{"", "graph.nt", "nquads"},
	} {
		if got := loaders.Sniff([]byte(c.head), c.name); got.Name != c.want {
			t.Errorf("%q in %s: %s, want %s", c.head, c.name, got.Name, c.want)
		}
	}
}
