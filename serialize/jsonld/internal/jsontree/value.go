// Package jsontree holds JSON documents as trees whose values know where in
// the document they stand, which encoding/json does not tell.
package jsontree

import (
	"slices"
	"strconv"
	"strings"
)

// Kind is one of the six kinds of JSON value (RFC 8259, section 3).
type Kind uint8

// The kinds of value.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// A Value is a JSON value. Offset and End are the bytes of the document that
// it takes; both are 0 in a value that was not read.
type Value struct {
	Kind    Kind
	True    bool     // of a Bool
	Text    string   // of a String; of a Number as it is written
	Items   []*Value // of an Array
	Members []Member // of an Object, sorted by key, each key once
	Offset  int
	End     int
}

// A Member is a key and a value of an object.
type Member struct {
	Key    string
	Value  *Value
	Offset int // where the key stands
}

// NewString returns a string value that stands where at stands; at may be nil.
func NewString(text string, at *Value) *Value { return placed(&Value{Kind: String, Text: text}, at) }

// NewArray returns an array of the given items.
func NewArray(items ...*Value) *Value { return &Value{Kind: Array, Items: items} }

// NewObject returns an empty object that stands where at stands; at may be nil.
func NewObject(at *Value) *Value { return placed(&Value{Kind: Object}, at) }

func placed(v, at *Value) *Value {
	if at != nil {
		v.Offset, v.End = at.Offset, at.End
	}
	return v
}

// Is reports whether v is the string text.
func (v *Value) Is(text string) bool { return v != nil && v.Kind == String && v.Text == text }

// IsScalar reports whether v is a string, number or boolean.
func (v *Value) IsScalar() bool { return v.Kind == String || v.Kind == Number || v.Kind == Bool }

// Get returns the value of a key of an object, or nil where there is none, or v
// is no object or nil.
func (v *Value) Get(key string) *Value {
	if i := v.index(key); i >= 0 {
		return v.Members[i].Value
	}
	return nil
}

// Has reports whether v is an object with the key.
func (v *Value) Has(key string) bool {
	return v.index(key) >= 0
}

// Set sets the value of a key of an object.
func (v *Value) Set(key string, to *Value) {
	i, ok := v.place(key)
	if ok {
		v.Members[i].Value = to
		return
	}
	v.Members = slices.Insert(v.Members, i, Member{Key: key, Value: to, Offset: to.Offset})
}

// Delete removes a key of an object.
func (v *Value) Delete(key string) {
	if i := v.index(key); i >= 0 {
		v.Members = slices.Delete(v.Members, i, i+1)
	}
}

// few is up to how many members it is faster to look at each in turn.
const few = 8

// index returns the place of a key of an object, or -1.
func (v *Value) index(key string) int {
	if v == nil {
		return -1
	}
	if len(v.Members) > few {
		if i, ok := v.place(key); ok {
			return i
		}
		return -1
	}
	for i := range v.Members {
		if v.Members[i].Key == key {
			return i
		}
	}
	return -1
}

// place returns where a key stands or would have to stand, and which of both.
func (v *Value) place(key string) (int, bool) {
	return slices.BinarySearchFunc(v.Members, key, func(m Member, key string) int { return strings.Compare(m.Key, key) })
}

// List returns the items of an array, and any other value as the one item of a
// list.
func (v *Value) List() []*Value {
	if v.Kind == Array {
		return v.Items
	}
	return []*Value{v}
}

// Float returns the number as a double. A number too large for one is
// infinite.
func (v *Value) Float() float64 {
	f, _ := strconv.ParseFloat(v.Text, 64)
	return f
}

// Equal reports whether two values are the same JSON, whatever the order of
// keys and the spelling of numbers.
func Equal(a, b *Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	return string(AppendCanonical(nil, a)) == string(AppendCanonical(nil, b))
}
