package validate_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/eventlod/eventlod/validate"
)

// Shapes and data made to take exponential time, and a limit that only such
// time would break.
func TestHostileShapes(t *testing.T) {
	chain := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.NewReplacer("{i}", fmt.Sprint(i), "{j}", fmt.Sprint(i+1)).Replace(format) + "\n")
		}
		return b.String()
	}
	var clique strings.Builder
	for i := range 30 {
		for j := range 30 {
			fmt.Fprintf(&clique, ":n%d :p :n%d .\n", i, j)
		}
	}
	for _, c := range []struct{ name, document string }{
		{"a lattice of sh:and", `:S0 sh:targetNode :x . ` + chain(60, `:S{i} sh:and ( :S{j} :S{j} ) ; sh:node :S{j} .`) + `:S60 sh:in () .`},
		{"a lattice of sh:not", `:S0 sh:targetNode :x . ` + chain(61, `:S{i} sh:not :S{j} ; sh:not [ sh:node :S{j} ] .`) + `:S61 sh:in () .`},
		{"a lattice of sh:property that conforms", `:S0 sh:targetNode :n0 . ` + chain(60, `:S{i} sh:path :p ; sh:property :S{j} , [ sh:path :p ; sh:property :S{j} ] .`) + `:S60 sh:path :p ; sh:nodeKind sh:IRI . ` + clique.String()},
		{"a lattice of sh:property that does not", `:S0 sh:targetNode :n0 . ` + chain(60, `:S{i} sh:path :p ; sh:property :S{j} , [ sh:path :p ; sh:property :S{j} ] .`) + `:S60 sh:path :p ; sh:in () . ` + clique.String()},
		{"a lattice of sh:node with details", `:S0 sh:targetNode :n0 . ` + chain(60, `:S{i} sh:property [ sh:path :p ; sh:node :S{j} ] , [ sh:path :p ; sh:node :S{j} ] .`) + `:S60 sh:in () . ` + clique.String()},
		{"closures inside closures", `:S sh:targetNode :n0 ; sh:property [ sh:path ` + strings.Repeat("[ sh:zeroOrMorePath ( ", 40) + ":p" + strings.Repeat(" :p ) ]", 40) + ` ; sh:minCount 1 ] . ` + clique.String()},
		{"alternatives inside sequences", `:S sh:targetNode :n0 ; sh:property [ sh:path ` + strings.Repeat("( [ sh:alternativePath ( :p :p ) ] ", 60) + ":p" + strings.Repeat(" )", 60) + ` ; sh:minCount 1 ] . ` + clique.String()},
		{"one path written as a lattice", chain(90, `_:p{i} sh:alternativePath ( _:p{j} _:p{j} ) .`) + `:S sh:targetNode :n0 ; sh:property [ sh:path _:p0 ; sh:minCount 1 ] . _:p90 sh:inversePath :p . ` + clique.String()},
		{"details of recursive shapes", `:S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:node :S ; sh:minCount 40 ] . ` + clique.String()},
		{"a pattern", `:S sh:targetNode "` + strings.Repeat("a", 10000) + `" ; sh:pattern "^(a|aa|a*)*$" ; sh:pattern "^(a+)+b$" .`},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			g := parse(t, c.document)
			shapes, err := validate.Compile(g)
			if err == nil {
				_, err = shapes.ValidateWith(context.Background(), g, validate.Settings{MaxResults: 20_000})
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			} else {
				t.Log(took, err)
			}
		})
	}
}
