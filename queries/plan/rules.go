package plan

import "bibgraph/queries/algebra"

// rules are tried in this order, each over the whole tree.
var rules = []struct {
	name  string
	apply func(*planner, algebra.Op) algebra.Op
}{
	{"fold what is the same as less", everywhere(fold)},
	{"count without what does not change the count", everywhere(count)},
	{"order joins", (*planner).regions}, // with regionRules
	{"bring limits to their sorts", everywhere(limit)},
	{"fold what the others left", everywhere(fold)},
}

// regionRules are tried in this order for each region: inputs joined with one
// another, conditions on them, and what is done to each solution afterwards.
var regionRules = []struct {
	name  string
	apply func(*planner, *region)
}{
	{"look up listed values instead of filtering", (*planner).lookUp},
	{"drop tests for use that a quad answers", (*planner).dropNodes},
	{"begin with few solutions, go on with what is bound", (*planner).orderInputs},
}
