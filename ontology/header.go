package ontology

import (
	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/data/edtf"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/void"
)

// DatasetIRI returns the IRI of the dataset that an archive becomes.
func DatasetIRI(meta *data.Meta) rdf.IRI {
	return rdf.IRI(meta.Base.Text + "dataset/" + Slug(meta.Name.Text))
}

// Header fills in what the dumps say of the dataset itself, so that a dump that
// has lost its way still tells its title, version and licence: facts whose
// places are in archive.yaml.
func (m *Mapper) Header(to *Facts) {
	meta := m.meta
	to.reset(meta.Pos.File)
	to.IRI = to.keep(string(DatasetIRI(meta)))
	to.nodes = append(to.nodes, to.IRI)
	say := func(name string, pos problem.Position, predicate rdf.IRI, object rdf.Term) {
		from := len(to.triples)
		to.say(to.IRI, predicate, nodeOf(object))
		to.emit(Fact{Node: to.IRI, Name: to.keep(name), Pos: data.Pos{Line: uint32(pos.Line), Column: uint32(pos.Column)}}, from)
	}
	say("", meta.Pos, rdfns.Type, void.Dataset)
	for _, phrase := range meta.Title {
		say("title."+phrase.Lang, phrase.Pos, dcterms.Title, rdf.NewLangString(phrase.Text, phrase.Lang))
	}
	for _, phrase := range meta.Description {
		say("description."+phrase.Lang, phrase.Pos, dcterms.Description, rdf.NewLangString(phrase.Text, phrase.Lang))
	}
	if meta.License.Text != "" {
		say("license", meta.License.Pos, dcterms.License, rdf.IRI(meta.License.Text))
	}
	if meta.Version.Text != "" {
		say("version", meta.Version.Pos, dcat.Version, rdf.NewString(meta.Version.Text))
	}
	for _, date := range []struct {
		name      string
		value     data.String
		predicate rdf.IRI
	}{{"issued", meta.Issued, dcterms.Issued}, {"modified", meta.Modified, dcterms.Modified}} {
		if value, err := edtf.Parse(date.value.Text); err == nil && !value.Interval {
			say(date.name, date.value.Pos, date.predicate, rdf.NewLiteral(value.Start.String(), dateTypes[value.Start.Precision]))
		}
	}
}
