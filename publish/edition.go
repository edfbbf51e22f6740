package publish

import (
	"context"
	"io/fs"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/publish/tree"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/void"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// An Edition is an archive that is ready to be published: what its files hold
// and how they shorten it.
type Edition struct {
	// Name is the short name that the dumps carry.
	Name string
	// Dataset is the IRI of the dataset. In formats with named graphs, it names
	// the graph that holds the triples.
	Dataset rdf.IRI
	// Prefixes shorten IRIs in Turtle and TriG.
	Prefixes []syntax.Prefix
	// Context shortens names in JSON-LD.
	Context *jsonld.Context
	// Previous is the IRI of the version that this one follows, or empty.
	Previous rdf.IRI

	indexed *pipeline.Indexed
	run     *pipeline.Run
	draft   *Draft // nil until something is gathered or written
	groups  []turtle.Group
	data    *catalog.Summary
}

// NewEdition prepares a run for publishing that has fed no [Draft]. The run must
// have mapped its records.
func NewEdition(run *pipeline.Run) *Edition {
	e := newEdition(run.Indexed)
	e.run = run
	return e
}

func newEdition(run *pipeline.Indexed) *Edition {
	e := &Edition{
		Name:    run.Archive.Meta.Name.Text,
		Dataset: ontology.DatasetIRI(&run.Archive.Meta),
		indexed: run,
	}
	e.Prefixes = prefixes(run)
	e.Context = jsonContext(run.Profile, e.Prefixes)
	e.groups = []turtle.Group{{Type: void.Dataset, Title: "The dataset itself"}}
	for _, node := range run.Profile.Nodes() {
		if node.RecordType == "" {
			continue // nested nodes stand behind the record that they belong to
		}
		for _, class := range node.Classes {
			e.groups = append(e.groups, turtle.Group{Type: class, Title: node.Label.In("en")})
		}
	}
	return e
}

// Write writes all files of the edition: dumps, tables, profile and report, and
// then what describes them.
func (e *Edition) Write(ctx context.Context, t tree.Tree) error {
	if e.draft == nil || e.draft.tree == nil {
		e.draft, e.data = NewDraft(t), nil
		defer e.draft.Close()
		if err := e.draft.write(ctx, e.run); err != nil {
			return err
		}
	}
	if err := e.draft.closeSinks(); err != nil {
		return err
	}
	err := parallel(ctx,
		func(ctx context.Context) error {
			if e.draft.resources == nil {
				return e.writeDumps(ctx, t)
			}
			return e.writeSorted(ctx, t, e.draft.resources)
		},
		func(context.Context) error { return e.writeProfile(t) },
		func(context.Context) error { return e.writeReport(t) },
	)
	if err != nil {
		return err
	}
	return e.writeDescription(t)
}

// prefixes returns the namespaces that shorten IRIs: those of the profile, and
// one for each record type of the archive, so that the event session-1 is
// event:session-1.
func prefixes(run *pipeline.Indexed) []syntax.Prefix {
	taken := map[string]bool{}
	var list []syntax.Prefix
	add := func(name, iri string) {
		if name != "" && iri != "" && !taken[name] {
			taken[name] = true
			list = append(list, syntax.Prefix{Name: name, IRI: iri})
		}
	}
	for _, p := range run.Prefixes {
		add(p.Name, p.IRI)
	}
	for _, p := range wellKnown {
		add(p.Name, p.IRI)
	}
	for _, recordType := range run.Archive.Types() {
		if node := run.Profile.Type(recordType); node != nil {
			name := recordType
			if taken[name] {
				name += "-record"
			}
			add(name, run.Archive.Meta.Base.Text+node.Namespace())
		}
	}
	slices.SortFunc(list, func(a, b syntax.Prefix) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// jsonContext makes the JSON-LD context of the profile: its terms, and the
// prefixes for everything else.
func jsonContext(profile *ontology.Profile, prefixes []syntax.Prefix) *jsonld.Context {
	c := &jsonld.Context{}
	terms := map[string]bool{}
	for _, t := range profile.Terms() {
		term := jsonld.TermDefinition{Name: t.Name, IRI: string(t.IRI), Type: string(t.Datatype)}
		if t.Link {
			term.Type = "@id"
		}
		if t.ByLanguage {
			term.Container, term.Type = jsonld.ContainerLanguage, ""
		}
		terms[t.Name] = true
		c.Terms = append(c.Terms, term)
	}
	for _, p := range prefixes {
		if !terms[p.Name] {
			c.Prefixes = append(c.Prefixes, p)
		}
	}
	return c
}

// writeProfile writes what the data is made by: the shapes, the vocabulary, the
// JSON-LD context and the JSON Schema for editors.
func (e *Edition) writeProfile(t tree.Tree) error {
	shapes, err := t.Create("profile/shapes.ttl")
	if err != nil {
		return err
	}
	if err := closing(shapes, turtle.WriteGraph(shapes, e.run.Shapes, turtle.Options{Prefixes: e.Prefixes})); err != nil {
		return err
	}
	vocabulary, err := fs.ReadFile(ontology.Files, ontology.ProfileFiles[0])
	if err != nil {
		return err
	}
	if err := t.WriteFile("profile/vocabulary.ttl", vocabulary); err != nil {
		return err
	}
	context, err := e.Context.MarshalJSON()
	if err != nil {
		return err
	}
	if err := t.WriteFile("profile/context.jsonld", slices.Concat([]byte(`{"@context":`), context, []byte("}\n"))); err != nil {
		return err
	}
	schema, err := e.run.Profile.JSONSchema("en")
	if err != nil {
		return err
	}
	return t.WriteFile("profile/schema.json", schema)
}

// writeReport writes the SHACL validation report.
func (e *Edition) writeReport(t tree.Tree) error {
	report, err := t.Create("report.ttl")
	if err != nil {
		return err
	}
	return closing(report, turtle.WriteGraph(report, e.run.Report.Graph(), turtle.Options{Prefixes: e.Prefixes}))
}
