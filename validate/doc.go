// Package validate is SHACL Core (Shapes Constraint Language, W3C
// Recommendation of 20 July 2017): it compiles a shapes graph and validates data
// graphs with it.
//
// Compile finds everything that is ill-formed in the shapes at once; what it
// returns cannot fail on the shapes any more, and validates any number of
// graphs, on all cores:
//
//	shapes, err := validate.Compile(shapesGraph)
//	report, err := shapes.Validate(ctx, dataGraph)
//
// The package takes graphs, not files: packages under serialize read them. The
// constraint components stand in one table, in the order of the specification,
// and in a file for each of its sections 4.1 to 4.8. Components decide whether
// value nodes conform; the engine does the rest.
//
// SHACL-SPARQL, Advanced Features and what SHACL 1.2 adds are not supported.
// Shapes that use them do not compile, unless the [Compiler] is told to let
// them pass. Recursive shapes hold for a node unless something shows that they
// do not; recursion through negation is refused as unsupported.
package validate
