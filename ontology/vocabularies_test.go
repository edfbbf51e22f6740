package ontology_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	"github.com/eventlod/eventlod/rdf/vocab/owl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/role"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/rdf/vocab/skos"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// readFiles reads embedded Turtle files into one graph.
func readFiles(t *testing.T, names ...string) *rdf.Graph {
	t.Helper()
	g := new(rdf.Graph)
	for _, name := range names {
		f, err := ontology.Files.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		err = turtle.Read(f, syntax.ReadOptions{File: name, BlankPrefix: strings.TrimSuffix(name, ".ttl")}, g.AddStatement)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
	}
	return g
}

// byHand are vocabularies that come in no package: their terms that the
// alignments use, looked up by hand. Of Wikidata only the form is checked.
var byHand = map[string][]string{
	"http://linkedevents.org/ontology/":                                {"Event", "atPlace", "involved", "involvedAgent"},
	"http://purl.org/NET/c4dm/event.owl#":                              {"Event", "agent", "place", "sub_event"},
	"https://w3id.org/scholarlydata/ontology/conference-ontology.owl#": {"RoleDuringEvent"},
}

func wellKnown(iri rdf.IRI) bool {
	for _, wikidata := range []string{"http://www.wikidata.org/entity/P", "http://www.wikidata.org/prop/direct/P"} {
		if number, ok := strings.CutPrefix(string(iri), wikidata); ok {
			return number != "" && strings.Trim(number, "0123456789") == ""
		}
	}
	for namespace, names := range byHand {
		if name, ok := strings.CutPrefix(string(iri), namespace); ok {
			return slices.Contains(names, name)
		}
	}
	// Documents, and the shapes themselves, which are no vocabulary.
	return strings.HasPrefix(string(iri), "https://w3id.org/eventlod/") ||
		iri == "https://creativecommons.org/publicdomain/zero/1.0/"
}

func TestEveryTermExistsInItsVocabulary(t *testing.T) {
	for _, file := range []string{"eventlod.ttl", "profile.ttl", "alignments.ttl"} {
		seen := map[rdf.IRI]bool{}
		for triple := range readFiles(t, file).All() {
			for _, term := range []rdf.Term{triple.Subject, triple.Predicate, triple.Object} {
				if iri, ok := term.(rdf.IRI); ok && !seen[iri] {
					seen[iri] = true
					checkTerm(t, file, iri)
				}
			}
			checkUse(t, file, triple)
		}
		if len(seen) < 50 {
			t.Errorf("%s: only %d terms were checked", file, len(seen))
		}
	}
}

func checkTerm(t *testing.T, file string, iri rdf.IRI) {
	t.Helper()
	v, name := vocab.Of(iri)
	if v == nil {
		if !wellKnown(iri) {
			t.Errorf("%s: %s is of no vocabulary that is known", file, iri)
		}
		return
	}
	switch term, ok := v.Term(name); {
	case name == "": // the vocabulary as a whole
	case !ok:
		t.Errorf("%s: %s does not exist in %s", file, iri, v.Namespace)
	case term.Deprecated:
		t.Errorf("%s: %s is deprecated by its vocabulary", file, iri)
	}
}

// checkUse checks that classes stand where classes belong, and properties
// where properties do.
func checkUse(t *testing.T, file string, triple rdf.Triple) {
	t.Helper()
	expectKind(t, file, triple.Predicate, vocab.Property)
	object, _ := triple.Object.(rdf.IRI)
	switch triple.Predicate {
	case rdfns.Type, sh.TargetClass, sh.Class, rdfs.SubClassOf, sh.Datatype:
		expectKind(t, file, object, vocab.Class)
	case sh.Path, sh.InversePath, rdfs.SubPropertyOf, sh.LessThanOrEquals, evl.Until, evl.Property, evl.ShortcutBy, evl.ShortcutTo:
		expectKind(t, file, object, vocab.Property)
	}
}

func expectKind(t *testing.T, file string, iri rdf.IRI, want vocab.Kind) {
	t.Helper()
	if v, name := vocab.Of(iri); v != nil {
		if term, _ := v.Term(name); term.Kind != want && term.Kind != vocab.Unknown {
			t.Errorf("%s: %s is used as a %s, but it is a %s", file, iri, want, term.Kind)
		}
	}
}

func TestConstantsFollowTheVocabulary(t *testing.T) {
	g := readFiles(t, "eventlod.ttl")
	described := 0
	for subject := range g.SubjectNodes() {
		iri, _ := subject.(rdf.IRI)
		v, name := vocab.Of(iri)
		if v == nil || v.Prefix != "evl" && v.Prefix != "role" {
			continue
		}
		described++
		if _, ok := v.Term(name); !ok {
			t.Errorf("%s is not among the constants: run go generate ./rdf/vocab", iri)
		}
	}
	total := 0
	for _, v := range vocab.All() {
		if v.Prefix == "evl" || v.Prefix == "role" {
			total += len(v.Terms)
		}
	}
	if described != total {
		t.Errorf("the vocabulary describes %d terms, the constants know %d: run go generate ./rdf/vocab", described, total)
	}
}

// inBoth reports whether a subject has the property exactly once in each of
// the languages that we write.
func inBoth(g *rdf.Graph, subject rdf.Term, property rdf.IRI) bool {
	var tags []string
	for o := range g.Objects(subject, property) {
		l, _ := o.(rdf.Literal)
		tags = append(tags, l.Lang)
	}
	slices.Sort(tags)
	return slices.Equal(tags, []string{"en", "pl"})
}

func TestVocabularyIsDocumented(t *testing.T) {
	g := readFiles(t, "eventlod.ttl")
	for subject := range g.SubjectNodes() {
		iri, _ := subject.(rdf.IRI)
		switch {
		case strings.HasPrefix(string(iri), role.NS):
			if !inBoth(g, iri, skos.PrefLabel) || !inBoth(g, iri, skos.Definition) {
				t.Errorf("%s needs a label and a definition in English and Polish", iri)
			}
		case strings.HasPrefix(string(iri), evl.NS):
			if !inBoth(g, iri, rdfs.Label) || !inBoth(g, iri, rdfs.Comment) {
				t.Errorf("%s needs a label and a comment in English and Polish", iri)
			}
			if g.Object(iri, rdfs.IsDefinedBy) == nil {
				t.Errorf("%s needs rdfs:isDefinedBy", iri)
			}
		}
	}
}

// Domains and ranges of RDFS would let a reasoner conclude that a place is an
// event because somebody used a property loosely.
func TestVocabularyEntailsLittle(t *testing.T) {
	g := readFiles(t, "eventlod.ttl", "profile.ttl", "alignments.ttl")
	for _, p := range []rdf.IRI{rdfs.Domain, rdfs.Range, owl.SameAs, owl.EquivalentClass, owl.DisjointWith} {
		for triple := range g.WithPredicate(p) {
			t.Errorf("unwanted: %s", triple)
		}
	}
}

// An alignment of a term that the profile never gives would be dead weight.
func TestAlignmentsAreOfTermsInUse(t *testing.T) {
	used := map[rdf.IRI]bool{}
	for _, term := range defaultProfile(t).Terms() {
		used[term.IRI] = true
	}
	alignments := readFiles(t, ontology.AlignmentsFile)
	count := 0
	for _, p := range []rdf.IRI{rdfs.SubPropertyOf, rdfs.SubClassOf, skos.CloseMatch} {
		for triple := range alignments.WithPredicate(p) {
			count++
			if !used[triple.Subject.(rdf.IRI)] {
				t.Errorf("%s is not given by the profile", triple.Subject)
			}
			if v, _ := vocab.Of(triple.Object.(rdf.IRI)); v != nil && (v.Prefix == "evl" || v.Prefix == "schema") {
				t.Errorf("%s: the target is our own vocabulary, or the one that the data is in", triple)
			}
		}
	}
	if count < 50 {
		t.Errorf("only %d alignments were checked", count)
	}
}

// The triples of the built-in archive use terms that exist, like the files
// that they come from.
func TestBuiltInArchiveUsesExistingTerms(t *testing.T) {
	archive, problems := data.Load(sokwms.FS, data.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	triples := 0
	_, problems, err := ontology.MapArchive(defaultProfile(t), archive, ontology.NewLock(), func(_ *data.Record, facts *ontology.Facts) error {
		for _, f := range facts.List {
			for _, made := range f.Triples {
				triple := made.Term()
				triples++
				checkTerm(t, facts.Position(f.Pos).String(), triple.Predicate)
				if class, ok := triple.Object.(rdf.IRI); ok && triple.Predicate == rdfns.Type {
					checkTerm(t, facts.Position(f.Pos).String(), class)
				}
				checkUse(t, facts.Position(f.Pos).String(), triple)
			}
		}
		return nil
	})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if err != nil || triples < 1000 {
		t.Errorf("%d triples were checked, error %v", triples, err)
	}
}

// The short names of JSON documents are local names; two predicates or classes
// with the same one would leave the second without.
func TestLocalNamesDoNotCollide(t *testing.T) {
	profile := defaultProfile(t)
	names := map[string]rdf.IRI{}
	named := map[rdf.IRI]bool{rdfns.Type: true}
	for _, term := range profile.Terms() {
		if before, taken := names[term.Name]; taken {
			t.Errorf("%s and %s are both called %s", before, term.IRI, term.Name)
		}
		names[term.Name] = term.IRI
		named[term.IRI] = true
	}
	for triple := range profile.Shapes.WithPredicate(sh.Path) {
		if iri, ok := triple.Object.(rdf.IRI); ok && !named[iri] {
			t.Errorf("%s has no short name", iri)
		}
	}
}
