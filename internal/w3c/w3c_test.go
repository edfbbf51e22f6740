package w3c_test

import (
	"os"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/internal/w3c"
)

// The counts are those that shared/suites/README.md gives.
func TestLoad(t *testing.T) {
	for manifest, want := range map[string]int{
		"rdf-tests/rdf/rdf11/rdf-n-triples/manifest.ttl": 70,
		"rdf-tests/rdf/rdf11/rdf-n-quads/manifest.ttl":   87,
		"rdf-tests/rdf/rdf11/rdf-turtle/manifest.ttl":    313,
		"rdf-tests/rdf/rdf11/rdf-trig/manifest.ttl":      356,
		"rdf-tests/rdf/rdf11/rdf-xml/manifest.ttl":       166,
		"rdf-tests/rdf/rdf12/rdf-turtle/manifest.ttl":    103 + 313,
		"rdf-tests/rdf/rdf12/rdf-n-triples/manifest.ttl": 70 + 70,
		"shacl/tests/core/manifest.ttl":                  98,
		"shacl/tests/sparql/manifest.ttl":                22, // the 23rd, component/nodeValidator-001, stands in no manifest
		"json-ld-api/tests/expand-manifest.jsonld":       385,
		"json-ld-api/tests/compact-manifest.jsonld":      246,
		"json-ld-api/tests/flatten-manifest.jsonld":      58,
		"json-ld-api/tests/toRdf-manifest.jsonld":        467,
		"json-ld-api/tests/fromRdf-manifest.jsonld":      54,
		"json-ld-framing/tests/frame-manifest.jsonld":    92,
		"rdf-canon/tests/manifest.jsonld":                86,
	} {
		t.Run(manifest, func(t *testing.T) {
			cases, err := w3c.Load(suite.Dir(t, manifest))
			if err != nil {
				t.Fatal(err)
			}
			if len(cases) != want {
				t.Errorf("got %d cases, want %d", len(cases), want)
			}
			seen := make(map[string]bool)
			for _, c := range cases {
				if c.ID == "" || c.Name == "" || c.Type == "" || seen[c.ID] {
					t.Errorf("case %+v lacks something or stands twice", c)
				}
				seen[c.ID] = true
				for _, file := range []string{c.Action, c.Result, c.Context, c.Frame, c.Option.ExpandContext} {
					if file == "" {
						continue
					}
					if _, err := os.Stat(file); err != nil {
						t.Errorf("%s: %v", c.ID, err)
					}
				}
			}
		})
	}
}
