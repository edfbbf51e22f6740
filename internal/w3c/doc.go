// Package w3c runs the conformance suites of the W3C as named subtests.
//
// [Load] reads a manifest: the Turtle manifests of rdf-tests and of SHACL
// (mf:entries, mf:include) and the JSON manifests of json-ld-api,
// json-ld-framing and rdf-canon. [Run] makes a subtest of each case, named by
// the fragment of the case's IRI, and fails where it finds none:
//
//	w3c.Run(t, suite.Dir(t, "rdf-tests/rdf/rdf11/rdf-turtle/manifest.ttl"),
//		func(t *testing.T, c w3c.Case) {
//			switch c.Type {
//			case "TestTurtleEval": // read c.Action with base c.Base, compare with c.Result
//			...
//
// A case that does not apply is left out with [Case.Skip], one that is known to
// fail with [Case.Fails]; both want a reason.
//
// Where EVENTLOD_EARL names a folder, Run writes two files into it once all
// cases of the suite have run: SUITE.ttl, a report in EARL 1.0 for the W3C, and
// SUITE.tsv, from which tables can be made. Its first line has the suite's name,
// the number of cases passed and the number of all cases; a line follows for
// each case that did not pass: the suite's name, the outcome ("failed" or
// "inapplicable"), the case and the reason. Both files are the same in every
// run: they carry the date of SOURCE_DATE_EPOCH, or none. Where some cases were
// not asked for (go test -run), nothing is written.
package w3c
