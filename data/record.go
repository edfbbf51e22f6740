package data

import (
	"fmt"

	"github.com/eventlod/eventlod/problem"
)

// A Record is one curated thing: an event, a place, a person. It is what one
// item of a YAML list, one row of a CSV file or one line of a JSON Lines file
// says.
type Record struct {
	// Type is the record type, such as "event", and ID the name that is unique
	// among the records of that type.
	Type, ID string
	// File is the path of the file that the record stands in.
	File string
	// Pos is where the record begins.
	Pos Pos
	// TypePos is where the type is said: a YAML key, a CSV or JSON value; the
	// record itself where the file's name says it. IDPos is where the id is.
	TypePos, IDPos Pos
	// Fields are the record's fields in the order of the file, without id and
	// type. No two have the same name.
	Fields []Field
}

// At returns a place of the record with the name of its file.
func (r *Record) At(p Pos) problem.Position {
	return problem.Position{File: r.File, Line: int(p.Line), Column: int(p.Column)}
}

// Key returns the name of the record within the archive: type, slash, id.
func (r *Record) Key() string { return r.Type + "/" + r.ID }

// Field returns the field of the given name, and whether there is one.
func (r *Record) Field(name string) (Field, bool) { return find(r.Fields, name) }

// A Pos is a place in a file: a line and a column in code points, both counted
// from 1. It is small, since every value has one.
type Pos struct{ Line, Column uint32 }

// String returns the place as LINE:COLUMN.
func (p Pos) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// A Field is a name with a value.
type Field struct {
	Name string
	// Pos is where the name stands: the key, or the header cell of a CSV file.
	Pos   Pos
	Value Value
}

// Kind says which of its three forms a [Value] has.
type Kind uint8

// The kinds of value.
const (
	Scalar Kind = iota // one text
	List               // values in order
	Map                // fields in order
)

// String returns "text", "list" or "map", the words of messages.
func (k Kind) String() string { return [...]string{"text", "list", "map"}[k] }

// Form says how a scalar was written. The text is kept as it stands in every
// case: 2012-11-15, no and 1e3 are texts of ten, two and three characters.
type Form uint8

// The forms of a scalar.
const (
	Plain  Form = iota // quoted, or not like any of the following
	Number             // unquoted and like a JSON number
	Bool               // unquoted true or false
	Date               // unquoted and like a date: 2012, 2012-11, 2012-11-15/..
)

// A Value is what a field holds. No value is empty: a text has a character
// that is not a space, a list has an item, a map has a field.
type Value struct {
	Kind Kind
	// Form is how a scalar was written.
	Form Form
	// Pos is where the first character of the value stands.
	Pos Pos
	// Text is the scalar's own text. A block scalar of YAML is without the line
	// breaks at its end.
	Text string
	// Items are the values of a list.
	Items []Value
	// Fields are the entries of a map in the order of the file.
	Fields []Field
}

// Field returns the entry of the given name of a map, and whether there is one.
func (v Value) Field(name string) (Field, bool) { return find(v.Fields, name) }

func find(fields []Field, name string) (Field, bool) {
	for _, f := range fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}
