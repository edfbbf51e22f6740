package validate_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/validate"
)

// stream validates a graph as a stream of its statements.
func stream(tb testing.TB, shapes *validate.Shapes, data *rdf.Graph, settings validate.Settings) (*validate.Report, error) {
	tb.Helper()
	st, err := shapes.Stream(context.Background(), nil, settings)
	if err != nil {
		return nil, err
	}
	var s rdf.Statement
	for triple := range data.All() {
		s.SetQuad(rdf.Quad{Triple: triple})
		if err := st.Add(&s); err != nil {
			st.Close()
			return nil, err
		}
	}
	return st.Close()
}

func TestLocal(t *testing.T) {
	for _, c := range []struct {
		shapes string
		want   bool
	}{
		{eventShapes, true},
		{`:S sh:targetClass :C ; sh:class :D ; sh:closed true ; sh:property [ sh:path [ sh:alternativePath ( :p [ sh:zeroOrOnePath :q ] ) ] ; sh:or ( [ sh:in ( 1 ) ] [ sh:nodeKind sh:IRI ] ) ] .`, true},
		{`:S sh:targetNode :x ; sh:targetSubjectsOf :p ; sh:node [ sh:property [ sh:path :p ; sh:equals :q ] ] .`, true},
		{`:S sh:property [ sh:path :p ; sh:class :C ] .`, true}, // no target, so it asks nothing
		{`:S sh:targetObjectsOf :p ; sh:nodeKind sh:IRI .`, false},
		{`:S sh:targetClass :C ; sh:property [ sh:path :p ; sh:class :C ] .`, false},
		{`:S sh:targetClass :C ; sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ] .`, false},
		{`:S sh:targetClass :C ; sh:property [ sh:path ( :p :q ) ; sh:minCount 1 ] .`, false},
		{`:S sh:targetClass :C ; sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:minCount 1 ] .`, false},
		{`:S sh:targetClass :C ; sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ] ] .`, false},
		{`:S sh:targetClass :C ; sh:property [ sh:path :p ; sh:closed true ] .`, false},
		{`:S sh:targetClass :C ; sh:node :S .`, false},
	} {
		shapes, err := validate.Compile(parse(t, c.shapes))
		if err != nil {
			t.Fatal(err)
		}
		if got := shapes.Local(); got != c.want {
			t.Errorf("%s: got %v", c.shapes, got)
		}
		if !c.want {
			if _, err := shapes.Stream(context.Background(), nil, validate.Settings{}); !errors.Is(err, validate.ErrNotLocal) {
				t.Errorf("%s: got %v, want ErrNotLocal", c.shapes, err)
			}
		}
	}
}

// Wherever shapes are local, the two engines give the same report.
func TestStreamAgreesWithGraph(t *testing.T) {
	compared, results := 0, 0
	for seed := range 2000 {
		g := newGenerator(uint64(seed))
		g.flat = true
		shapes, err := validate.Compile(parse(t, g.shapesGraph()))
		if err != nil {
			t.Fatal(err)
		}
		if !shapes.Local() {
			continue
		}
		data := parse(t, g.data())
		want, err := shapes.Validate(context.Background(), data)
		if err != nil {
			t.Fatal(err)
		}
		got, err := stream(t, shapes, data, validate.Settings{})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got\n%v\nwant\n%v", seed, compact(got.Results), compact(want.Results))
		}
		compared++
		results += len(want.Results)
		if compared == 120 {
			break
		}
	}
	t.Logf("%d results in %d cases", results, compared)
	if compared < 100 || results < 1000 {
		t.Errorf("only %d cases with %d results", compared, results)
	}
}

func TestStreamOfEvents(t *testing.T) {
	shapes, err := validate.Compile(parse(t, eventShapes))
	if err != nil {
		t.Fatal(err)
	}
	g := new(rdf.Graph)
	if err := events(3000, g.AddStatement); err != nil {
		t.Fatal(err)
	}
	want, err := shapes.Validate(context.Background(), g)
	if err != nil {
		t.Fatal(err)
	}
	for workers := range 4 {
		got, err := stream(t, shapes, g, validate.Settings{Workers: workers})
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%d workers: %v, got %d results, want %d", workers, err, len(got.Results), len(want.Results))
		}
	}
	if len(want.Results) != 12 {
		t.Errorf("got %d results, want 12", len(want.Results))
	}
}

// A set is a set, however often a statement comes.
func TestStreamDropsDuplicates(t *testing.T) {
	shapes, err := validate.Compile(parse(t, `:S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:maxCount 50 ] .`))
	if err != nil {
		t.Fatal(err)
	}
	for _, values := range []int{2, 50, 51} {
		st, err := shapes.Stream(context.Background(), nil, validate.Settings{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range 3 * values {
			var s rdf.Statement
			s.SetQuad(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI("a:s"), Predicate: "http://example.org/p", Object: rdf.IRI(fmt.Sprint("a:", i%values))}})
			if err := st.Add(&s); err != nil {
				t.Fatal(err)
			}
		}
		if report, err := st.Close(); err != nil || report.Conforms != (values <= 50) {
			t.Errorf("%d values: %v, %v", values, report, err)
		}
	}
}

func TestStreamRefuses(t *testing.T) {
	shapes, err := validate.Compile(parse(t, `:S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] .`))
	if err != nil {
		t.Fatal(err)
	}
	for _, triples := range [][]rdf.Triple{
		{{Subject: rdf.IRI("a:1"), Predicate: "a:p", Object: rdf.IRI("a:o")}, {Subject: rdf.IRI("a:2"), Predicate: "a:p", Object: rdf.IRI("a:o")}, {Subject: rdf.IRI("a:1"), Predicate: "a:q", Object: rdf.IRI("a:o")}},
		{{Subject: rdf.IRI("a:1"), Predicate: "http://www.w3.org/2000/01/rdf-schema#subClassOf", Object: rdf.IRI("a:o")}},
	} {
		st, err := shapes.Stream(context.Background(), nil, validate.Settings{})
		if err != nil {
			t.Fatal(err)
		}
		for _, triple := range triples {
			var s rdf.Statement
			s.SetQuad(rdf.Quad{Triple: triple})
			err = errors.Join(err, st.Add(&s))
		}
		if !errors.Is(err, validate.ErrNotLocal) {
			t.Errorf("%v: got %v, want ErrNotLocal", triples, err)
		}
		if _, err := st.Close(); !errors.Is(err, validate.ErrNotLocal) {
			t.Errorf("Close: got %v, want the error of Add", err)
		}
	}
}

func TestStreamKnowsTheSchema(t *testing.T) {
	shapes, err := validate.Compile(parse(t, `:S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] .`))
	if err != nil {
		t.Fatal(err)
	}
	st, err := shapes.Stream(context.Background(), parse(t, `:D rdfs:subClassOf :C .`), validate.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	var s rdf.Statement
	for triple := range parse(t, `:x a :D .`).All() {
		s.SetQuad(rdf.Quad{Triple: triple})
		if err := st.Add(&s); err != nil {
			t.Fatal(err)
		}
	}
	report, err := st.Close()
	if err != nil || len(report.Results) != 1 {
		t.Errorf("got %v, %v", report, err)
	}
}
