// Package serialize is the table of RDF formats: their names, media types and
// extensions, and the readers and writers of its sub-packages behind one
// interface. Around it stand what every user of files needs: opening what may
// be compressed, loading into a graph, and compressed output that costs little
// time and is the same bytes on every machine.
package serialize
