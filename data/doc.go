// Package data reads archives: a folder of curated records in YAML, CSV and
// JSON Lines, described by archive.yaml. It keeps file, line and column of
// every key and value, and reports everything that is wrong with the files at
// once. What a field means is not its business: that is the profile's, in
// package ontology.
package data
