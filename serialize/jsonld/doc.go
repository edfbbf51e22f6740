// Package jsonld reads and writes JSON-LD 1.1.
//
// A [Writer] writes a node object at a time, so that a dump of any size needs
// little memory; [WriteGraph] and [WriteDataset] sort nodes and nest lists.
// Both write expanded form, or compact form with a given [Context], and use a
// shorthand only where it expands to the very same term.
//
// [Read] and [Processor] run our own Expansion and Deserialize JSON-LD to RDF
// algorithms: node by node in the memory of one, where the document is an array
// or a context and a graph behind it, else on the whole document. They know the
// contexts that stand in the document and those that the caller registers; no
// context is ever looked for in a file or on the network. Compaction is ours,
// too; flattening and framing are left to json-gold.
package jsonld
