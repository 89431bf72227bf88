package algebra

// CondVar gives the variable that a condition looks at.
func CondVar(c Cond) Var {
	switch c := c.(type) {
	case Compare:
		return c.Var
	case Regex:
		return c.Var
	case Like:
		return c.Var
	case Language:
		return c.Var
	case Search:
		return c.Var
	case OneOf:
		return c.Var
	default:
		panic(c)
	}
}

// OnVar gives the same condition on another variable.
func OnVar(c Cond, v Var) Cond {
	switch c := c.(type) {
	case Compare:
		c.Var = v
		return c
	case Regex:
		c.Var = v
		return c
	case Like:
		c.Var = v
		return c
	case Language:
		c.Var = v
		return c
	case Search:
		c.Var = v
		return c
	case OneOf:
		c.Var = v
		return c
	default:
		panic(c)
	}
}
