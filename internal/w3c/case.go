package w3c

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/eventlod/eventlod/rdf"
)

// A Case is one test of a suite. A field that the suite does not use is empty.
type Case struct {
	// ID is the IRI of the test.
	ID   string
	Name string
	// Type is the local name of the test's class, such as "TestTurtleEval",
	// "RDFC10MapTest", "Validate" or "NegativeEvaluationTest".
	Type     string
	Comment  string
	Approval string // "Approved", "Proposed", ...

	// Action and Result are files: the input and what is expected.
	Action, Result string
	// Base is the IRI of the input.
	Base string

	// Graph is the Turtle manifest and Node the test in it, for suites that say
	// more than the fields here; both are nil for a JSON manifest.
	Graph *rdf.Graph
	Node  rdf.Term

	Context, Frame string // files of JSON-LD tests
	ErrorCode      string // of negative JSON-LD tests
	Requires       string // what a processor must support, of JSON-LD tests
	Option         Option // of JSON-LD tests
	HashAlgorithm  string // of rdf-canon tests; empty for the default

	root    root
	outcome *outcome
}

// Option is the option object of a JSON-LD test (JSON-LD 1.1 Processing
// Algorithms and API, section 9.3, and the vocabulary of its tests). A pointer
// is nil where the test leaves the default.
type Option struct {
	Base                  string `json:"base"`
	ExpandContext         string `json:"expandContext"` // a file
	ProcessingMode        string `json:"processingMode"`
	SpecVersion           string `json:"specVersion"`
	RDFDirection          string `json:"rdfDirection"`
	CompactArrays         *bool  `json:"compactArrays"`
	CompactToRelative     *bool  `json:"compactToRelative"`
	Normative             *bool  `json:"normative"`
	OmitGraph             *bool  `json:"omitGraph"`
	Ordered               bool   `json:"ordered"`
	ProduceGeneralizedRDF bool   `json:"produceGeneralizedRdf"`
	UseJCS                bool   `json:"useJCS"`
	UseNativeTypes        bool   `json:"useNativeTypes"`
	UseRDFType            bool   `json:"useRdfType"`
}

// Path returns the file that an IRI of the suite stands for, or nothing where
// the IRI lies outside the suite.
func (c Case) Path(iri string) string { return c.root.path(iri) }

// IRI returns the address that a file of the suite has on the web.
func (c Case) IRI(path string) string { return c.root.iri(path) }

// Skip leaves the case out as one that does not apply, for a reason that goes
// into the reports.
func (c Case) Skip(t *testing.T, reason string) {
	t.Helper()
	c.leaveOut(inapplicable, reason)
	t.Skip(reason)
}

// Fails leaves the case out as one that is known to fail. It counts as failed in
// the reports, with the reason.
func (c Case) Fails(t *testing.T, reason string) {
	t.Helper()
	c.leaveOut(failed, reason)
	t.Skip("known to fail: " + reason)
}

func (c Case) leaveOut(result, reason string) {
	if c.outcome != nil {
		c.outcome.result, c.outcome.reason = result, reason
	}
}

// Load reads the cases of a manifest and of those it includes, in their order.
func Load(manifest string) (cases []Case, err error) {
	switch filepath.Ext(manifest) {
	case ".ttl":
		l := loader{root: rootOf(manifest), seen: make(map[string]bool)}
		err = l.turtle(manifest)
		cases = l.cases
	case ".jsonld", ".json":
		cases, err = loadJSON(manifest)
	default:
		return nil, fmt.Errorf("manifest %s is neither .ttl nor .jsonld", manifest)
	}
	if err != nil {
		return nil, fmt.Errorf("manifest %s: %w", manifest, err)
	}
	return cases, nil
}
