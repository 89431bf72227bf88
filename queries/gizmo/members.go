package gizmo

import (
	"strings"
	"unicode"

	"github.com/dop251/goja"
)

// method is what a script calls.
type method func(call) (goja.Value, error)

// members is an object of a script whose methods are made when they are first
// asked for: most scripts use few of them. As with JavaScript's own library a
// script may replace them, and does not meet them when it lists an object.
type members struct {
	*session
	methods map[string]method
	ofPaths bool // they are called on paths
	made    map[string]goja.Value
}

var _ goja.DynamicObject = (*members)(nil)

// newMembers makes an object with the methods.
func (s *session) newMembers(methods map[string]method, ofPaths bool) *goja.Object {
	return s.vm.NewDynamicObject(&members{s, methods, ofPaths, map[string]goja.Value{}})
}

// Get gives a member, nil if there is none.
func (m *members) Get(name string) goja.Value {
	v, ok := m.made[name]
	if !ok {
		if run := m.methods[name]; run != nil {
			v = m.vm.ToValue(m.function(run))
			m.made[name] = v
		}
	}
	return v
}

// function is a method as JavaScript calls it.
func (m *members) function(run method) func(goja.FunctionCall) goja.Value {
	return func(fc goja.FunctionCall) goja.Value {
		c := call{session: m.session, args: fc.Arguments}
		if p, ok := held(fc.This).(*pathObject); ok {
			c.this = p.path
		} else if m.ofPaths {
			m.throw(nativeError{"TypeError", "this is no path"})
		}
		v, err := run(c)
		if err != nil {
			m.throw(err)
		}
		return v
	}
}

// Set gives a member another value.
func (m *members) Set(name string, v goja.Value) bool {
	m.made[name] = v
	return true
}

// Has reports whether there is a member.
func (m *members) Has(name string) bool { return m.Get(name) != nil }

// Delete takes a member away.
func (m *members) Delete(name string) bool {
	m.made[name] = nil
	return true
}

// Keys lists no members.
func (m *members) Keys() []string { return nil }

// spell adds a method under each of its names, with a capital too if the name
// is not said to be lower only.
func spell(methods map[string]method, names string, run method) {
	for name := range strings.FieldsSeq(names) {
		methods[name] = run
		if !lowerOnly[name] {
			methods[capital(name)] = run
		}
	}
}

// lowerOnly have no name with a capital.
var lowerOnly = map[string]bool{"order": true}

func capital(name string) string {
	r := []rune(name)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}
