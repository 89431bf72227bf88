package loaders

// Replace is replace, for tests that make records by hand.
var Replace = replace

// Changed tells how many quads came and went.
func (c *change) Changed() (added, removed int) { return c.added, len(c.taken) }
