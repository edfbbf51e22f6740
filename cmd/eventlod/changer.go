package main

import (
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
)

// A changer takes graph names or blank nodes off statements.
type changer struct {
	merge      bool
	skolem     []byte        // what IRIs of blank nodes begin with; nil keeps them
	changed    rdf.Statement // what change returns
	skolemized [3][]byte     // memory for IRIs in it
}

// change returns the statement without graph or without blank nodes. The
// reader's own stays as it is.
func (c *changer) change(s *rdf.Statement) *rdf.Statement {
	c.changed = *s
	if c.merge {
		c.changed.Graph = rdf.Node{}
	}
	if c.skolem == nil {
		return &c.changed
	}
	for i, n := range []*rdf.Node{&c.changed.Subject, &c.changed.Object, &c.changed.Graph} {
		if n.Kind == rdf.KindBlankNode {
			c.skolemized[i] = append(append(c.skolemized[i][:0], c.skolem...), n.Value...)
			*n = rdf.Node{Kind: rdf.KindIRI, Value: c.skolemized[i]}
		}
	}
	return &c.changed
}

// genid is the path that marks IRIs which stand for blank nodes (RDF 1.1
// Concepts, section 3.5).
const genid = "/.well-known/genid/"

// skolemBase returns what the IRIs of blank nodes begin with.
func skolemBase(base string) ([]byte, error) {
	if base == "" {
		return nil, nil
	}
	if e := iri.Check(base); e != nil || !strings.Contains(base, "://") || strings.ContainsAny(base, "?#") {
		return nil, usagef("such as: --skolemize https://example.org/events-2024/", "--skolemize %s is not the beginning of an IRI", base)
	}
	if strings.Contains(base, genid) {
		return []byte(base), nil
	}
	scheme, rest, _ := strings.Cut(base, "://")
	authority, path, _ := strings.Cut(rest, "/")
	if path != "" && !strings.HasSuffix(path, "/") {
		path += "/"
	}
	return []byte(scheme + "://" + authority + genid + path), nil
}
