package transcode

import (
	"fmt"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
)

// A changer takes graph names or blank nodes off statements.
type changer struct {
	merge      bool
	skolem     string        // what IRIs of blank nodes begin with; empty keeps them
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
	if c.skolem == "" {
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

// SkolemBase returns what the IRIs begin with that blank nodes become under a
// base: the base itself, with the path that marks such IRIs put in where it is
// not there. The error tells that the base is not the beginning of an IRI.
func SkolemBase(base string) (string, error) {
	if e := iri.Check(base); e != nil || !strings.Contains(base, "://") || strings.ContainsAny(base, "?#") {
		return "", fmt.Errorf("%s is not the beginning of an IRI", base)
	}
	if strings.Contains(base, genid) {
		return base, nil
	}
	scheme, rest, _ := strings.Cut(base, "://")
	authority, path, _ := strings.Cut(rest, "/")
	if path != "" && !strings.HasSuffix(path, "/") {
		path += "/"
	}
	return scheme + "://" + authority + genid + path, nil
}
