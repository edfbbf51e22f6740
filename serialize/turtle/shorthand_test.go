package turtle_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// TestShorthands tries lexical forms with each datatype. Those of want stand
// alone in the output; all others keep quotation marks and datatype.
func TestShorthands(t *testing.T) {
	forms := strings.Fields(`1 -1 +1 007 1.0 .5 -.5 1. . + - e 1e1 1E-1 1.e1 .5e+1 .e1 1e 1e+ 1e1.0 --1 1-1 0x1 ١ INF NaN
		true false True 1true`)
	forms = append(forms, "", " 1", "1 ", "tru", "true\n")
	want := map[string]string{
		"integer": "1 -1 +1 007",
		"decimal": "1.0 .5 -.5",
		"double":  "1e1 1E-1 1.e1 .5e+1",
		"boolean": "true false",
		"string":  "", "int": "", "float": "", "byte": "", "date": "",
	}
	for datatype, plain := range want {
		for _, form := range forms {
			literal := rdf.NewLiteral(form, rdf.IRI("http://www.w3.org/2001/XMLSchema#"+datatype))
			g := rdf.NewGraph(rdf.Triple{Subject: rdf.IRI(ex), Predicate: ex, Object: literal})
			var out bytes.Buffer
			if err := turtle.WriteGraph(&out, g, turtle.Options{}); err != nil {
				t.Fatal(err)
			}
			if got := !strings.Contains(out.String(), `"`); got != (form != "" && strings.Contains(" "+plain+" ", " "+form+" ")) {
				t.Errorf("%q of %s is written as %s", form, datatype, &out)
			}
			if back := dataset(t, turtle.Read, out.Bytes(), ""); !back.Default().Has(rdf.Triple{Subject: rdf.IRI(ex), Predicate: ex, Object: literal}) {
				t.Errorf("%q of %s does not come back from %s", form, datatype, &out)
			}
		}
	}
}
