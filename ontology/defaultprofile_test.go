package ontology_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/role"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

func defaultProfile(t *testing.T) *ontology.Profile {
	t.Helper()
	profile, problems := ontology.Compile(readFiles(t, ontology.ProfileFiles...))
	for _, p := range problems {
		t.Errorf("%s: %s: %s", p.Code, p.Subject, p.Message)
	}
	if profile == nil {
		t.FailNow()
	}
	return profile
}

func TestDefaultProfileCompiles(t *testing.T) {
	profile := defaultProfile(t)
	var names []string
	for _, n := range profile.Types {
		names = append(names, n.RecordType)
		if len(n.Classes) != 1 {
			t.Errorf("record type %s has the classes %v; sh:class can tell record types apart only where each has one of its own", n.RecordType, n.Classes)
		}
	}
	want := strings.Fields("claim event funding organization person place project scheme series source topic work")
	if !slices.Equal(names, want) {
		t.Errorf("record types are %v, want %v", names, want)
	}
}

// What an honest curator always knows, and no more.
func TestRequiredFields(t *testing.T) {
	want := map[string]string{
		"claim": "about text source", "event": "title", "funding": "name", "organization": "name", "person": "name", "place": "name",
		"project": "name", "scheme": "label", "series": "name", "source": "", "topic": "label", "work": "name",
	}
	for _, n := range defaultProfile(t).Types {
		var required []string
		for _, f := range n.Fields {
			if f.Required() {
				required = append(required, f.Name)
			}
		}
		if got := strings.Join(required, " "); got != want[n.RecordType] {
			t.Errorf("%s requires %q, want %q", n.RecordType, got, want[n.RecordType])
		}
	}
}

func TestShapesAreDocumented(t *testing.T) {
	g := readFiles(t, "profile.ttl")
	shapes := 0
	for _, class := range []rdf.IRI{sh.NodeShape, sh.PropertyShape} {
		for shape := range g.Subjects(rdfns.Type, class) {
			shapes++
			if _, ok := shape.(rdf.IRI); !ok {
				t.Errorf("%s: a shape without an IRI cannot be extended or cited", shape)
			}
			for _, p := range []rdf.IRI{sh.Name, sh.Description} {
				if !inBoth(g, shape, p) {
					t.Errorf("%s needs %s in English and Polish", shape, p)
				}
			}
			if g.Object(shape, sh.Message) != nil && !inBoth(g, shape, sh.Message) {
				t.Errorf("%s: the message must be there in English and Polish", shape)
			}
		}
	}
	if shapes < 100 {
		t.Errorf("only %d shapes were checked", shapes)
	}
}

func TestPropertyShapesAreGroupedAndOrdered(t *testing.T) {
	g := readFiles(t, "profile.ttl")
	for shape := range g.Subjects(rdfns.Type, sh.PropertyShape) {
		group := g.Object(shape, sh.Group)
		if group == nil || !g.Has(rdf.Triple{Subject: group, Predicate: rdfns.Type, Object: sh.PropertyGroup}) || !inBoth(g, group, rdfs.Label) {
			t.Errorf("%s needs an sh:group with labels", shape)
		}
		if g.Object(shape, sh.Order) == nil {
			t.Errorf("%s needs an sh:order", shape)
		}
	}
	for triple := range g.WithPredicate(sh.Property) {
		if _, ok := triple.Subject.(rdf.IRI); !ok {
			continue // inside sh:or, where shapes have no names
		}
		if !g.Has(rdf.Triple{Subject: triple.Object, Predicate: rdfns.Type, Object: sh.PropertyShape}) {
			t.Errorf("%s refers to %s, which is not declared as a property shape", triple.Subject, triple.Object)
		}
	}
	for shape := range g.Subjects(rdfns.Type, sh.PropertyShape) {
		if !used(g, shape) {
			t.Errorf("no node shape uses %s", shape)
		}
	}
}

func used(g *rdf.Graph, shape rdf.Term) bool {
	for range g.Subjects(sh.Property, shape) {
		return true
	}
	return false
}

// Fields of one name mean the same wherever they stand in a record type.
func TestFieldsAreUnambiguous(t *testing.T) {
	for _, n := range defaultProfile(t).Types {
		for _, f := range n.Fields {
			first := f.Properties[0]
			for _, p := range f.Properties[1:] {
				if p.Form != first.Form || p.Nested() != first.Nested() {
					t.Errorf("%s.%s: its property shapes take different forms of value", n.RecordType, f.Name)
				}
			}
		}
	}
}

func TestRoleTokensAreTheRolesOfTheVocabulary(t *testing.T) {
	profile := defaultProfile(t)
	hasRole := profile.Type("event").Field("role").Properties[0]
	tokens := hasRole.Nested().Field("role").Properties[0].Tokens
	kinds := 0
	for kind := range profile.Shapes.Subjects(rdfns.Type, evl.RoleKind) {
		kinds++
		name := strings.TrimPrefix(string(kind.(rdf.IRI)), role.NS)
		if tokens[name] != kind {
			t.Errorf("role %s cannot be chosen in a record", name)
		}
		if profile.Shapes.Object(kind, evl.Property) == nil {
			t.Errorf("role %s has no evl:property", name)
		}
	}
	if kinds == 0 || kinds != len(tokens) {
		t.Errorf("the vocabulary has %d roles, the profile %d", kinds, len(tokens))
	}
}

// schema:location is aligned with properties of events, so nothing else may
// have it.
func TestLocationIsOfEventsOnly(t *testing.T) {
	g := readFiles(t, "profile.ttl")
	for shape := range g.Subjects(sh.Path, schema.Location) {
		for node := range g.Subjects(sh.Property, shape) {
			if !slices.Contains([]string{"Event", "Part", "Item"}, rdf.LocalName(node.(rdf.IRI))) {
				t.Errorf("%s uses schema:location", node)
			}
		}
	}
}
