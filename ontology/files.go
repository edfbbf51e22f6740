package ontology

import "embed"

// Files holds the Turtle files of this package: our vocabulary, the default
// profile, the alignments.
//
//go:embed eventlod.ttl profile.ttl alignments.ttl
var Files embed.FS

// ProfileFiles are the names of the files that make up the default profile.
var ProfileFiles = []string{"eventlod.ttl", "profile.ttl"}

// AlignmentsFile is the name of the file of alignments to other vocabularies.
const AlignmentsFile = "alignments.ttl"
