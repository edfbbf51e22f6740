// Package catalog describes a published dataset to those who collect datasets:
// data portals (DCAT-AP 3.0.1, and the XML of dane.gov.pl), linked data
// crawlers (VoID), dataset search engines (schema.org), people who cite
// (CITATION.cff) and archives of research data (RO-Crate).
//
// Everything follows from an [Input]: what archive.yaml says, the graph, and
// the list of published files. No function asks the clock or the network.
//
//	problems := catalog.Check(in)       // what a portal would miss
//	documents, err := catalog.Documents(in)
//	metrics := catalog.Score(catalog.Describe(in), conditions)
package catalog
