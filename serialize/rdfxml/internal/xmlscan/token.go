// Package xmlscan splits XML documents into tokens, with namespaces resolved,
// in memory proportional to the largest token. Unlike encoding/xml it refuses
// all that is not well-formed, normalises line ends and attribute values,
// expands the entities that the document declares (under a limit), and knows
// the line and column of each token and attribute.
//
// It is a non-validating processor (XML 1.0, section 5.1): of the document
// type declaration it uses general entities, and it opens nothing external.
package xmlscan

import (
	"fmt"
	"io"
)

// Kind is the kind of a token.
type Kind uint8

// The kinds of token. EOF comes when the document has ended as it should.
const (
	EOF Kind = iota
	Start
	End
	Text
	Comment
	Instruction
)

// String returns the kind as it is called in messages.
func (k Kind) String() string {
	return [...]string{"the end of the document", "a start tag", "an end tag", "text", "a comment", "a processing instruction"}[k]
}

// A Name is the name of an element or attribute (Namespaces in XML 1.0). The
// scanner makes few of them and hands them out again and again.
type Name struct {
	Space  string // namespace; empty for none
	Prefix string
	Local  string
	Full   []byte // the namespace and the local name, not to be changed
	Note   uint8  // for whoever reads the tokens: what it found out about the name, 0 at first
}

// NewName returns a name.
func NewName(space, prefix, local string) *Name {
	return &Name{Space: space, Prefix: prefix, Local: local, Full: []byte(space + local)}
}

// String returns the name as it stands in the document.
func (n *Name) String() string {
	if n.Prefix == "" {
		return n.Local
	}
	return n.Prefix + ":" + n.Local
}

// An Attr is an attribute that declares no namespace.
type Attr struct {
	*Name
	Value        []byte // valid as long as the token
	Line, Column int

	known *known
	span  span
}

// A span is a piece of the window, counted from the start of the token, or of
// the scanner's scratch memory.
type span struct {
	from, to int
	scratch  bool
}

// A Token is a piece of a document. An empty-element tag makes two: its start
// and its end. The token is valid until the next one is asked for.
type Token struct {
	Kind         Kind
	Name         *Name  // of Start and End; of Instruction the target, in Local
	Attrs        []Attr // of Start, in the order of the document
	Text         []byte // of Text (of CDATA sections too), Comment and Instruction
	Line, Column int
}

// XMLSpace is the namespace that the prefix xml always stands for.
const XMLSpace = "http://www.w3.org/XML/1998/namespace"

const xmlnsSpace = "http://www.w3.org/2000/xmlns/"

// An Error says what is wrong with a document, and where.
type Error struct {
	Line, Column int
	Code         string // kebab case
	Message      string
	Clause       string
	Hint         string
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Limits bound a document.
type Limits struct {
	Token int // bytes of one text, tag or entity
	Depth int // nesting of elements
}

// A Scanner reads tokens.
type Scanner struct {
	input
	limits   Limits
	token    Token
	bindings []binding // the namespaces in scope, innermost last
	tagScope int       // bindings before this one are of elements around the tag
	scope    int       // changes with the bindings
	open     []element
	names    map[string]*known
	entities map[string]*entity
	expanded int64 // bytes that entities came to
	pending  bool  // an end tag is due for an empty-element tag
	started  bool  // the root element has begun
	text     []byte
	scratch  []byte
}

// A binding is a prefix and its namespace.
type binding struct{ prefix, space string }

// An element is an open element; bindings[:outer] were in scope around it.
type element struct {
	name  *Name
	raw   string // as it stands in the document
	outer int
}

// New returns a scanner. UTF-8 and UTF-16 are read, and the 8-bit encodings
// that [input] knows, where the XML declaration names one.
func New(r io.Reader, limits Limits) *Scanner {
	s := &Scanner{limits: limits, names: make(map[string]*known)}
	s.input.init(r)
	return s
}

// Depth returns the number of open elements.
func (s *Scanner) Depth() int { return len(s.open) }

// Lookup returns the namespace that a prefix stands for, in the innermost open
// element. The empty prefix is the default namespace.
func (s *Scanner) Lookup(prefix string) string {
	if prefix == "xml" {
		return XMLSpace
	}
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if s.bindings[i].prefix == prefix {
			return s.bindings[i].space
		}
	}
	return ""
}

// Declared calls f for the namespaces that the start tag just read declares.
func (s *Scanner) Declared(f func(prefix, space string)) {
	for _, b := range s.bindings[s.open[len(s.open)-1].outer:] {
		f(b.prefix, b.space)
	}
}

func (s *Scanner) fail(code, clause, format string, args ...any) error {
	line, column := s.here()
	return s.failAt(line, column, code, clause, format, args...)
}

func (s *Scanner) failAt(line, column int, code, clause, format string, args ...any) error {
	if s.err != nil {
		return s.err // what looks like a fault is the end of what could be read
	}
	return &Error{Line: line, Column: column, Code: code, Clause: clause, Message: fmt.Sprintf(format, args...)}
}

func (s *Scanner) malformed(clause, format string, args ...any) error {
	return s.fail("malformed-xml", "XML 1.0, "+clause, format, args...)
}
