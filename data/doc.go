// Package data reads archives: a folder of curated records in YAML, CSV and
// JSON Lines, described by archive.yaml. It keeps file, line and column of
// every key and value, and reports everything that is wrong with the files at
// once. What a field means is not its business: that is the profile's, in
// package ontology.
//
// A record has a type, an id that is unique within the type, and fields. The
// value of a field is a text, a list or a map; nothing is resolved, so that
// 2012-11-15, no and 1e3 are the texts that they look like. The same record in
// the three formats:
//
//	event:                              # YAML: types, each with a list
//	  - id: session-1
//	    title: {en: First, pl: Pierwsza}
//	    topics: [diplomacy, regions]
//	    evidence: {"*": report, start: report p2 s1}
//
//	type,id,title@en,title@pl,topics[],evidence,start#evidence
//	event,session-1,First,Pierwsza,diplomacy|regions,report,report p2 s1
//
//	{"type": "event", "id": "session-1", "title": {"en": "First", ...}, ...}
//
// A fact stands in one place and reads in one way: keys and ids cannot stand
// twice, and YAML's anchors, aliases, merge keys and tags are refused, as are
// empty values, other encodings than UTF-8 and control characters.
package data
