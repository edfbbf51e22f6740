package turtle_test

import (
	"bytes"
	"testing"

	"github.com/eventlod/eventlod/internal/groupedtest"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/grouped"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

const graphName = rdf.IRI("http://example.org/event/the-graph")

// groupedOptions are the options of documents put together from resources.
func groupedOptions() map[string]turtle.Options {
	titles := []string{"Events", "Nothing", "", "A title\nof two lines"}
	var groups []turtle.Group
	for i, class := range groupedtest.Groups {
		groups = append(groups, turtle.Group{Type: class, Title: titles[i]})
	}
	return map[string]turtle.Options{
		"bare":     {},
		"header":   {Header: []string{"Header", "", "żółw"}},
		"prefixes": {Prefixes: groupedtest.Prefixes},
		"groups":   {Prefixes: groupedtest.Prefixes, Groups: groups, Header: []string{"Header"}},
	}
}

func types(opt turtle.Options) (list []rdf.IRI) {
	for _, g := range opt.Groups {
		list = append(list, g.Type)
	}
	return list
}

func TestDocument(t *testing.T) {
	for seed := range uint64(300) {
		checkDocuments(t, groupedtest.NewMaker(seed).Graph(int(seed%20)))
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(uint64(1), "a text\nof two lines", "zażółć")
	f.Add(uint64(2), "\"\"\"", "\\\u202e")
	f.Fuzz(func(t *testing.T, seed uint64, a, b string) {
		m := groupedtest.NewMaker(seed)
		m.Texts = []string{a, b}
		checkDocuments(t, m.Graph(5))
	})
}

// checkDocuments compares documents put together from resources with those
// that the whole-graph writers give.
func checkDocuments(t *testing.T, g *rdf.Graph) {
	t.Helper()
	var d rdf.Dataset
	for triple := range g.All() {
		d.Add(rdf.Quad{Triple: triple, Graph: graphName})
	}
	for name, opt := range groupedOptions() {
		var want, wantTrig bytes.Buffer
		if err := turtle.WriteGraph(&want, g, opt); err != nil {
			t.Fatal(err)
		}
		if err := turtle.WriteDataset(&wantTrig, &d, opt); err != nil {
			t.Fatal(err)
		}
		doc, err := turtle.NewDocument(opt)
		if err != nil {
			t.Fatal(err)
		}
		trig, err := turtle.NewTrigDocument(graphName, opt)
		if err != nil {
			t.Fatal(err)
		}
		check := func(form string, d grouped.Document, want string) {
			got, err := groupedtest.Document(d, g, types(opt), 3)
			if err != nil || got != want {
				t.Errorf("%s, %s: got %v\n%s\nwant\n%s", name, form, err, got, want)
			}
		}
		check("Turtle", doc, want.String())
		check("TriG", trig, wantTrig.String())
		check("Turtle by twins", twinned{doc, doc, false}, want.String())
		check("TriG by twins", twinned{doc, trig, true}, wantTrig.String())
		if t.Failed() {
			t.FailNow()
		}
	}
}

// A twinned prints one of the documents of a twin.
type twinned struct {
	twins *turtle.Document
	grouped.Document
	trig bool
}

func (d twinned) NewPrinter() grouped.Printer {
	return &twinPrinter{twin: d.twins.NewTwin(), trig: d.trig}
}

type twinPrinter struct {
	twin  *turtle.Twin
	trig  bool
	other []byte
}

func (p *twinPrinter) Used() grouped.Used { return p.twin.Used() }

func (p *twinPrinter) AppendResource(dst []byte, r *rdf.Resource) ([]byte, error) {
	p.other = append(p.other[:0], "something before"...)
	var err error
	if p.trig {
		p.other, dst, err = p.twin.AppendResource(p.other, dst, r)
	} else {
		dst, p.other, err = p.twin.AppendResource(dst, p.other, r)
	}
	return dst, err
}

func TestDocumentRefuses(t *testing.T) {
	if _, err := turtle.NewDocument(turtle.Options{Prefixes: []syntax.Prefix{{Name: "1", IRI: "http://a/"}}}); err == nil {
		t.Error("a bad prefix is accepted")
	}
	doc, err := turtle.NewDocument(turtle.Options{})
	if err != nil {
		t.Fatal(err)
	}
	blank := rdf.BlankNode("b")
	for _, triple := range []rdf.Triple{
		{Subject: blank, Predicate: "http://e/p", Object: rdf.IRI("http://e/o")},
		{Subject: rdf.IRI("http://e/s"), Predicate: "http://e/p", Object: blank},
	} {
		if got, err := groupedtest.Document(doc, rdf.NewGraph(triple), nil, 1); err == nil {
			t.Errorf("%s is written as %q", triple, got)
		}
	}
}
