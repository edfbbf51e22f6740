package turtle

import (
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Terms prints terms one by one, for a program that lays its statements out
// itself. It serves one goroutine at a time.
type Terms struct {
	names *names
	verbs map[rdf.IRI][]byte // as they are printed
}

// NewTerms returns a printer of terms that shortens IRIs with the prefixes. The
// error is that of a bad prefix.
func NewTerms(prefixes []syntax.Prefix) (*Terms, error) {
	ns, err := newNames(prefixes)
	return &Terms{ns, map[rdf.IRI][]byte{}}, err
}

// AppendHead appends the lines of a comment and the declarations of all
// prefixes.
func (t *Terms) AppendHead(dst []byte, header []string) []byte {
	t.names.useAll()
	return t.names.appendTop(dst, header)
}

// Append appends a term in the shortest form that means the same, on one line.
func (t *Terms) Append(dst []byte, n *rdf.Node) []byte { return t.names.appendNode(dst, n) }

// AppendVerb appends a predicate: rdf:type as the word a.
func (t *Terms) AppendVerb(dst []byte, predicate rdf.IRI) []byte {
	verb, ok := t.verbs[predicate]
	if !ok {
		verb = t.names.appendVerb(nil, []byte(predicate))
		t.verbs[predicate] = verb
	}
	return append(dst, verb...)
}
