// Package ontology turns records into RDF. A [Profile] is compiled from a
// SHACL shapes graph with a few annotations; it says what fields a record of
// each type may have and which triples they give. A [Mapper] applies it to an
// archive, record by record, and hands out [Fact] values: triples with the
// place in the archive where they come from and the evidence for them.
//
// From the same profile come the JSON-LD context, the JSON Schema for editors
// and the order in which things are shown, so that nothing is said twice.
package ontology
