// Package grouped is how a document is put together from the texts of its
// subjects, which printers make apart from each other, in any number of
// goroutines: for data that is sorted already and too large to be held. Each
// format package has such documents; what comes out has the bytes that its
// whole-graph writer gives for the same graph.
//
// A document is a head, items and a tail. The items are the titles of groups
// and the resources, in this order:
//
//   - Turtle, TriG and JSON-LD go by group, and within a group by the IRI of
//     the subject, compared byte by byte. The group of a subject is the first
//     in the list of groups whose type it has; a subject that has none of these
//     types goes with the one that its IRI is a fragment of (what stands before
//     the first '#'), and is in the group behind the last where that has none
//     either.
//   - RDF/XML goes by the IRI of the subject alone.
//   - Canonical N-Triples and N-Quads go by line, in which '>' follows the IRI:
//     <http://e/1#x> and <http://e/10> stand above <http://e/1>. A subject that
//     others begin with thus waits for those of them that go on with a character
//     below '>'.
//
// So subjects that are sorted by IRI serve all formats: kept apart by group,
// their texts need only be put one group behind the other.
//
// The graphs are ground: a printer reports a blank node as an error, as only a
// writer that has the whole graph can tell where to nest it. The whole-graph
// writers of the format packages do that.
package grouped

import (
	"fmt"

	"github.com/eventlod/eventlod/rdf"
)

// A Document knows how one document is written. It is immutable; any number of
// goroutines may use it.
type Document interface {
	// NewPrinter returns a printer, for one goroutine at a time.
	NewPrinter() Printer
	// ByGroup tells whether subjects are ordered by group before IRI.
	ByGroup() bool
	// Title returns the item that stands above the first resource of a group,
	// counted from 0; empty where there is none.
	Title(group int) string
	// Between returns what stands between two items.
	Between() string
	// Frame returns what stands above the first item and below the last. It
	// depends on what the printers used, so it is asked for when all resources
	// are printed; empty says that there are none.
	Frame(used Used, empty bool) (head, tail string)
}

// A Printer prints resources of one document.
type Printer interface {
	// AppendResource appends the text of a resource, whose pairs must be sorted
	// as [rdf.Resource.Sort] does. It keeps nothing of the resource. It returns
	// an error for what the format cannot hold, and for a blank node.
	AppendResource(dst []byte, r *rdf.Resource) ([]byte, error)
	// Used returns which prefixes the resources printed so far have used. It is
	// valid until the next call of AppendResource.
	Used() Used
}

// Used tells which of a document's prefixes are used. The numbers are the
// document's own.
type Used []bool

// Merge notes what another printer of the same document has used.
func (u *Used) Merge(other Used) {
	for len(*u) < len(other) {
		*u = append(*u, false)
	}
	for i, used := range other {
		if used {
			(*u)[i] = true
		}
	}
}

// CheckGround returns an error where a blank node stands in a resource.
func CheckGround(r *rdf.Resource) error {
	if r.Subject.Kind == rdf.KindBlankNode {
		return errBlank(&r.Subject)
	}
	for i := range r.Pairs {
		if r.Pairs[i].Object.Kind == rdf.KindBlankNode {
			return errBlank(&r.Pairs[i].Object)
		}
	}
	return nil
}

func errBlank(n *rdf.Node) error {
	return fmt.Errorf("the blank node %s cannot be written subject by subject: give it an IRI, or write the whole graph at once", n.Term())
}
