package validate

import (
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// A bound on how many value nodes there are.
type minCount int
type maxCount int

// compileMinCount is sh:minCount (SHACL 4.2.1).
func compileMinCount(_ *builder, value rdf.Term) checker { return minCount(integerOf(value)) }

// compileMaxCount is sh:maxCount (SHACL 4.2.2).
func compileMaxCount(_ *builder, value rdf.Term) checker { return maxCount(integerOf(value)) }

func (least minCount) check(v *visit) {
	if len(v.values) < int(least) {
		v.fail(rdf.None, "has %s, at least %d required", countOrNo(len(v.values), "value"), int(least))
	}
}

func (most maxCount) check(v *visit) {
	if len(v.values) > int(most) {
		v.fail(rdf.None, "has %s, at most %d allowed", count(len(v.values), "value"), int(most))
	}
}

func countOrNo(n int, thing string) string {
	if n == 0 {
		return "no " + thing
	}
	return count(n, thing)
}

// integerOf returns the number of a valid xsd:integer; numbers too large for
// an int become the largest, which no count exceeds.
func integerOf(value rdf.Term) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(value.(rdf.Literal).Lexical, "+"))
	return n // Atoi saturates
}
