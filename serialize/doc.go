// Package serialize is the table of RDF formats: their names, media types and
// extensions, what they can hold, and the readers and writers of its
// sub-packages behind one interface. Around it stand what every user of files
// needs: opening what may be compressed, loading into a graph, compressed output
// that costs little time and is the same bytes on every machine, and files that
// appear whole or not at all. Package transcode converts between the formats;
// package inputs reads what a command is given.
//
//	graph, err := serialize.LoadGraph(syntax.ReadOptions{}, "events.ttl", "places.jsonld.gz")
//	out, ok := serialize.ByExtension("all.rdf")
//	w := out.NewWriter(file, serialize.WriteOptions{Pretty: true})
//	// w.Write for each statement, then w.Close
//
// A program that deals with one format alone uses its package below this one.
package serialize
