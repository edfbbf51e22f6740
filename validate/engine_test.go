package validate_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/validate"
)

// compact writes results as "focus path value component: reason", with short
// names.
func compact(results []validate.Result) []string {
	var lines []string
	for _, r := range results {
		line := short(r.Focus)
		if r.Path != nil {
			line += " " + r.Path.String()
		}
		if r.Value != nil {
			line += " " + short(r.Value)
		}
		component := strings.TrimSuffix(strings.TrimPrefix(string(r.Component), sh.NS), "ConstraintComponent")
		lines = append(lines, strings.ReplaceAll(line+" "+component+": "+r.Reason, "http://example.org/", ""))
	}
	return lines
}

func short(t rdf.Term) string {
	if l, ok := t.(rdf.Literal); ok {
		return fmt.Sprintf("%q", l.Lexical)
	}
	return t.String()
}

func run(t *testing.T, shapes, data string) *validate.Report {
	t.Helper()
	compiled, err := validate.Compile(parse(t, shapes))
	if err != nil {
		t.Fatal(err)
	}
	report, err := compiled.Validate(context.Background(), parse(t, data))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// What each component says and when, beyond what the W3C suite has.
func TestResults(t *testing.T) {
	for _, c := range []struct {
		name, shapes, data string
		want               []string
	}{
		{"paths nest: inverse of a sequence", `:S sh:targetNode :c ; sh:property [ sh:path [ sh:inversePath ( :p :q ) ] ; sh:nodeKind sh:Literal ] .`,
			`:a :p :b . :b :q :c .`,
			[]string{`<c> ^(<p>/<q>) <a> NodeKind: <a> is an IRI, but must be a literal`}},
		{"paths nest: zeroOrMore of an inverse", `:S sh:targetNode :c ; sh:property [ sh:path [ sh:zeroOrMorePath [ sh:inversePath :p ] ] ; sh:maxCount 2 ] .`,
			`:a :p :b . :b :p :c . :c :p :a .`,
			[]string{`<c> (^<p>)* MaxCount: has 3 values, at most 2 allowed`}},
		{"paths nest: a sequence inside an alternative", `:S sh:targetNode :a ; sh:property [ sh:path [ sh:alternativePath ( :r ( :p :q ) ) ] ; sh:in () ] .`,
			`:a :p :b ; :r :d . :b :q :c .`,
			[]string{`<a> <r>|(<p>/<q>) <c> In: <c> is not allowed: no value is`, `<a> <r>|(<p>/<q>) <d> In: <d> is not allowed: no value is`}},
		{"paths nest: closures inside closures", `:S sh:targetNode :a ; sh:property [ sh:path [ sh:oneOrMorePath ( [ sh:zeroOrMorePath :p ] :q ) ] ; sh:maxCount 0 ] .`,
			`:a :p :b . :b :p :a ; :q :a .`,
			[]string{`<a> ((<p>*)/<q>)+ MaxCount: has 1 value, at most 0 allowed`}},
		{"oneOrMore on a cycle includes the focus node", `:S sh:targetNode :a ; sh:property [ sh:path [ sh:oneOrMorePath :p ] ; sh:not [ sh:hasValue :a ] ] .`,
			`:a :p :b . :b :p :a .`,
			[]string{`<a> <p>+ <a> Not: <a> conforms to a shape without a name, but must not`}},
		{"zeroOrOne includes the focus node once", `:S sh:targetNode :a ; sh:property [ sh:path [ sh:zeroOrOnePath :p ] ; sh:maxCount 0 ] .`,
			`:a :p :a .`,
			[]string{`<a> <p>? MaxCount: has 1 value, at most 0 allowed`}},
		{"class with subclasses, at any distance and in a cycle", `:S sh:targetClass :C ; sh:property [ sh:path :p ; sh:class :D ] .`,
			`:C1 rdfs:subClassOf :C2 . :C2 rdfs:subClassOf :C , :C1 . :x a :C1 ; :p :d , :e , "l" . :d a :D1 . :D1 rdfs:subClassOf :D .`,
			[]string{`<x> <p> <e> Class: <e> is not an instance of <D>`, `<x> <p> "l" Class: "l" is not an instance of <D>`}},
		{"datatype", `:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:datatype xsd:date ] .`,
			`:x :p "2013-02-29"^^xsd:date , "2012-02-29"^^xsd:date , "2013" , :i .`,
			[]string{`<x> <p> <i> Datatype: <i> is an IRI, but must be a literal of datatype xsd:date`,
				`<x> <p> "2013" Datatype: "2013" has datatype xsd:string, but must have xsd:date`,
				`<x> <p> "2013-02-29" Datatype: "2013-02-29" is no valid xsd:date: the day does not exist in that month`}},
		{"ranges over dates with and without time zone", `:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:minInclusive "2013-06-28T12:00:00Z"^^xsd:dateTime ] .`,
			`:x :p "2013-06-28T12:00:00"^^xsd:dateTime , "2013-06-29T12:00:00"^^xsd:dateTime , "2013-06-28T14:00:00+02:00"^^xsd:dateTime , "2014"^^xsd:gYear .`,
			[]string{`<x> <p> "2013-06-28T12:00:00" MinInclusive: "2013-06-28T12:00:00"^^xsd:dateTime cannot be compared with "2013-06-28T12:00:00Z"^^xsd:dateTime, but must be at least it`,
				`<x> <p> "2014" MinInclusive: "2014"^^xsd:gYear cannot be compared with "2013-06-28T12:00:00Z"^^xsd:dateTime, but must be at least it`}},
		{"lengths count characters", `:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:minLength 3 ; sh:maxLength 4 ] .`,
			`:x :p "żó" , "żółć" , "żółć!" , _:n .`,
			[]string{`<x> <p> _:n MaxLength: a blank node has no length, and at most 4 characters are wanted`,
				`<x> <p> "żółć!" MaxLength: "żółć!" has 5 characters, at most 4 wanted`,
				`<x> <p> _:n MinLength: a blank node has no length, and at least 3 characters are wanted`,
				`<x> <p> "żó" MinLength: "żó" has 2 characters, at least 3 wanted`}},
		{"pattern in the syntax of XPath", `:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:pattern "^[A-Z-[IO]]\\d$" ; sh:flags "i" ] .`,
			`:x :p "a1" , "i1" , "A٣" .`,
			[]string{`<x> <p> "i1" Pattern: "i1" does not match the pattern "^[A-Z-[IO]]\\d$" with flags "i"`}},
		{"languages", `:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:uniqueLang true ; sh:languageIn ( "en" "pl" ) ] .`,
			`:x :p "a"@en , "b"@EN-GB , "c"@en-gb , "english"@english , "x" .`,
			[]string{`<x> <p> "english" LanguageIn: "english"@english must be in one of the languages en, pl`,
				`<x> <p> "x" LanguageIn: "x" has no language tag, but must have one of en, pl`,
				`<x> <p> UniqueLang: has 2 values in the language "en-gb", at most 1 allowed`}},
		{"any language", `:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:languageIn ( "*" ) ] .`,
			`:x :p "a"@en , "b" .`,
			[]string{`<x> <p> "b" LanguageIn: "b" has no language tag, but must have one of *`}},
		{"a shape that is a class of its own kind of class", `:K rdfs:subClassOf :L . :L rdfs:subClassOf :K , rdfs:Class . :S a :K ; sh:property [ sh:path :p ; sh:minCount 1 ] .`,
			`:x a :S .`,
			[]string{`<x> <p> MinCount: has no value, at least 1 required`}},
		{"many values beside many others", `:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:equals :q ; sh:disjoint :r ] .`,
			`:x :p 1 , 2 , 3 , 4 , 5 , 6 , 7 , 8 , 9 , 10 ; :q 1 , 2 , 3 , 4 , 5 , 6 , 7 , 8 , 9 , 11 ; :r 20 , 21 , 22 , 23 , 24 , 25 , 26 , 27 , 28 , 5 .`,
			[]string{`<x> <p> "5" Disjoint: "5"^^xsd:integer is also a value of <r>, and the two must not share any`,
				`<x> <p> "10" Equals: "10"^^xsd:integer is not a value of <q>, which must have the same values`,
				`<x> <p> "11" Equals: "11"^^xsd:integer of <q> is lacking here, where the same values must be`}},
		{"the reason of a nested shape names its path", `:S sh:targetNode :x ; sh:node [ sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:minCount 1 ] ] .`,
			`:x :p 1 .`,
			[]string{`<x> <x> Node: <x> does not conform to a shape without a name: p/(^q) has no value, at least 1 required`}},
		{"property pairs", `:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:equals :q ; sh:disjoint :r ] , [ sh:path :from ; sh:lessThan :to ; sh:lessThanOrEquals :to ] .`,
			`:x :p 1 , 2 ; :q 2 , 3 ; :r 2 ; :from "2013-06-28"^^xsd:date ; :to "2013-06-28"^^xsd:date , 5 .`,
			[]string{
				`<x> <from> "2013-06-28" LessThan: "2013-06-28"^^xsd:date cannot be compared with "5"^^xsd:integer of <to>, but must be less than it`,
				`<x> <from> "2013-06-28" LessThan: "2013-06-28"^^xsd:date must be less than "2013-06-28"^^xsd:date of <to>`,
				`<x> <from> "2013-06-28" LessThanOrEquals: "2013-06-28"^^xsd:date cannot be compared with "5"^^xsd:integer of <to>, but must be at most it`,
				`<x> <p> "2" Disjoint: "2"^^xsd:integer is also a value of <r>, and the two must not share any`,
				`<x> <p> "1" Equals: "1"^^xsd:integer is not a value of <q>, which must have the same values`,
				`<x> <p> "3" Equals: "3"^^xsd:integer of <q> is lacking here, where the same values must be`}},
		{"logic", `:S sh:targetNode :x ; sh:and ( [ sh:class :C ] ) ; sh:or () ; sh:xone ( :T :T ) . :T sh:nodeKind sh:IRI .`,
			`:x :p 1 .`,
			[]string{`<x> <x> And: <x> does not conform to all of 1 shape`, `<x> <x> Or: <x> conforms to none of the shapes `,
				`<x> <x> Xone: <x> does not conform to exactly one of the shapes <T>, <T>`}},
		{"qualified value shapes, disjoint siblings", `
			:Hand sh:targetNode :h ; sh:property
				[ sh:path :digit ; sh:qualifiedValueShape :Thumb ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ; sh:qualifiedValueShapesDisjoint true ] ,
				[ sh:path :digit ; sh:qualifiedValueShape :Finger ; sh:qualifiedMinCount 4 ; sh:qualifiedMaxCount 4 ; sh:qualifiedValueShapesDisjoint true ] .
			:Thumb sh:class :T . :Finger sh:class :F .`,
			`:h :digit :d1 , :d2 , :d3 , :d4 , :d5 . :d1 a :T , :F . :d2 a :F . :d3 a :F . :d4 a :F . :d5 a :F .`,
			[]string{`<h> <digit> QualifiedMinCount: has no value of the kind wanted by the shape <Thumb>, at least 1 required`}},
		{"a sibling that counts nothing", `
			:Hand sh:targetNode :h ; sh:property
				[ sh:path :digit ; sh:qualifiedValueShape [ sh:class :T ] ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ] ,
				[ sh:path :digit ; sh:qualifiedValueShape [ sh:class :F ] ] .`,
			`:h :digit :d1 . :d1 a :T , :F .`,
			[]string{`<h> <digit> QualifiedMinCount: has no value of the kind wanted by a shape without a name, at least 1 required`}},
		{"closed shapes report the property and its value", `:S sh:targetNode :x ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ] , [ sh:path ( :q :r ) ] .`,
			`:x a :C ; :p 1 ; :q 2 , 3 .`,
			[]string{`<x> <q> "2" Closed: has the property <q>, which the closed shape does not allow`,
				`<x> <q> "3" Closed: has the property <q>, which the closed shape does not allow`}},
		{"a node reached twice is a value node once", `:S sh:targetNode :x ; sh:property [ sh:path ( :p :q ) ; sh:maxCount 0 ] .`,
			`:x :p :a , :b . :a :q :c . :b :q :c .`,
			[]string{`<x> <p>/<q> MaxCount: has 1 value, at most 0 allowed`}},
		{"deactivated shapes let everything pass", `:S sh:targetNode :x ; sh:not [ sh:deactivated true ; sh:in () ] ; sh:property [ sh:deactivated true ; sh:path :p ; sh:minCount 1 ] .`,
			`:x :q 1 .`,
			[]string{`<x> <x> Not: <x> conforms to a shape without a name, but must not`}},
		{"all targets", `:S a rdfs:Class , sh:NodeShape ; sh:targetNode "l" ; sh:targetSubjectsOf :p ; sh:targetObjectsOf :p ; sh:in () .`,
			`:a a :S ; :p :b . :c a :Sub . :Sub rdfs:subClassOf :S .`,
			[]string{`<a> <a> In: <a> is not allowed: no value is`, `<b> <b> In: <b> is not allowed: no value is`,
				`<c> <c> In: <c> is not allowed: no value is`, `"l" "l" In: "l" is not allowed: no value is`}},
		{"nested property shapes", `:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ] ] .`,
			`:x :p :a , :b . :b :q 1 .`,
			[]string{`<a> <q> MinCount: has no value, at least 1 required`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := compact(run(t, c.shapes, c.data).Results); !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}

// An engine with a depth counter loses results here after fifty.
func TestManyNodesShareOneBadValue(t *testing.T) {
	var data strings.Builder
	for i := range 60 {
		fmt.Fprintf(&data, ":n%d a :C ; :p :bad .\n", i)
	}
	report := run(t, `:S sh:targetClass :C ; sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ] ] .`, data.String())
	if len(report.Results) != 60 {
		t.Errorf("got %d results, want 60", len(report.Results))
	}
	if d := compact(report.Results[59].Details); !slices.Equal(d, []string{`<bad> <q> MinCount: has no value, at least 1 required`}) {
		t.Errorf("the details of the last are %v", d)
	}
}

// A knows B knows A: a question that comes back to itself is answered with yes.
func TestRecursion(t *testing.T) {
	const shapes = `:Person sh:property [ sh:path :knows ; sh:node :Person ] , [ sh:path :name ; sh:minCount 1 ] ; sh:targetClass :P .`
	good := run(t, shapes, `:a a :P ; :name "a" ; :knows :b . :b :name "b" ; :knows :a , :c . :c :name "c" ; :knows :a , :b , :c .`)
	if !good.Conforms {
		t.Errorf("got %v", compact(good.Results))
	}
	bad := run(t, shapes, `:a a :P ; :name "a" ; :knows :b . :b a :P ; :name "b" ; :knows :a , :c . :c :knows :a , :b , :c .`)
	want := []string{
		`<a> <knows> <b> Node: <b> does not conform to the shape <Person>: knows <c> does not conform to the shape <Person>`,
		`<b> <knows> <a> Node: <a> does not conform to the shape <Person>: knows <b> does not conform to the shape <Person>`,
		`<b> <knows> <c> Node: <c> does not conform to the shape <Person>: name has no value, at least 1 required`,
	}
	for i, line := range compact(bad.Results) {
		if i >= len(want) || !strings.HasPrefix(line, want[i][:strings.Index(want[i], ":")]) {
			t.Errorf("got %s", line)
		}
	}
	if len(bad.Results) != len(want) {
		t.Errorf("got %d results, want %d", len(bad.Results), len(want))
	}
}

// Everybody knows everybody: the paths through the data are without number,
// the questions are not.
func TestRecursionIsPolynomial(t *testing.T) {
	const people = 60
	for _, c := range []struct{ name, shapes string }{
		{"sh:node", `:Person sh:targetClass :P ; sh:property [ sh:path :knows ; sh:node :Person ] , [ sh:path :name ; sh:minCount 1 ] .`},
		{"sh:property", `:Person sh:targetClass :P ; sh:property :Q . :Q sh:path :knows ; sh:property :Q , [ sh:path :name ; sh:minCount 1 ] .`},
		{"sh:or", `:Person sh:targetClass :P ; sh:property [ sh:path :knows ; sh:or ( [ sh:node :Person ; sh:property [ sh:path :x ; sh:minCount 1 ] ] :Person ) ] ; sh:property [ sh:path :name ; sh:minCount 1 ] .`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var data strings.Builder
			for i := range people {
				fmt.Fprintf(&data, ":n%d a :P .\n", i)
				if i != people-1 {
					fmt.Fprintf(&data, ":n%d :name %d .\n", i, i)
				}
				for j := range people {
					fmt.Fprintf(&data, ":n%d :knows :n%d .\n", i, j)
				}
			}
			if run(t, c.shapes, data.String()).Conforms {
				t.Error("the one without a name is not found")
			}
		})
	}
}

func TestRecursionThroughNegationIsRefused(t *testing.T) {
	for _, shapes := range []string{
		`:S sh:targetNode :x ; sh:not :S .`,
		`:S sh:property [ sh:path :p ; sh:not [ sh:node :S ] ] .`,
		`:S sh:property [ sh:path :p ; sh:qualifiedValueShape :S ; sh:qualifiedMaxCount 1 ] .`,
		`:S sh:xone ( :S [ sh:class :C ] ) .`,
	} {
		if _, err := validate.Compile(parse(t, shapes)); err == nil || !strings.Contains(err.Error(), "its own failure") {
			t.Errorf("%s: got %v", shapes, err)
		}
	}
}

func TestNoOrderButOne(t *testing.T) {
	shapes, err := validate.Compile(parse(t, `:S sh:targetClass :C ; sh:property [ sh:path :p ; sh:datatype xsd:integer ; sh:in ( 1 2 ) ; sh:minCount 2 ] .`))
	if err != nil {
		t.Fatal(err)
	}
	var data strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&data, ":n%d a :C ; :p \"x%d\" .\n", i, i)
	}
	g := parse(t, data.String())
	var first *validate.Report
	for workers := range 20 {
		report, err := shapes.ValidateWith(context.Background(), g, validate.Settings{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = report
		}
		if !reflect.DeepEqual(report, first) {
			t.Fatalf("another report with %d workers", workers)
		}
	}
	if len(first.Results) != 6000 {
		t.Errorf("got %d results, want 6000", len(first.Results))
	}
}

func TestLimitsAndCancelling(t *testing.T) {
	shapes, err := validate.Compile(parse(t, `
		:S sh:targetClass :C ; sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:in () ] .
		:R sh:targetNode :n0 ; sh:property [ sh:path :p ; sh:node :R ] .`))
	if err != nil {
		t.Fatal(err)
	}
	var data strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&data, ":n%d :p :n%d .\n", i, i+1)
	}
	g := parse(t, data.String()+":n59990 a :C .")
	if _, err := shapes.Validate(context.Background(), g); !errors.Is(err, validate.ErrTooDeep) {
		t.Errorf("got %v, want ErrTooDeep", err)
	}
	if _, err := shapes.ValidateWith(context.Background(), g, validate.Settings{MaxResults: 5}); err == nil {
		t.Error("more results than allowed")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := shapes.Validate(ctx, g); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestSeverityAndMessages(t *testing.T) {
	report := run(t, `:S sh:targetNode :x ; sh:property
		[ sh:path :p ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "brak"@pl , "missing"@en ] ,
		[ sh:path :q ; sh:minCount 1 ; sh:severity :Fatal ] .`, `:x :r 1 .`)
	if report.Conforms || report.Count(sh.Warning) != 1 || report.Count("http://example.org/Fatal") != 1 {
		t.Errorf("got %+v", report)
	}
	if got := fmt.Sprint(report.Results[0].Messages, report.Results[1].Messages); got != `["brak"@pl "missing"@en] ["has no value, at least 1 required"]` {
		t.Errorf("got %s", got)
	}
}

func TestReportGraph(t *testing.T) {
	report := run(t, `:S sh:targetNode :x ; sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:node [ sh:class :C ] ] .`, `:x :p :y . _:result1 :q :y .`)
	got := report.Graph()
	want := parse(t, `[] a sh:ValidationReport ; sh:conforms false ; sh:result [ a sh:ValidationResult ;
		sh:focusNode :x ; sh:resultPath ( :p [ sh:inversePath :q ] ) ; sh:value _:v ; sh:sourceShape _:s ; sh:resultSeverity sh:Violation ;
		sh:sourceConstraintComponent sh:NodeConstraintComponent ;
		sh:resultMessage "_:result1 does not conform to a shape without a name: _:result1 is not an instance of <http://example.org/C>" ;
		sh:detail [ a sh:ValidationResult ; sh:focusNode _:v ; sh:value _:v ; sh:sourceShape _:i ; sh:resultSeverity sh:Violation ;
			sh:sourceConstraintComponent sh:ClassConstraintComponent ; sh:resultMessage "_:result1 is not an instance of <http://example.org/C>" ] ] .`)
	if !rdf.Isomorphic(got, want) {
		t.Errorf("got\n%s\nwant\n%s", listing(got), listing(want))
	}
	if listing(got) != listing(report.Graph()) {
		t.Error("the graph has other names each time")
	}
}
