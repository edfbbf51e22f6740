package validate

import (
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	"github.com/eventlod/eventlod/rdf/paths"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// Bounds on paths: how deeply they may nest, and how many parts they may have.
// A path may be large without being long to write, since its parts may be
// shared.
const (
	maxPathDepth = 100
	maxPathParts = 10_000
)

// compilePath reads the sh:path of the shape (SHACL 2.3).
func (b *builder) compilePath() {
	values := b.objects(sh.Path)
	if len(values) > 1 {
		b.wrong(sh.Path, values[1], "2.3", "path-maxCount", "sh:path has %d values, at most 1 allowed", len(values))
	}
	if len(values) == 0 {
		if b.isInstance(sh.PropertyShape) {
			b.wrong(vocabrdf.Type, sh.PropertyShape, "2.3", "PropertyShape-path-minCount", "the property shape has no sh:path")
		}
		return
	}
	if b.isInstance(sh.NodeShape) {
		b.wrong(sh.Path, values[0], "2.2", "NodeShape-path-maxCount", "a node shape must not have a sh:path")
	}
	r := pathReader{b: b, root: values[0], active: make(map[rdf.Term]bool)}
	path := r.read(values[0])
	if path == nil {
		return
	}
	b.shape.path = path
	if path.Kind == paths.Predicate {
		b.shape.predicate = b.word(path.Predicate)
		return
	}
	b.shape.walk = paths.Compile(path)
	for _, p := range b.shape.walk.Predicates() {
		b.word(p)
	}
}

// isInstance reports whether the shape has the type, by itself: rdf:type is
// not followed into subclasses here.
func (b *builder) isInstance(class rdf.IRI) bool {
	return b.graph.Has(rdf.Triple{Subject: b.shape.node, Predicate: vocabrdf.Type, Object: class})
}

// A pathReader reads one path.
type pathReader struct {
	b      *builder
	root   rdf.Term          // the value of sh:path
	active map[rdf.Term]bool // the nodes being read, to find cycles
	parts  int
}

// read returns the path that a node stands for, or nil where it is ill-formed,
// which it reports.
func (r *pathReader) read(node rdf.Term) *paths.Path {
	if r.parts++; r.parts > maxPathParts {
		return r.fail("2.3.1", "path-node", "the path has more than %d parts", maxPathParts)
	}
	if iri, ok := node.(rdf.IRI); ok {
		return &paths.Path{Kind: paths.Predicate, Predicate: iri}
	}
	if node.Kind() == rdf.KindLiteral {
		return r.fail("2.3.1", "path-node", "a path holds %s, but must be made of IRIs and blank nodes", show(node))
	}
	if r.active[node] {
		return r.fail("2.3.1", "path-non-recursive", "the path contains itself")
	}
	if len(r.active) == maxPathDepth {
		return r.fail("2.3.1", "path-node", "the path nests deeper than %d", maxPathDepth)
	}
	r.active[node] = true
	defer delete(r.active, node)
	if r.b.graph.Object(node, vocabrdf.First) != nil || r.b.graph.Object(node, vocabrdf.Rest) != nil {
		return r.several(paths.Sequence, node, "2.3.1.2", "path-sequence")
	}
	return r.special(node)
}

// special reads a path that is the subject of exactly one triple, whose
// predicate says what kind it is.
func (r *pathReader) special(node rdf.Term) *paths.Path {
	triples := 0
	for range r.b.graph.WithSubject(node) {
		triples++
	}
	for _, t := range pathTerms {
		value := r.b.graph.Object(node, t.term)
		if value == nil {
			continue
		}
		if triples > 1 {
			return r.fail(t.rule, "path-metarule", "the blank node with sh:%s must have nothing but that one value, and has %d triples", rdf.LocalName(t.term), triples)
		}
		if t.kind == paths.Alternative {
			return r.several(t.kind, value, t.rule, "path-alternative")
		}
		if part := r.read(value); part != nil {
			return &paths.Path{Kind: t.kind, Parts: []*paths.Path{part}}
		}
		return nil
	}
	return r.fail("2.3.1", "path-metarule", "a path is neither an IRI nor a list nor a blank node with one of sh:alternativePath, sh:inversePath, sh:zeroOrMorePath, sh:oneOrMorePath and sh:zeroOrOnePath")
}

func (r *pathReader) several(kind paths.Kind, list rdf.Term, section, rule string) *paths.Path {
	members, ok := describe.Items(r.b.graph, list)
	if !ok || len(members) < 2 {
		return r.fail(section, rule, "a sequence or alternative of paths must be a well-formed RDF list with at least two members")
	}
	p := &paths.Path{Kind: kind}
	for _, member := range members {
		part := r.read(member)
		if part == nil {
			return nil
		}
		p.Parts = append(p.Parts, part)
	}
	return p
}

// fail reports the path, which the node at fault is a part of.
func (r *pathReader) fail(section, rule, format string, args ...any) *paths.Path {
	r.b.wrong(sh.Path, r.root, section, rule, format, args...)
	return nil
}
