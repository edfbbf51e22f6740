package grouped

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// WrittenOrder returns the pairs of one predicate in the order in which JSON-LD
// and RDF/XML have them: as [rdf.Resource.Sort], but of literals with one text
// those come first that are written without a datatype. Where that makes a
// difference, the pairs are copied to the end of memory, which is returned, too.
func WrittenOrder(memory, pairs []rdf.Pair) (_, ordered []rdf.Pair) {
	if slices.IsSortedFunc(pairs, compareWritten) {
		return memory, pairs
	}
	memory = append(memory, pairs...)
	ordered = memory[len(memory)-len(pairs):]
	slices.SortFunc(ordered, compareWritten)
	return memory, ordered
}

func compareWritten(x, y rdf.Pair) int {
	a, b := &x.Object, &y.Object
	if a.Kind != rdf.KindLiteral || b.Kind != rdf.KindLiteral || !bytes.Equal(a.Value, b.Value) {
		return rdf.CompareNodes(a, b)
	}
	return cmp.Or(strings.Compare(writtenDatatype(a), writtenDatatype(b)), bytes.Compare(a.Lang, b.Lang))
}

// writtenDatatype returns the datatype that is written behind a literal, if any.
func writtenDatatype(n *rdf.Node) string {
	if len(n.Lang) > 0 || string(n.Datatype) == xsdString {
		return ""
	}
	return string(n.Datatype)
}

const xsdString = "http://www.w3.org/2001/XMLSchema#string"
