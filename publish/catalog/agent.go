package catalog

import (
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/vcard"
)

// An agent is a body with what is known of it, be it from archive.yaml or from
// its record.
type agent struct {
	iri        rdf.IRI
	names      []rdf.Literal
	url, email string
	kind       rdf.IRI
}

// agent finds what is known of an agent of archive.yaml. One without a record
// is a part of the dataset's description.
func (in *Input) agent(a *data.Agent, fragment string) agent {
	if recordType, id, ok := strings.Cut(a.Ref.Text, "/"); ok {
		iri := in.Record(recordType, id)
		known := in.Data.agent(iri)
		return agent{iri: iri, names: known.names, url: known.url, email: known.email}
	}
	return agent{
		iri:   in.nested(fragment),
		names: literals(a.Name),
		url:   a.URL.Text,
		email: a.Email.Text,
		kind:  publisherTypes[a.Kind.Text],
	}
}

// known reports whether there is such an agent.
func (a *agent) known() bool { return len(a.names) > 0 }

// publisherAgent is who publishes the archive.
func (in *Input) publisherAgent() agent { return in.agent(&in.Meta.Publisher, "publisher") }

// contactAgent is who answers questions; it may be unknown.
func (in *Input) contactAgent() agent { return in.agent(&in.Meta.Contact, "contact") }

// publisher describes the publisher. It is typed foaf:Agent, too: the base
// shapes of DCAT-AP skip what is only a foaf:Organization, and the range shapes
// refuse it.
func (b *builder) publisher() rdf.IRI {
	a := b.in.publisherAgent()
	b.types(a.iri, foaf.Agent, foaf.Organization)
	b.texts(a.iri, foaf.Name, a.names)
	b.add(a.iri, dcterms.Type, a.kind)
	if a.url != "" {
		b.add(a.iri, foaf.Homepage, b.page(rdf.IRI(a.url)))
	}
	if a.email != "" {
		b.add(a.iri, foaf.Mbox, rdf.IRI("mailto:"+a.email))
	}
	return a.iri
}

// contact describes the contact as a vCard, and is nil where there is none. It
// is a node of its own even for a record: a vCard is no organisation.
func (b *builder) contact() rdf.Term {
	a := b.in.contactAgent()
	if !a.known() {
		return nil
	}
	iri := b.in.nested("contact")
	b.types(iri, vcard.Kind, vcard.Organization)
	b.texts(iri, vcard.Fn, a.names)
	if a.email != "" {
		b.add(iri, vcard.HasEmail, rdf.IRI("mailto:"+a.email))
	}
	if a.url != "" {
		b.add(iri, vcard.HasURL, rdf.IRI(a.url))
	}
	return iri
}
