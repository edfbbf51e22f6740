// Package conform finds out whether RDF documents conform to shapes, which are
// documents, too, or parts of the data: it finds the shapes, compiles them, reads
// no more of the data into memory than they need, and tells where in the
// documents the results stand.
//
//	run := conform.New(conform.Options{Data: data, Shapes: shapes, Open: open})
//	if err := run.Compile(); err != nil {
//		return err // what is wrong with the shapes, with positions
//	}
//	report, err := run.Validate(ctx)
//	...
//	places, err := run.Places(report.Results)
//
// How documents are opened and in which format they are read is the caller's
// business.
package conform
