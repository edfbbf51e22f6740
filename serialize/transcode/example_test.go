package transcode_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/transcode"
)

// N-Triples from the standard input become Turtle.
func ExampleConvert() {
	from, _ := serialize.ByName("n-triples")
	to, _ := serialize.ByName("turtle")
	in := `<http://example.org/a> <http://schema.org/name> "First"@en .`
	err := transcode.Convert(os.Stdout,
		&inputs.Reader{Stdin: strings.NewReader(in)},
		[]inputs.Input{{Name: inputs.Standard, Format: from}},
		transcode.Options{
			Format: to,
			Write:  serialize.WriteOptions{Prefixes: []syntax.Prefix{{Name: "schema", IRI: "http://schema.org/"}}},
		})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// @prefix schema: <http://schema.org/> .
	//
	// <http://example.org/a> schema:name "First"@en .
}
