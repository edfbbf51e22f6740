package publish

import (
	"context"
	"errors"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/publish/tables"
	"github.com/eventlod/eventlod/publish/tree"
)

// A Draft is an edition in the making: what is written, or only gathered, while
// the records of an archive go by. [Draft.Options] lets a run feed it, and
// [Draft.Edition] is the edition of that run.
type Draft struct {
	tree       tree.Tree // nil where nothing is to be written
	survey     *tableSurvey
	collecting *collectSink
	provenance *provenanceSink
	tables     *tableSink
	resources  *resourceSink // nil where the run holds a graph
	edition    *Edition
}

// NewDraft begins a draft. What the records say is written to the tree while
// they go by; without a tree only what the catalogue says of them is gathered.
func NewDraft(t tree.Tree) *Draft { return &Draft{tree: t} }

// Options returns options for a run that feeds the draft.
func (d *Draft) Options(opts pipeline.Options) pipeline.Options {
	if d.tree != nil {
		opts.Surveys = func(o *pipeline.Opened) []pipeline.Survey {
			d.survey = &tableSurvey{profile: o.Profile}
			return []pipeline.Survey{d.survey}
		}
	}
	opts.Sinks = d.sinks
	return opts
}

// sinks makes the sinks of the draft.
func (d *Draft) sinks(x *pipeline.Indexed, held bool) ([]pipeline.Sink, error) {
	d.edition = newEdition(x)
	d.edition.draft = d
	d.collecting = &collectSink{meta: &x.Archive.Meta, record: x.Mapper.IRI, light: d.tree == nil}
	if d.tree == nil {
		return []pipeline.Sink{d.collecting}, nil
	}
	var err error
	if d.provenance, err = d.edition.newProvenance(d.tree); err != nil {
		return nil, err
	}
	if d.tables, err = d.newTables(x); err != nil {
		return nil, err
	}
	sinks := []pipeline.Sink{d.collecting, d.provenance, d.tables}
	if !held {
		d.resources = newResourceSink(d.edition.groups)
		sinks = append(sinks, d.resources)
	}
	return sinks, nil
}

// Edition returns the edition of the run that has fed the draft. The run must
// have mapped its records.
func (d *Draft) Edition(run *pipeline.Run) *Edition {
	d.edition.run = run
	return d.edition
}

// closeSinks ends what was written while the records went by.
func (d *Draft) closeSinks() (err error) {
	if d.provenance != nil {
		err = d.provenance.Close()
	}
	if d.tables != nil {
		err = errors.Join(err, d.tables.writer.Close())
	}
	d.provenance, d.tables = nil, nil
	return err
}

// Close gives back what a draft holds open. It must be called also where the
// edition is not written.
func (d *Draft) Close() error {
	err := d.closeSinks()
	if d.resources != nil {
		err = errors.Join(err, d.resources.Close())
		d.resources = nil
	}
	return err
}

// A collectSink gathers what the catalogue says of the data.
type collectSink struct {
	meta   *data.Meta
	record catalog.RecordFunc
	light  bool // without the numbers of distinct objects, which take most
	parts  []*catalog.Collector
}

func (s *collectSink) NewPart() pipeline.Part {
	c := catalog.NewCollector(s.meta, s.record)
	c.Light = s.light
	s.parts = append(s.parts, c)
	return collectPart{c}
}

// summary returns what was gathered.
func (s *collectSink) summary() *catalog.Summary {
	for _, other := range s.parts[1:] {
		s.parts[0].Merge(other)
	}
	return s.parts[0].Summary()
}

type collectPart struct{ collector *catalog.Collector }

func (p collectPart) Add(r *pipeline.Record) error {
	for i := range r.Resources {
		p.collector.Add(&r.Resources[i])
	}
	return nil
}

func (p collectPart) Hand() error { return nil }

// write maps the records of a run that has fed no draft, once more.
func (d *Draft) write(ctx context.Context, run *pipeline.Run) error {
	d.survey = &tableSurvey{profile: run.Profile}
	part := d.survey.NewPart()
	for record, err := range run.Archive.Records() {
		if err != nil {
			return err
		}
		part.See(record)
	}
	sinks, err := d.sinks(run.Indexed, run.Graph != nil)
	if err != nil {
		return err
	}
	return run.Each(ctx, sinks...)
}

// A tableSurvey finds the columns of the tables.
type tableSurvey struct {
	profile *ontology.Profile
	parts   []*tables.Survey
}

func (s *tableSurvey) NewPart() pipeline.SurveyPart {
	part := tables.NewSurvey(s.profile)
	s.parts = append(s.parts, part)
	return part
}

// A tableSink writes the rows of the tables.
type tableSink struct {
	plan   *tables.Plan
	writer *tables.Writer
}

func (d *Draft) newTables(x *pipeline.Indexed) (*tableSink, error) {
	whole := d.survey.parts[0]
	for _, other := range d.survey.parts[1:] {
		whole.Merge(other)
	}
	plan := whole.Plan(tables.Archive{
		Meta: &x.Archive.Meta,
		Find: func(recordType, id string) bool {
			_, found := x.Archive.Find(recordType, id)
			return found
		},
		Record: x.Mapper.IRI,
	})
	writer, err := plan.NewWriter(d.tree.Create)
	return &tableSink{plan, writer}, err
}

func (s *tableSink) NewPart() pipeline.Part { return &tablePart{s.writer, s.plan.NewRows()} }

type tablePart struct {
	writer *tables.Writer
	rows   *tables.Rows
}

func (p *tablePart) Add(r *pipeline.Record) error {
	if r.Type != "" { // what the dataset says of itself is no record
		p.rows.Add(r.Record)
	}
	return nil
}

func (p *tablePart) Hand() error {
	err := p.writer.Write(p.rows)
	p.rows.Reset()
	return err
}
