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
// Data is read by number, through [rdf.Source] alone. So shapes can also check
// record after record, without a graph of all of them: [Shapes.Bind] resolves
// the terms of the shapes once, and a [Checker] for each goroutine checks the
// nodes of whatever source has the same numbers:
//
//	lexicon := rdf.NewLexicon(shapes.Terms()...)
//	validator := shapes.Bind(rdf.NewExcerpt(lexicon))
//	record := rdf.NewExcerpt(lexicon)
//	checker := validator.Checker(record)
//	for ... {
//		record.Reset()
//		checker.Reset()
//		... // record.AddStatement, or record.Add with numbers from record.NumberOf
//		results, err = checker.Check(results, subject)
//	}
//	for _, node := range validator.TargetNodes() {
//		... // checker.Check, where no record was about node
//	}
//	report := validate.NewReport(results)
//
// A record must hold all that the shapes ask of it. [Shapes.Needs] tells that,
// shape by shape: mostly the triples of the record and of the nodes inside it,
// and the rdf:type of things that it refers to, which the caller can add to the
// record where it knows them. Subclasses count as far as the source given to
// Bind says rdfs:subClassOf. [Shapes.Stream] is all this for shapes that look at
// nothing but the triples with one subject.
//
// SHACL-SPARQL, Advanced Features and what SHACL 1.2 adds are not supported.
// Shapes that use them do not compile, unless the [Compiler] is told to let
// them pass. Recursive shapes hold for a node unless something shows that they
// do not; recursion through negation is refused as unsupported.
package validate
