package validate_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/judge"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/validate"
)

// cases is how many random cases the engines get; EVENTLOD_CASES changes it.
const cases = 25

// Random data and shapes of all components: whatever two other engines hold
// against this one about a result (focus node, path, value, component,
// severity, shape) must have an explanation. One engine alone proves nothing:
// each of them has deviations of its own, which docs/conformance.md lists.
func TestEnginesAgree(t *testing.T) {
	judge.Require(t, judge.Engines()...)
	n := cases
	if v, err := strconv.Atoi(os.Getenv("EVENTLOD_CASES")); err == nil {
		n = v
	}
	compared, alone := 0, make(map[string]int)
	for seed := range n {
		g := newGenerator(uint64(seed))
		c := newDispute(t, g.shapesGraph(), g.data())
		for r, against := range c.disputed {
			if len(against) < 2 {
				alone[against[0]+" "+r.Component]++
			} else if c.explanation(r) == "" {
				t.Errorf("seed %d: this engine says %v to %v, and %v do not\nshapes:\n%s\ndata:\n%s", seed, c.ours[r], r, against, c.shapes, c.data)
			}
		}
		compared += len(c.ours)
	}
	t.Logf("%d results in %d cases", compared, n)
	for _, what := range slices.Sorted(maps.Keys(alone)) {
		t.Logf("%4d times one engine differs: %s", alone[what], what)
	}
}

// A dispute is what engines say to one case.
type dispute struct {
	shapes, data string
	ours         map[judge.Result]bool
	disputed     map[judge.Result][]string // the engines that differ from this one
	gaveUp       []string
}

func newDispute(t *testing.T, shapes, data string) *dispute {
	t.Helper()
	d := &dispute{shapes: shapes, data: data, ours: make(map[judge.Result]bool), disputed: make(map[judge.Result][]string)}
	for _, r := range judgeResults(run(t, shapes, data).Results) {
		d.ours[r] = true
	}
	shapesFile, dataFile := writeFile(t, "shapes.ttl", shapes), writeFile(t, "data.ttl", data)
	for _, engine := range judge.Engines() {
		report, err := judge.SHACL(t, engine, shapesFile, dataFile)
		if err != nil {
			d.gaveUp = append(d.gaveUp, engine) // it cannot do some paths, for instance
			continue
		}
		theirs := make(map[judge.Result]bool)
		for _, r := range report.Results {
			if !d.ours[r] && !theirs[r] {
				d.disputed[r] = append(d.disputed[r], engine)
			}
			theirs[r] = true
		}
		for r := range d.ours {
			if !theirs[r] {
				d.disputed[r] = append(d.disputed[r], engine)
			}
		}
	}
	return d
}

func judgeResults(results []validate.Result) (list []judge.Result) {
	for _, r := range results {
		j := judge.Result{
			Focus: judgeTerm(r.Focus), Value: judgeTerm(r.Value), Shape: judgeTerm(r.Shape),
			Component: r.Component.String(), Severity: r.Severity.String(),
		}
		if r.Path != nil {
			j.Path = judgePath(r.Path)
		}
		list = append(list, j)
	}
	return list
}

func judgeTerm(t rdf.Term) string {
	switch x := t.(type) {
	case nil:
		return ""
	case rdf.BlankNode:
		return "[]"
	case rdf.Literal:
		x.Lang = strings.ToLower(x.Lang)
		return x.String()
	}
	return t.String()
}

// judgePath writes a path as package judge does.
func judgePath(p *paths.Path) string {
	switch p.Kind {
	case paths.Predicate:
		return p.Predicate.String()
	case paths.Inverse:
		return "^" + judgePath(p.Parts[0])
	case paths.Sequence:
		return "(" + judgeParts(p, "/") + ")"
	case paths.Alternative:
		return "(" + judgeParts(p, "|") + ")"
	}
	return "(" + judgePath(p.Parts[0]) + ")" + map[paths.Kind]string{
		paths.ZeroOrMore: "*", paths.OneOrMore: "+", paths.ZeroOrOne: "?"}[p.Kind]
}

func judgeParts(p *paths.Path, separator string) string {
	var parts []string
	for _, part := range p.Parts {
		s := judgePath(part)
		if part.Kind == p.Kind {
			s = s[1 : len(s)-1] // one of its own kind is dissolved
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, separator)
}

func writeFile(t *testing.T, name, document string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(prefixes+document), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// explanations are where two other engines are known to deviate from the
// specification in the same way, with the clause. A result of a component that
// asks other shapes may also follow from one of these in the shape asked.
var explanations = []struct{ clause, components, shapes string }{
	{"SHACL 4.5.3 and 4.5.4: values that cannot be compared are failures", "LessThan LessThanOrEquals", ""},
	{"SHACL 4.3: a boolean cannot be compared with a number", "MinExclusive MinInclusive MaxExclusive MaxInclusive", ""},
	{"SHACL 4.4.1: a blank node fails any sh:minLength, 0 too", "MinLength", ""},
	{"SHACL 2.3.1.4: the inverse of a sequence (pySHACL), met by SHACL 4.7.2: property shapes in property shapes (Jena)", "", "sh:inversePath ("},
	{"one of the above, or a literal as focus node, in a nested shape", "And Or Xone Not Node QualifiedMinCount QualifiedMaxCount", ""},
}

// explanation returns the clause that explains a disputed result, or "".
func (d *dispute) explanation(r judge.Result) string {
	component := strings.TrimSuffix(strings.TrimPrefix(r.Component, "<http://www.w3.org/ns/shacl#"), "ConstraintComponent>")
	for _, e := range explanations {
		if slices.Contains(strings.Fields(e.components), component) || e.shapes != "" && strings.Contains(d.shapes, e.shapes) {
			return e.clause
		}
	}
	return ""
}
