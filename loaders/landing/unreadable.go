package landing

// Unreadable is why a file cannot be read as a landing page.
type Unreadable struct{ what, hint string }

func (u *Unreadable) Error() string { return u.what }

// Hint tells what to do about it.
func (u *Unreadable) Hint() string { return u.hint }
