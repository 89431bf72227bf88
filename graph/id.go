package graph

import (
	"fmt"
	"strconv"
	"time"

	"bibgraph/graph/quad"
)

// ID is a term inside one store: 40 bits, the top four of which are its Class.
// Terms of the dictionary carry a running number; small values carry
// themselves, so that integers, years, dates and booleans need no dictionary
// and sort by value.
//
//	 39    36 35                                  0
//	┌────────┬─────────────────────────────────────┐
//	│ class  │ running number, or the value itself │
//	└────────┴─────────────────────────────────────┘
//
// The zero ID stands for anything in a pattern and is never a term.
type ID uint64

// NoLabel is the label of a quad that has none.
const NoLabel ID = 1

// Class is the top four bits of an ID.
type Class uint8

// Classes of IDs. The numbers are part of the disk format.
const (
	ClassReserved Class = 0 // 0 and NoLabel
	ClassIRI      Class = 1
	ClassBlank    Class = 2
	ClassString   Class = 3
	ClassLang     Class = 4
	ClassTyped    Class = 5
	ClassInteger  Class = 8  // canonical xsd:integer of 36 bits, offset binary
	ClassYear     Class = 9  // xsd:gYear 0001 to 9999
	ClassDate     Class = 10 // xsd:date 0001-01-01 to 9999-12-31 as a day number
	ClassBoolean  Class = 11 // xsd:boolean true or false
)

const (
	classShift  = 36
	payloadMask = 1<<classShift - 1
	integerBias = 1 << (classShift - 1)
	secondsADay = 24 * 60 * 60

	// MaxNumber is the last running number of a dictionary class.
	MaxNumber = payloadMask
)

// Class tells what sort of term id stands for.
func (id ID) Class() Class { return Class(id >> classShift) }

// Number is the running number of a dictionary term.
func (id ID) Number() uint64 { return uint64(id) & payloadMask }

// NumberedID makes the ID of the n-th term of a dictionary class.
func NumberedID(c Class, n uint64) ID { return ID(c)<<classShift | ID(n&payloadMask) }

// ClassOf gives the dictionary class of a term.
func ClassOf(t quad.Term) Class { return Class(t.Kind()) }

// InlineID gives the ID of a term that carries its own value. Only canonical
// lexical forms do, so that the term can be given back unchanged.
func InlineID(t quad.Term) (ID, bool) {
	if t.Kind() != quad.KindTyped {
		return 0, false
	}
	var id ID
	switch s := t.Value(); t.Datatype() {
	case quad.XSDInteger:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < -integerBias || n >= integerBias {
			return 0, false
		}
		id = NumberedID(ClassInteger, uint64(n+integerBias))
	case quad.XSDGYear:
		n, err := strconv.ParseUint(s, 10, 16)
		if err != nil || n == 0 || n > 9999 {
			return 0, false
		}
		id = NumberedID(ClassYear, n)
	case quad.XSDDate:
		d, err := time.Parse(time.DateOnly, s)
		if err != nil || d.Year() == 0 {
			return 0, false
		}
		id = NumberedID(ClassDate, uint64((d.Unix()-firstDay)/secondsADay))
	case quad.XSDBoolean:
		n := uint64(0)
		if s == "true" {
			n = 1
		}
		id = NumberedID(ClassBoolean, n)
	default:
		return 0, false
	}
	back, ok := id.Inline()
	return id, ok && back == t
}

// firstDay is 0001-01-01 in seconds since 1970.
var firstDay = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

// Inline gives the term of an ID that carries its own value.
func (id ID) Inline() (quad.Term, bool) {
	n := int64(id.Number())
	switch id.Class() {
	case ClassInteger:
		return quad.Typed(strconv.FormatInt(n-integerBias, 10), quad.XSDInteger), true
	case ClassYear:
		return quad.Typed(fmt.Sprintf("%04d", n), quad.XSDGYear), true
	case ClassDate:
		d := time.Unix(firstDay+n*secondsADay, 0).UTC()
		return quad.Typed(d.Format(time.DateOnly), quad.XSDDate), true
	case ClassBoolean:
		return quad.Typed(strconv.FormatBool(n == 1), quad.XSDBoolean), true
	default:
		return quad.Term{}, false
	}
}
