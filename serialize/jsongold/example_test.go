package jsongold_test

import (
	"fmt"
	"os"

	"github.com/piprate/json-gold/ld"

	"github.com/eventlod/eventlod/serialize/jsongold"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// A program that reads JSON-LD with json-gold writes TriG with ours.
func Example() {
	document := map[string]any{
		"@id":                    "http://example.org/a",
		"http://schema.org/name": map[string]any{"@value": "First", "@language": "en"},
	}
	theirs, err := ld.NewJsonLdProcessor().ToRDF(document, ld.NewJsonLdOptions(""))
	if err != nil {
		fmt.Println(err)
		return
	}
	dataset, err := jsongold.ToDataset(theirs.(*ld.RDFDataset))
	if err != nil {
		fmt.Println(err)
		return
	}
	turtle.WriteDataset(os.Stdout, dataset, turtle.Options{})
	// Output:
	// <http://example.org/a> <http://schema.org/name> "First"@en .
}
