// Package jsonld reads and writes JSON-LD 1.1.
//
// A [Writer] writes a node object at a time, so that a dump of any size needs
// little memory; [WriteGraph] and [WriteDataset] sort nodes and nest lists.
// Both write expanded form, or compact form with a given [Context], and use a
// shorthand only where it expands to the very same term.
package jsonld
