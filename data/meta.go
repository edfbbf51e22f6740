package data

import "github.com/eventlod/eventlod/problem"

// Meta is what archive.yaml says about the archive. A String without text, and
// an empty list, is a key that the file does not have.
type Meta struct {
	// Pos is the beginning of archive.yaml.
	Pos problem.Position
	// Name is the short name of the archive: small letters, digits, hyphens.
	Name String
	// Title and Description are for people, in one or more languages.
	Title, Description Phrases
	// Publisher is who publishes the archive, Contact who answers questions.
	Publisher, Contact Agent
	// Base is the IRI that the IRIs of all records begin with. It ends in / or #.
	Base String
	// Languages are the BCP 47 tags of the languages of the archive in order
	// of preference: where a text lacks the first, the second stands in.
	Languages []String
	// License is the IRI of the licence of the data.
	License String
	// Version names the state of the data, such as 1.2.0.
	Version String
	// Issued and Modified are days (or months, or years) in EDTF.
	Issued, Modified String
	// Homepage is the address of a page about the archive.
	Homepage String
	// Themes are IRIs of the categories of the archive.
	Themes []String
	// Keywords are free words, in one or more languages.
	Keywords []Phrases
	// Frequency is how often the data changes: one of Frequencies.
	Frequency String
	// EvidenceRequired is true where archive.yaml says "evidence: required": a
	// field without a source is then an error.
	EvidenceRequired bool
	// EvidencePos is where it says so.
	EvidencePos problem.Position
}

// A String is a text with its position.
type String struct {
	Text string
	Pos  problem.Position
}

// A Phrase is a text in a language.
type Phrase struct {
	Lang, Text string
	Pos        problem.Position
}

// Phrases are the same text in several languages, in the order of the file.
type Phrases []Phrase

// In returns the phrase in the first of the given languages that has one, and
// the first phrase where none has. It returns a zero phrase only where there
// is no phrase at all.
func (p Phrases) In(languages ...string) Phrase {
	for _, lang := range languages {
		for _, phrase := range p {
			if phrase.Lang == lang {
				return phrase
			}
		}
	}
	if len(p) == 0 {
		return Phrase{}
	}
	return p[0]
}

// An Agent is a person or body: either a reference to a record of the archive
// (Ref, such as organization/kolegium) or its name and addresses. Kind is what
// sort of body it is: one of AgentKinds.
type Agent struct {
	Pos        problem.Position
	Ref        String
	Name       Phrases
	URL, Email String
	Kind       String
}

// Frequencies are the words of archive.yaml for how often the data changes.
func Frequencies() []string {
	return []string{"not-planned", "irregular", "annual", "semiannual", "quarterly", "monthly", "weekly", "daily", "continuous"}
}

// AgentKinds are the words of archive.yaml for what sort of body an agent is:
// the types of publishers that portals know (ADMS, publisher type 1.0).
func AgentKinds() []string {
	return []string{"academic", "company", "industry-consortium", "local-authority", "national-authority",
		"non-governmental", "non-profit", "private-individuals", "regional-authority", "standardisation-body",
		"supranational-authority"}
}
