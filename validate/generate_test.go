package validate_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A generator makes up data and shapes over a small vocabulary, so that what
// it makes meets often. The same seed gives the same documents.
type generator struct {
	*rand.Rand
	shapes int  // how many property and node shapes there are of each
	flat   bool // whether to make what a stream can check: short paths, no subclasses
}

func newGenerator(seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 1)), shapes: 6}
}

func (g *generator) pick(list ...string) string { return list[g.IntN(len(list))] }

func (g *generator) node() string { return g.pick(":a", ":b", ":c", ":d", ":e", ":f") }

func (g *generator) class() string { return g.pick(":A", ":B", ":C", ":D") }

func (g *generator) predicate() string { return g.pick(":p", ":q", ":r", ":s") }

func (g *generator) literal() string {
	return g.pick("1", "2", "3", "2.5", `"2.5"^^xsd:double`, `"1"^^xsd:byte`,
		`"a"`, `"ab"`, `"abc"`, `"a"@en`, `"b"@en`, `"a"@en-GB`, `"ż"@pl`, `"2"`, "true", "false",
		`"2013-06-28"^^xsd:date`, `"2013-06-29"^^xsd:date`, `"2013-06-28T12:00:00"^^xsd:dateTime`, `"x"^^:mine`)
}

func (g *generator) value() string {
	if g.IntN(2) == 0 {
		return g.node()
	}
	return g.literal()
}

// data makes up a data graph.
func (g *generator) data() string {
	var b strings.Builder
	for i := 0; i < 3+g.IntN(3) && !g.flat; i++ {
		fmt.Fprintf(&b, "%s rdfs:subClassOf %s .\n", g.class(), g.class())
	}
	for range 6 {
		fmt.Fprintf(&b, "%s a %s .\n", g.node(), g.class())
	}
	for range 10 + g.IntN(15) {
		fmt.Fprintf(&b, "%s %s %s .\n", g.node(), g.predicate(), g.value())
	}
	for range g.IntN(4) {
		fmt.Fprintf(&b, "%s %s _:%s . _:%s %s %s .\n", g.node(), g.predicate(), "x", "x", g.predicate(), g.value())
	}
	return b.String()
}

// shapesGraph makes up node shapes :N0.. and property shapes :P0..; a shape
// refers only to those with a higher number, so that none is recursive.
func (g *generator) shapesGraph() string {
	var b strings.Builder
	for i := range g.shapes {
		fmt.Fprintf(&b, ":N%d a sh:NodeShape", i)
		g.targets(&b, i)
		g.constraints(&b, i, false)
		b.WriteString(" .\n")
		fmt.Fprintf(&b, ":P%d a sh:PropertyShape ; sh:path %s", i, g.path(2))
		g.targets(&b, i)
		g.constraints(&b, i, true)
		if g.IntN(10) == 0 {
			b.WriteString(" ; sh:severity sh:Warning")
		}
		if g.IntN(20) == 0 {
			b.WriteString(" ; sh:deactivated true")
		}
		b.WriteString(" .\n")
	}
	return b.String()
}

// constraints makes up one to three constraints of different components.
func (g *generator) constraints(b *strings.Builder, number int, property bool) {
	used := make(map[string]bool)
	for range 1 + g.IntN(3) {
		if c := g.constraint(number, property); !used[strings.Fields(c)[0]] {
			used[strings.Fields(c)[0]] = true
			b.WriteString(" ; " + c)
		}
	}
}

func (g *generator) targets(b *strings.Builder, number int) {
	if number > 3 {
		return
	}
	kinds := 5
	if g.flat {
		kinds = 3
	}
	switch g.IntN(kinds) {
	case 0:
		b.WriteString(" ; sh:targetNode " + g.value())
	case 1:
		b.WriteString(" ; sh:targetSubjectsOf " + g.predicate())
	case 2:
		b.WriteString(" ; sh:targetClass " + g.class())
	case 3:
		b.WriteString(" ; sh:targetObjectsOf " + g.predicate())
	}
}

func (g *generator) path(depth int) string {
	if depth == 0 || g.flat || g.IntN(2) == 0 {
		return g.predicate()
	}
	part := func() string { return g.path(depth - 1) }
	switch g.IntN(6) {
	case 0:
		return "( " + part() + " " + part() + " )"
	case 1:
		return "[ sh:alternativePath ( " + part() + " " + part() + " ) ]"
	case 2:
		return "[ sh:inversePath " + part() + " ]"
	case 3:
		return "[ sh:zeroOrMorePath " + part() + " ]"
	case 4:
		return "[ sh:oneOrMorePath " + part() + " ]"
	}
	return "[ sh:zeroOrOnePath " + part() + " ]"
}

// shape names a shape with a higher number; the last ones name none.
func (g *generator) shape(above int, kinds string) string {
	return fmt.Sprintf(":%c%d", kinds[g.IntN(len(kinds))], above+1+g.IntN(g.shapes-above-1))
}

func (g *generator) number() string { return g.pick("0", "1", "2", "3") }

// constraint makes up a constraint, of any component that the shape may have.
func (g *generator) constraint(number int, property bool) string {
	choices := []func() string{
		func() string { return "sh:class " + g.class() },
		func() string {
			return "sh:datatype " + g.pick("xsd:integer", "xsd:string", "xsd:date", "xsd:byte", "xsd:boolean", "rdf:langString", "xsd:dateTime", ":mine")
		},
		func() string {
			return "sh:nodeKind " + g.pick("sh:IRI", "sh:Literal", "sh:BlankNode", "sh:BlankNodeOrIRI", "sh:BlankNodeOrLiteral", "sh:IRIOrLiteral")
		},
		func() string { return "sh:minExclusive " + g.bound() },
		func() string { return "sh:minInclusive " + g.bound() },
		func() string { return "sh:maxExclusive " + g.bound() },
		func() string { return "sh:maxInclusive " + g.bound() },
		func() string { return "sh:minLength " + g.number() },
		func() string { return "sh:maxLength " + g.number() },
		func() string {
			return "sh:pattern " + g.pick(`"^a"`, `"b$"`, `"^[0-9]+$"`, `"A" ; sh:flags "i"`, `"example"`, `"^.{2,3}$"`)
		},
		func() string { return `sh:languageIn ( ` + g.pick(`"en"`, `"pl" "de"`, `"en-GB"`) + " )" },
		func() string { return "sh:equals " + g.predicate() },
		func() string { return "sh:disjoint " + g.predicate() },
		func() string { return "sh:hasValue " + g.value() },
		func() string { return "sh:in ( " + g.value() + " " + g.value() + " " + g.value() + " )" },
		func() string {
			return "sh:closed true ; sh:ignoredProperties ( rdf:type " + g.predicate() + " )"
		},
	}
	if number < g.shapes-1 {
		choices = append(choices,
			func() string { return "sh:not " + g.shape(number, "NP") },
			func() string { return "sh:and ( " + g.shape(number, "NP") + " " + g.shape(number, "NP") + " )" },
			func() string { return "sh:or ( " + g.shape(number, "NP") + " " + g.shape(number, "NP") + " )" },
			func() string { return "sh:xone ( " + g.shape(number, "NP") + " " + g.shape(number, "NP") + " )" },
			func() string { return "sh:node " + g.shape(number, "N") },
			func() string { return "sh:property " + g.shape(number, "P") },
			func() string { return "sh:property " + g.shape(number, "P") + " , " + g.shape(number, "P") },
		)
	}
	if property {
		choices = append(choices,
			func() string { return "sh:minCount " + g.number() },
			func() string { return "sh:maxCount " + g.number() },
			func() string { return "sh:uniqueLang true" },
			func() string { return "sh:lessThan " + g.predicate() },
			func() string { return "sh:lessThanOrEquals " + g.predicate() },
		)
		if number < g.shapes-1 {
			choices = append(choices, func() string {
				return "sh:qualifiedValueShape " + g.shape(number, "N") + " ; sh:qualifiedMinCount " + g.number() +
					" ; sh:qualifiedMaxCount " + g.number() + " ; sh:qualifiedValueShapesDisjoint " + g.pick("true", "false")
			})
		}
	}
	return choices[g.IntN(len(choices))]()
}

func (g *generator) bound() string {
	return g.pick("1", "2", "2.5")
}
