package xsd_test

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	vocab "github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/rdf/xsd"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// A row is a row of results in the SPARQL Query Results XML Format.
type row map[string]rdf.Term

func readRows(t *testing.T, path string) []row {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Rows []struct {
			Bindings []struct {
				Name    string  `xml:"name,attr"`
				URI     *string `xml:"uri"`
				Literal *struct {
					Datatype string `xml:"datatype,attr"`
					Lang     string `xml:"lang,attr"`
					Text     string `xml:",chardata"`
				} `xml:"literal"`
			} `xml:"binding"`
		} `xml:"results>result"`
	}
	if err := xml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, r := range doc.Rows {
		terms := row{}
		for _, b := range r.Bindings {
			switch {
			case b.URI != nil:
				terms[b.Name] = rdf.IRI(*b.URI)
			case b.Literal != nil && b.Literal.Lang != "":
				terms[b.Name] = rdf.NewLangString(b.Literal.Text, b.Literal.Lang)
			case b.Literal != nil:
				terms[b.Name] = rdf.NewLiteral(b.Literal.Text, rdf.IRI(b.Literal.Datatype))
			}
		}
		rows = append(rows, terms)
	}
	if len(rows) == 0 {
		t.Fatalf("%s has no rows", path)
	}
	return rows
}

// same compares a result with that of the suite by datatype and value; strings
// as they are.
func same(got, want rdf.Term) bool {
	g, ok := got.(rdf.Literal)
	w, isLiteral := want.(rdf.Literal)
	if !ok || !isLiteral {
		return got == want
	}
	return g.Datatype == w.Datatype && xsd.Equal(g, w)
}

func value(t rdf.Term) xsd.Value {
	l, _ := t.(rdf.Literal)
	v, _ := xsd.ValueOf(l)
	return v
}

// unary and binary lift an operation on values to terms.
func unary(do func(xsd.Value) (xsd.Value, error), of string) func(row) rdf.Term {
	return func(r row) rdf.Term {
		v, err := do(value(r[of]))
		if err != nil {
			return nil
		}
		return v.Literal()
	}
}

func binary(do func(v, w xsd.Value) (xsd.Value, error), a, b string) func(row) rdf.Term {
	return func(r row) rdf.Term {
		v, err := do(value(r[a]), value(r[b]))
		if err != nil {
			return nil
		}
		return v.Literal()
	}
}

func cast(to rdf.IRI) func(row) rdf.Term {
	return func(r row) rdf.Term {
		l, err := xsd.Cast(r["v"], to)
		if err != nil {
			return nil
		}
		return l
	}
}

func part(p xsd.Part) func(row) rdf.Term {
	return unary(func(v xsd.Value) (xsd.Value, error) { return v.Part(p) }, "date")
}

// The results of the W3C SPARQL test suites whose rows hold, or name by ?s, what
// the function took.
func TestSPARQLSuite(t *testing.T) {
	for _, c := range []struct {
		file, result string
		do           func(row) rdf.Term
	}{
		{"sparql11/cast/cast-string.srx", "string", cast(vocab.String)},
		{"sparql11/cast/cast-bool.srx", "boolean", cast(vocab.Boolean)},
		{"sparql11/cast/cast-int.srx", "integer", cast(vocab.Integer)},
		{"sparql11/cast/cast-decimal.srx", "decimal", cast(vocab.Decimal)},
		{"sparql11/cast/cast-float.srx", "float", cast(vocab.Float)},
		{"sparql11/cast/cast-double.srx", "double", cast(vocab.Double)},
		{"sparql10/expr-ops/result-add-numbers-cast.srx", "result", binary(xsd.Value.Add, "left", "right")},
		{"sparql10/expr-ops/result-subtract-numbers-cast.srx", "result", binary(xsd.Value.Subtract, "left", "right")},
		{"sparql10/expr-ops/result-multiply-numbers-cast.srx", "result", binary(xsd.Value.Multiply, "left", "right")},
		{"sparql10/expr-ops/result-divide-numbers-cast.srx", "result", binary(xsd.Value.Divide, "left", "right")},
		{"sparql10/expr-ops/result-unminus-2.srx", "result", unary(xsd.Value.Negate, "v")},
		{"sparql11/functions/plus-1.srx", "sum", binary(xsd.Value.Add, "x", "y")},
		{"sparql11/functions/ceil01.srx", "ceil", unary(xsd.Value.Ceil, "num")},
		{"sparql11/functions/floor01.srx", "floor", unary(xsd.Value.Floor, "num")},
		{"sparql11/functions/round01.srx", "round", unary(xsd.Value.Round, "num")},
		{"sparql11/functions/year-01.srx", "x", part(xsd.Year)},
		{"sparql11/functions/month-01.srx", "x", part(xsd.Month)},
		{"sparql11/functions/day-01.srx", "x", part(xsd.Day)},
		{"sparql11/functions/hours-01.srx", "x", part(xsd.Hours)},
		{"sparql11/functions/minutes-01.srx", "x", part(xsd.Minutes)},
		{"sparql11/functions/seconds-01.srx", "x", part(xsd.Seconds)},
		{"sparql11/functions/timezone-01.srx", "x", part(xsd.Timezone)},
		{"sparql11/functions/tz-01.srx", "x", func(r row) rdf.Term {
			zone, err := value(r["date"]).Zone()
			if err != nil {
				return nil
			}
			return rdf.NewString(zone)
		}},
	} {
		t.Run(strings.TrimSuffix(filepath.Base(c.file), ".srx"), func(t *testing.T) {
			path := suite.Dir(t, "rdf-tests/sparql/"+c.file)
			dates := datesOf(t, filepath.Dir(path))
			for _, r := range readRows(t, path) {
				if r["s"] != nil && dates != nil {
					r["date"] = dates.Object(r["s"], "http://example.org/date")
				}
				if got := c.do(r); !same(got, r[c.result]) {
					t.Errorf("%v gives %v", r, got)
				}
			}
		})
	}
}

// datesOf reads the data that the functions of dates were tested with.
func datesOf(t *testing.T, folder string) *rdf.Graph {
	t.Helper()
	if filepath.Base(folder) != "functions" {
		return nil
	}
	f, err := os.Open(filepath.Join(folder, "data.ttl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	g := new(rdf.Graph)
	if err := turtle.Read(f, syntax.ReadOptions{Base: "http://example.org/"}, g.AddStatement); err != nil {
		t.Fatal(err)
	}
	return g
}

// Sums over datatypes of several kinds, as SUM makes them (SPARQL 1.1, 18.5.1.3).
func TestSPARQLAggregates(t *testing.T) {
	folder := filepath.Dir(suite.Dir(t, "rdf-tests/sparql/sparql11/aggregates/agg-sum-02.srx"))
	f, err := os.Open(filepath.Join(folder, "agg-numeric2.ttl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	g := new(rdf.Graph)
	if err := turtle.Read(f, syntax.ReadOptions{}, g.AddStatement); err != nil {
		t.Fatal(err)
	}
	for _, r := range readRows(t, filepath.Join(folder, "agg-sum-02.srx")) {
		sum := xsd.Integer(0)
		for triple := range g.WithSubject(r["s"]) {
			if sum, err = sum.Add(value(triple.Object)); err != nil {
				t.Fatal(err)
			}
		}
		if got := sum.Literal(); !same(got, r["sum"]) {
			t.Errorf("%v: the sum is %v", r, got)
		}
	}
}
