module bibgraph

go 1.26
