package judge

import (
	"slices"
	"testing"
)

const prefixes = `@prefix ex: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`

// Each engine is asked about a count, a datatype, a language and a path in
// which every kind of path stands.
const someShapes = prefixes + `
ex:Shape a sh:NodeShape ; sh:targetClass ex:Session ; sh:property ex:Name, ex:Year, ex:Deep .
<#relative> sh:targetClass ex:Session ; sh:deactivated true ; sh:nodeKind sh:Literal .
ex:Name sh:path ex:name ; sh:minCount 1 ; sh:languageIn ( "en" "pl" ) ; sh:severity sh:Warning .
ex:Year sh:path ex:year ; sh:datatype xsd:gYear .
ex:Deep sh:path ( [ sh:inversePath ex:in ] [ sh:alternativePath ( ex:x [ sh:zeroOrMorePath ex:y ] ) ]
  [ sh:oneOrMorePath ex:z ] [ sh:zeroOrOnePath ex:w ] ) ; sh:maxCount 0 .
`

const someData = prefixes + `
ex:good a ex:Session ; ex:name "Session I"@en ; ex:year "2011"^^xsd:gYear .
ex:bad a ex:Session ; ex:name "Sitzung \"I\"\n"@DE ; ex:year 02011 .
ex:nameless a ex:Session .
<#relative> a ex:Session ; ex:name "Session II"@en .
ex:other ex:in ex:nameless ; ex:x ex:o . ex:o ex:z ex:p .
`

func someResults() []Result {
	const ex, sh = "http://example.org/", "http://www.w3.org/ns/shacl#"
	deep := "(^<" + ex + "in>/(<" + ex + "x>|(<" + ex + "y>)*)/(<" + ex + "z>)+/(<" + ex + "w>)?)"
	return []Result{
		{"<" + ex + "bad>", "<" + ex + "name>", `"Sitzung \"I\"\n"@de`, "<" + sh + "LanguageInConstraintComponent>", "<" + sh + "Warning>", "<" + ex + "Name>"},
		{"<" + ex + "bad>", "<" + ex + "year>", `"02011"^^<http://www.w3.org/2001/XMLSchema#integer>`, "<" + sh + "DatatypeConstraintComponent>", "<" + sh + "Violation>", "<" + ex + "Year>"},
		{"<" + ex + "nameless>", deep, "", "<" + sh + "MaxCountConstraintComponent>", "<" + sh + "Violation>", "<" + ex + "Deep>"},
		{"<" + ex + "nameless>", "<" + ex + "name>", "", "<" + sh + "MinCountConstraintComponent>", "<" + sh + "Warning>", "<" + ex + "Name>"},
	}
}

func TestEnginesReportTheSameTuples(t *testing.T) {
	for _, engine := range Engines() {
		t.Run(engine, func(t *testing.T) {
			report, err := SHACL(t, engine, write(t, "shapes.ttl", someShapes), write(t, "data.ttl", someData))
			if err != nil {
				t.Fatal(err)
			}
			if report.Conforms {
				t.Error("conforms")
			}
			if want := someResults(); !slices.Equal(report.Results, want) {
				t.Errorf("got\n%q\nwant\n%q", report.Results, want)
			}
		})
	}
}

func TestEnginesAgreeOnConformingData(t *testing.T) {
	data := prefixes + `ex:good a ex:Session ; ex:name "Session I"@en .`
	for _, engine := range Engines() {
		report, err := SHACL(t, engine, write(t, "shapes.ttl", someShapes), write(t, "data.ttl", data))
		if err != nil || !report.Conforms || len(report.Results) > 0 {
			t.Errorf("%s: %v, %v", engine, report, err)
		}
	}
}

// A worker that refused one input serves the next.
func TestEnginesRefuseBrokenShapes(t *testing.T) {
	for _, engine := range Engines() {
		shapes := write(t, "shapes.ttl", prefixes+"ex:Shape a sh:NodeShape ; sh:targetClass")
		if report, err := SHACL(t, engine, shapes, write(t, "data.ttl", someData)); err == nil {
			t.Errorf("%s: %v", engine, report)
		}
	}
}
