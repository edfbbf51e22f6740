package validate_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/validate"
)

// Whatever the shapes, node after node gives the report that the whole graph
// gives, where what is at hand is the whole data. Targets of sh:targetObjectsOf
// are not found that way.
func TestCheckerAgreesWithGraph(t *testing.T) {
	compared, results := 0, 0
	for seed := range 1500 {
		g := newGenerator(uint64(seed))
		shapes, err := validate.Compile(parse(t, g.shapesGraph()))
		if err != nil {
			continue
		}
		data := parse(t, g.data())
		want, err := shapes.Validate(context.Background(), data)
		if err != nil || findsObjects(shapes) {
			continue
		}
		got := checkAll(t, shapes, data)
		if !reflect.DeepEqual(got.Results, want.Results) && len(got.Results)+len(want.Results) > 0 {
			t.Fatalf("seed %d: got %d results, want %d\n%v\n%v", seed, len(got.Results), len(want.Results), got.Results, want.Results)
		}
		compared++
		results += len(want.Results)
	}
	if compared < 200 || results < 500 {
		t.Errorf("only %d pairs with %d results compared", compared, results)
	}
}

func findsObjects(shapes *validate.Shapes) bool {
	for _, n := range shapes.Needs() {
		if len(n.ObjectsOf) > 0 {
			return true
		}
	}
	return false
}

// checkAll puts the data into one excerpt and checks all that it speaks of.
func checkAll(t *testing.T, shapes *validate.Shapes, data *rdf.Graph) *validate.Report {
	t.Helper()
	lexicon := rdf.NewLexicon(shapes.Terms()...)
	record := rdf.NewExcerpt(lexicon)
	for triple := range data.All() {
		var s rdf.Statement
		s.SetQuad(rdf.Quad{Triple: triple})
		record.AddStatement(&s)
	}
	validator := shapes.Bind(record)
	checker := validator.Checker(record)
	nodes := validator.TargetNodes()
	var results []validate.Result
	var err error
	check := func(node rdf.ID) {
		if results, err = checker.Check(results, node); err != nil {
			t.Fatal(err)
		}
	}
	seen := make(map[rdf.ID]bool)
	for _, node := range nodes {
		seen[node] = true
		check(node)
	}
	for node := range data.SubjectNodes() {
		id, _ := record.Lookup(node)
		if !seen[id] {
			check(id)
		}
	}
	return validate.NewReport(results)
}

// oneEvent is a record that conforms to eventShapes.
func oneEvent(lexicon *rdf.Lexicon) (*rdf.Excerpt, rdf.ID) {
	record := rdf.NewExcerpt(lexicon)
	events(1, record.AddStatement)
	return record, record.Number(rdf.IRI("http://example.org/event/0"))
}

func TestCheckAllocatesNothing(t *testing.T) {
	if testing.Short() {
		// The race detector, under which the short tests run, makes pools forget at
		// random, and regular expressions live on one.
		t.Skip("left out: runs without -short")
	}
	shapes, err := validate.Compile(parse(t, eventShapes))
	if err != nil {
		t.Fatal(err)
	}
	lexicon := rdf.NewLexicon(shapes.Terms()...)
	record, event := oneEvent(lexicon)
	checker := shapes.Bind(rdf.NewExcerpt(lexicon)).Checker(record)
	allocs := testing.AllocsPerRun(100, func() {
		results, err := checker.Check(nil, event)
		if err != nil || len(results) > 0 {
			t.Fatal(results, err)
		}
		checker.Reset()
	})
	if allocs > 0 {
		t.Errorf("%v allocations for a record without faults", allocs)
	}
}

// Twenty constraints on one record of twenty triples.
func BenchmarkCheck(b *testing.B) {
	shapes, err := validate.Compile(parse(b, eventShapes))
	if err != nil {
		b.Fatal(err)
	}
	lexicon := rdf.NewLexicon(shapes.Terms()...)
	record, event := oneEvent(lexicon)
	checker := shapes.Bind(rdf.NewExcerpt(lexicon)).Checker(record)
	for b.Loop() {
		checker.Check(nil, event)
		checker.Reset()
	}
}

func TestNeeds(t *testing.T) {
	step := func(name string) validate.Step {
		return validate.Step{Predicate: rdf.IRI("http://example.org/" + name)}
	}
	back := func(name string) validate.Step {
		return validate.Step{Predicate: rdf.IRI("http://example.org/" + name), Inverse: true}
	}
	rdfType := validate.Step{Predicate: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"}
	via := func(steps ...validate.Step) []validate.Step { return steps }
	for _, c := range []struct {
		shapes string
		want   validate.Needs
	}{
		{`:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:class :D ] .`,
			validate.Needs{Reads: []validate.Read{{nil, step("p")}, {via(step("p")), rdfType}}}},
		{`:S sh:targetNode :x ; sh:closed true ; sh:property [ sh:path :p ; sh:lessThan :q ] .`,
			validate.Needs{Reads: []validate.Read{{nil, validate.Step{}}, {nil, step("p")}, {nil, step("q")}}}},
		{`:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path ( :q [ sh:inversePath :r ] ) ; sh:minCount 1 ] ] ] .`,
			validate.Needs{Reads: []validate.Read{{nil, step("p")}, {via(step("p")), step("q")}, {via(step("p"), step("q")), back("r")}}}},
		{`:S sh:targetObjectsOf :o ; sh:property [ sh:path [ sh:inversePath ( :p [ sh:alternativePath ( :q :r ) ] ) ] ; sh:maxCount 1 ] .`,
			validate.Needs{ObjectsOf: []rdf.IRI{"http://example.org/o"},
				Reads: []validate.Read{{nil, back("q")}, {nil, back("r")}, {via(back("q")), back("p")}, {via(back("r")), back("p")}}}},
		{`:S sh:targetNode :x ; sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:minCount 1 ] .`, validate.Needs{Boundless: true}},
		{`:S sh:targetNode :x ; sh:property [ sh:path :p ; sh:node :S ] .`, validate.Needs{Boundless: true}},
	} {
		shapes, err := validate.Compile(parse(t, c.shapes))
		if err != nil {
			t.Fatal(err)
		}
		c.want.Shape = rdf.IRI("http://example.org/S")
		if got := shapes.Needs(); len(got) != 1 || !sameNeeds(got[0], c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.shapes, got, c.want)
		}
	}
}

func sameNeeds(a, b validate.Needs) bool {
	if a.Boundless != b.Boundless || a.Shape != b.Shape || !reflect.DeepEqual(a.ObjectsOf, b.ObjectsOf) {
		return false
	}
	if a.Boundless {
		return true
	}
	for i := range a.Reads {
		if len(a.Reads[i].Via) == 0 {
			a.Reads[i].Via = nil
		}
	}
	return reflect.DeepEqual(a.Reads, b.Reads)
}
