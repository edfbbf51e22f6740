package validate_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/validate"
)

// The syntax rules of SHACL, appendix A, by name, each with shapes that break
// it.
func TestIllFormedShapes(t *testing.T) {
	for _, c := range []struct{ rule, shapes string }{
		{"2.1.3.1, targetNode-nodeKind", `:S sh:targetNode [] .`},
		{"2.1.3.2, targetClass-nodeKind", `:S sh:targetClass "C" .`},
		{"2.1.3.3, implicit-targetClass-nodeKind", `[] a rdfs:Class , sh:NodeShape .`},
		{"2.1.3.4, targetSubjectsOf-nodeKind", `:S sh:targetSubjectsOf [] .`},
		{"2.1.3.5, targetObjectsOf-nodeKind", `:S sh:targetObjectsOf 1 .`},
		{"2.1.4, severity-maxCount", `:S sh:nodeKind sh:IRI ; sh:severity sh:Info , sh:Warning .`},
		{"2.1.4, severity-nodeKind", `:S sh:nodeKind sh:IRI ; sh:severity "high" .`},
		{"2.1.5, message-datatype", `:S sh:nodeKind sh:IRI ; sh:message 5 .`},
		{"2.1.6, deactivated-maxCount", `:S sh:nodeKind sh:IRI ; sh:deactivated true , false .`},
		{"2.1.6, deactivated-datatype", `:S sh:nodeKind sh:IRI ; sh:deactivated "yes" .`},
		{"2.2, NodeShape-path-maxCount", `:S a sh:NodeShape ; sh:path :p .`},
		{"2.3, PropertyShape-path-minCount", `:S a sh:PropertyShape .`},
		{"2.3, path-maxCount", `:S sh:path :p , :q ; sh:minCount 1 .`},
		{"2.3.1, path-node", `:S sh:path "p" ; sh:minCount 1 .`},
		{"2.3.1, path-metarule", `:S sh:path [] ; sh:minCount 1 .`},
		{"2.3.1, path-non-recursive", `:S sh:path _:p ; sh:minCount 1 . _:p sh:inversePath _:p .`},
		{"2.3.1.2, path-sequence", `:S sh:path ( :p ) ; sh:minCount 1 .`},
		{"2.3.1.3, path-alternative", `:S sh:path [ sh:alternativePath ( :p ) ] ; sh:minCount 1 .`},
		{"2.3.1.4, path-metarule", `:S sh:path [ sh:inversePath :p , :q ] ; sh:minCount 1 .`},
		{"2.3.1.5, path-metarule", `:S sh:path [ sh:zeroOrMorePath :p ; rdfs:comment "more" ] ; sh:minCount 1 .`},
		{"4.1.1, class-nodeKind", `:S sh:class "C" .`},
		{"4.1.2, datatype-nodeKind", `:S sh:datatype "d" .`},
		{"4.1.2, datatype-maxCount", `:S sh:datatype xsd:int , xsd:byte .`},
		{"4.1.3, nodeKind-in", `:S sh:nodeKind :IRI .`},
		{"4.1.3, nodeKind-maxCount", `:S sh:nodeKind sh:IRI , sh:Literal .`},
		{"4.2.1, minCount-scope", `:S sh:minCount 1 .`},
		{"4.2.1, minCount-maxCount", `:S sh:path :p ; sh:minCount 1 , 2 .`},
		{"4.2.1, minCount-datatype", `:S sh:path :p ; sh:minCount "two" .`},
		{"4.2.1, minCount-datatype", `:S sh:path :p ; sh:minCount "two"^^xsd:integer .`},
		{"4.2.2, maxCount-scope", `:S sh:maxCount 1 .`},
		{"4.2.2, maxCount-datatype", `:S sh:path :p ; sh:maxCount "1"^^xsd:int .`},
		{"4.3.1, minExclusive-nodeKind", `:S sh:minExclusive :x .`},
		{"4.3.2, minInclusive-maxCount", `:S sh:minInclusive 1 , 2 .`},
		{"4.3.3, maxExclusive-nodeKind", `:S sh:maxExclusive [] .`},
		{"4.3.4, maxInclusive-maxCount", `:S sh:maxInclusive 1 , 2 .`},
		{"4.4.1, minLength-datatype", `:S sh:minLength 1.5 .`},
		{"4.4.2, maxLength-maxCount", `:S sh:maxLength 1 , 2 .`},
		{"4.4.3, pattern-datatype", `:S sh:pattern "a"@en .`},
		{"4.4.3, pattern-maxCount", `:S sh:pattern "a" , "b" .`},
		{"4.4.3, pattern-regex", `:S sh:pattern "(a" .`},
		{"4.4.3, flags-datatype", `:S sh:pattern "a" ; sh:flags 1 .`},
		{"4.4.4, languageIn-node", `:S sh:languageIn "en" .`},
		{"4.4.4, languageIn-members-datatype", `:S sh:languageIn ( :en ) .`},
		{"4.4.4, languageIn-maxCount", `:S sh:languageIn ( "en" ) , ( "pl" ) .`},
		{"4.4.5, uniqueLang-scope", `:S sh:uniqueLang true .`},
		{"4.4.5, uniqueLang-datatype", `:S sh:path :p ; sh:uniqueLang "true" .`},
		{"4.5.1, equals-nodeKind", `:S sh:equals "p" .`},
		{"4.5.2, disjoint-nodeKind", `:S sh:disjoint [] .`},
		{"4.5.3, lessThan-scope", `:S sh:lessThan :p .`},
		{"4.5.3, lessThan-nodeKind", `:S sh:path :q ; sh:lessThan "p" .`},
		{"4.5.4, lessThanOrEquals-scope", `:S sh:lessThanOrEquals :p .`},
		{"4.6.1, not-node", `:S sh:not "S" .`},
		{"4.6.2, and-node", `:S sh:and :T .`},
		{"4.6.2, and-members-node", `:S sh:and ( "T" ) .`},
		{"4.6.3, or-node", `:S sh:or _:l . _:l rdf:first :T ; rdf:rest _:l .`},
		{"4.6.3, or-node", `:S sh:or _:l . _:l rdf:first :T , :U ; rdf:rest () .`},
		{"4.6.4, xone-node", `:S sh:xone "T" .`},
		{"4.7.1, node-node", `:S sh:node [ sh:path :p ] .`},
		{"4.7.1, node-node", `:S sh:node "T" .`},
		{"4.7.2, property-node", `:S sh:property :T .`},
		{"4.7.3, qualifiedValueShape-scope", `:S sh:qualifiedValueShape :T .`},
		{"4.7.3, qualifiedValueShape-node", `:S sh:path :p ; sh:qualifiedValueShape "T" ; sh:qualifiedMinCount 1 .`},
		{"4.7.3, qualifiedMinCount-datatype", `:S sh:path :p ; sh:qualifiedValueShape :T ; sh:qualifiedMinCount true .`},
		{"4.7.3, qualifiedValueShapesDisjoint-datatype", `:S sh:path :p ; sh:qualifiedValueShape :T ; sh:qualifiedValueShapesDisjoint 1 .`},
		{"4.8.1, closed-datatype", `:S sh:closed "yes" .`},
		{"4.8.1, closed-maxCount", `:S sh:closed true , false .`},
		{"4.8.1, ignoredProperties-node", `:S sh:closed true ; sh:ignoredProperties :p .`},
		{"4.8.1, ignoredProperties-members-nodeKind", `:S sh:closed true ; sh:ignoredProperties ( "p" ) .`},
		{"4.8.3, in-node", `:S sh:in :x .`},
		{"4.8.3, in-maxCount", `:S sh:in ( 1 ) , ( 2 ) .`},
		{"3.1, shapesGraph-nodeKind", `:data sh:shapesGraph "shapes.ttl" .`},
	} {
		_, err := validate.Compile(parse(t, c.shapes))
		var problems problem.List
		if !errors.As(err, &problems) {
			t.Errorf("%s: no error for %s", c.rule, c.shapes)
			continue
		}
		for _, p := range problems {
			if p.Clause != "SHACL "+c.rule || p.Code != "ill-formed-shape" || p.Subject == "" || p.Message == "" {
				t.Errorf("%s: got %+v for %s", c.rule, p, c.shapes)
			}
		}
	}
}

func TestAllProblemsAtOnceWithPositions(t *testing.T) {
	compiler := validate.Compiler{Position: func(triple rdf.Triple) problem.Position {
		return problem.Position{File: "shapes.ttl", Line: len(triple.Predicate)}
	}}
	_, err := compiler.Compile(parse(t, `:S sh:property :P , :Q . :P sh:path :p ; sh:minCount "two" . :Q sh:path :q ; sh:maxCount -1.5 ; sh:pattern "[" .`))
	want := `shapes.ttl:34: sh:pattern "[" is no regular expression of XPath: an opening bracket has no closing one (SHACL 4.4.3, pattern-regex)
shapes.ttl:35: sh:minCount is "two", but must be an literal of datatype xsd:integer (SHACL 4.2.1, minCount-datatype)
shapes.ttl:35: sh:maxCount is "-1.5"^^xsd:decimal, but must be an literal of datatype xsd:integer (SHACL 4.2.2, maxCount-datatype)`
	if want = strings.ReplaceAll(want, "an literal", "a literal"); err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct{ shapes, want string }{
		{`:S sh:targetNode :x ; sh:shape :T .`, `obsolete-term: sh:shape of drafts of SHACL is obsolete and has no effect; use sh:node`},
		{`:S sh:path :p ; sh:minCuont 1 ; sh:maxCount 1 .`, `unknown-term: sh:minCuont is no term of SHACL and has no effect; did you mean sh:minCount`},
		{`:S sh:path :p ; sh:foo 1 ; sh:maxCount 1 .`, `unknown-term: sh:foo is no term of SHACL and has no effect; `},
		{`:S sh:targetNode :x ; dash:editor :e .`, `unknown-term: dash:editor is no term of SHACL and has no effect; `},
		{`:S sh:path :p ; sh:qualifiedMinCount 1 .`, `no-effect: sh:qualifiedMinCount has no effect without sh:qualifiedValueShape; add sh:qualifiedValueShape or use sh:minCount and sh:maxCount`},
		{`:S a owl:Class , sh:NodeShape .`, `no-effect: the shape is an owl:Class, which is no implicit target: only an rdfs:Class is; add rdfs:Class to its types or state a target`},
		{`:S sh:minInclusive "x"^^xsd:integer .`, `no-effect: nothing compares with the bound "x"^^xsd:integer, so no value conforms; give the bound a valid lexical form and a datatype that has an order`},
		{`:S sh:targetNode :x . : owl:imports :other .`, `import: owl:imports of <http://example.org/other> is not followed; `},
	} {
		shapes, err := validate.Compile(parse(t, c.shapes))
		if err != nil {
			t.Errorf("%s: %v", c.shapes, err)
			continue
		}
		var got []string
		for _, p := range shapes.Warnings() {
			got = append(got, p.Code+": "+p.Message+"; "+p.Hint)
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: got %q, want %q", c.shapes, got, c.want)
		}
	}
}

func TestUnsupported(t *testing.T) {
	for _, shapes := range []string{
		`:S sh:sparql [ sh:select "SELECT $this WHERE {}" ] .`,
		`:S sh:js [] .`,
		`:S sh:target [ a sh:SPARQLTarget ] .`,
		`:S sh:targetNode :x ; sh:rule [] .`,
		`:S sh:expression [] .`,
		`:S sh:path :p ; sh:values [] .`,
		`:S sh:memberShape [] .`,
		`:C a sh:ConstraintComponent ; sh:parameter [ sh:path :limit ] ; sh:validator [] . :S a sh:NodeShape ; :limit 5 .`,
		`:C a sh:ConstraintComponent ; sh:parameter [ sh:path :least ] , [ sh:path :most ] , [ sh:path :hint ; sh:optional true ] . :S :least 5 ; :most 6 . :T :least 7 .`,
		`:S sh:pattern "(a)\\1" .`,
	} {
		_, err := validate.Compile(parse(t, shapes))
		var problems problem.List
		if !errors.As(err, &problems) || problems[0].Code != "unsupported-feature" || problems[0].Clause == "" {
			t.Errorf("%s: got %v", shapes, err)
		}
		compiler := validate.Compiler{AllowUnsupported: true}
		compiled, err := compiler.Compile(parse(t, shapes))
		if err != nil {
			t.Errorf("%s: %v", shapes, err)
			continue
		}
		if len(compiled.Unsupported()) != 1 || len(compiled.Warnings()) != 1 {
			t.Errorf("%s: unsupported %v, warnings %v", shapes, compiled.Unsupported(), compiled.Warnings())
		}
	}
	compiler := validate.Compiler{AllowUnsupported: true}
	if _, err := compiler.Compile(parse(t, `: sh:entailment <http://www.w3.org/ns/entailment/RDFS> .`)); err == nil {
		t.Error("entailment must be refused (SHACL 3.2)")
	}
}

func TestImports(t *testing.T) {
	files := map[rdf.IRI]string{
		"http://example.org/a": `:a owl:imports :b . :A sh:targetNode :x .`,
		"http://example.org/b": `:b owl:imports :a . :B sh:targetNode :x .`,
	}
	asked := 0
	compiler := validate.Compiler{Import: func(iri rdf.IRI) (*rdf.Graph, error) {
		asked++
		document, ok := files[iri]
		if !ok {
			return nil, fmt.Errorf("there is no %s", iri)
		}
		return parse(t, document), nil
	}}
	shapes, err := compiler.Compile(parse(t, `: owl:imports :a .`))
	if err != nil || shapes.Len() != 2 || asked != 2 {
		t.Errorf("got %v, %d shapes, asked %d times", err, shapes.Len(), asked)
	}
	if _, err := compiler.Compile(parse(t, `: owl:imports :missing .`)); err == nil || !strings.Contains(err.Error(), "fails: there is no <http://example.org/missing>") {
		t.Errorf("got %v", err)
	}
	g := parse(t, `:data sh:shapesGraph :b , :a ; owl:imports :c .`)
	if got := fmt.Sprint(validate.ShapesGraphs(g), validate.Imports(g)); got != "[<http://example.org/a> <http://example.org/b>] [<http://example.org/c>]" {
		t.Errorf("got %s", got)
	}
}
