# make demo does all the set-up and runs the main job on the seed article.
# make test does all the set-up and passes the tests.
# make clients tests the server with Cayley's clients for Node.js; it needs npm.

.PHONY: demo test clients build clean

demo: build
	bin/bibgraph load data/walk/page.txt
	bin/bibgraph query cited-sources article=doi:10.24411/2500-2872-2020-10004
	bin/bibgraph query related-themes topic="third neighbor policy"
	bin/bibgraph export -o graph.nq
	@echo
	@echo "The graph is in bibgraph.db, its N-Quads in graph.nq."
	@echo "To see it: bin/bibgraph serve, then open http://127.0.0.1:64210"

build:
	go build -o bin/bibgraph ./cmd/bibgraph

test:
	go test ./...

clients: build
	cd web/clients && npm ci --no-audit --no-fund && npm test

clean:
	rm -rf bin bibgraph.db graph.nq
