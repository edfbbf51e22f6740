package catalog

import (
	"strconv"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcatap"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/owl"
	"github.com/eventlod/eventlod/rdf/vocab/prov"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/spdx"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// Describe returns the catalogue of DCAT-AP 3.0.1: the catalogue, the one
// dataset in it, a distribution for each file, publisher and contact. It has no
// blank nodes. Terms of other people's tables are named and not described, and
// nothing but the current dataset is a dcat:Dataset: harvesters make a dataset
// of whatever is one.
func Describe(in Input) *rdf.Graph {
	b := newBuilder(&in)
	b.catalog()
	b.dataset()
	for i := range in.Files {
		b.distribution(&in.Files[i])
	}
	return b.graph
}

// catalog describes the catalogue (DCAT-AP 3.0.1, Catalogue).
func (b *builder) catalog() {
	in, iri := b.in, b.in.catalog()
	b.types(iri, dcat.CatalogClass)
	b.texts(iri, dcterms.Title, catalogTitle.with(in.Meta.Title))
	b.texts(iri, dcterms.Description, catalogDescription.with(in.Meta.Description))
	b.add(iri, dcat.DatasetProperty, in.dataset())
	b.add(iri, dcat.ThemeTaxonomy, rdf.IRI(authority+"data-theme"))
	b.add(iri, foaf.Homepage, b.page(in.landingPage()))
	b.add(iri, dcterms.Publisher, b.publisher())
	b.common(iri)
	b.spatial(iri)
}

// common adds what catalogue and dataset have in common.
func (b *builder) common(iri rdf.IRI) {
	meta := b.in.Meta
	for _, l := range meta.Languages {
		if code, ok := languageIRI(l.Text); ok {
			b.add(iri, dcterms.Language, code)
		}
	}
	b.add(iri, dcterms.License, b.licence())
	b.date(iri, dcterms.Issued, meta.Issued.Text)
	b.date(iri, dcterms.Modified, meta.Modified.Text)
}

// dataset describes the dataset (DCAT-AP 3.0.1, Dataset).
func (b *builder) dataset() {
	in, iri := b.in, b.in.dataset()
	meta, publisher := in.Meta, b.publisher()
	b.types(iri, dcat.DatasetClass)
	b.texts(iri, dcterms.Title, literals(meta.Title))
	b.texts(iri, dcterms.Description, literals(meta.Description))
	b.add(iri, dcterms.Identifier, rdf.NewString(string(iri)))
	b.add(iri, dcterms.Publisher, publisher)
	b.add(iri, dcterms.Creator, publisher)
	b.add(iri, dcat.ContactPoint, b.contact())
	for _, keyword := range meta.Keywords {
		b.texts(iri, dcat.Keyword, literals(keyword))
	}
	for _, theme := range meta.Themes {
		b.add(iri, dcat.Theme, rdf.IRI(theme.Text))
	}
	if known, ok := frequencies[meta.Frequency.Text]; ok {
		b.add(iri, dcterms.AccrualPeriodicity, rdf.IRI(authority+"frequency/"+known.code))
	}
	b.add(iri, dcterms.AccessRights, rdf.IRI(authority+"access-right/PUBLIC"))
	b.add(iri, dcat.LandingPage, b.page(in.landingPage()))
	b.common(iri)
	b.spatial(iri)
	b.temporal(iri)
	b.conformsTo(iri)
	b.origin(iri, publisher)
	b.version(iri)
}

// version says which version this is and which one came before it. The one
// before is only named, so that harvesters do not take it for a dataset.
func (b *builder) version(iri rdf.IRI) {
	if v := b.in.Meta.Version.Text; v != "" {
		b.add(iri, dcat.Version, rdf.NewString(v))
	}
	b.add(iri, dcat.PreviousVersion, b.in.Previous)
}

// conformsTo names the profile, with the title that its own file gives it.
func (b *builder) conformsTo(iri rdf.IRI) {
	in := b.in
	if in.Profile == "" {
		return
	}
	b.add(iri, dcterms.ConformsTo, in.Profile)
	b.types(in.Profile, dcterms.Standard)
	if in.Shapes != nil && in.Shapes.Has(rdf.Triple{Subject: in.Profile, Predicate: rdfns.Type, Object: owl.Ontology}) {
		for title := range in.Shapes.Objects(in.Profile, dcterms.Title) {
			b.add(in.Profile, dcterms.Title, title)
		}
	}
}

// origin says how the dataset came about, in words (dct:provenance) and in the
// terms of PROV-O.
func (b *builder) origin(iri, publisher rdf.IRI) {
	in := b.in
	if sources := in.filesOf(Provenance); len(sources) > 0 {
		said := provenanceNamed
		if in.Meta.EvidenceRequired {
			said = provenanceRequired
		}
		statement := in.nested("provenance")
		b.add(iri, dcterms.Provenance, statement)
		b.types(statement, dcterms.ProvenanceStatement)
		b.texts(statement, rdfs.Label, said.in(in.languages(), string(in.address(sources[0].Path))))
	}
	activity := in.nested("compilation")
	b.add(iri, prov.WasGeneratedBy, activity)
	b.types(activity, prov.ActivityClass)
	b.texts(activity, rdfs.Label, compiled.in(in.languages(), in.Meta.Name.Text))
	b.add(activity, prov.WasAssociatedWith, publisher)
}

// distribution describes a file (DCAT-AP 3.0.1, Distribution).
func (b *builder) distribution(f *File) {
	in, iri := b.in, b.in.distribution(f)
	known, ok := f.format()
	if !ok {
		return
	}
	address := in.address(f.Path)
	name := known.title
	if f.compressed() {
		name += ", gzip"
	}
	b.add(in.dataset(), dcat.DistributionProperty, iri)
	b.types(iri, dcat.DistributionClass)
	b.texts(iri, dcterms.Title, contents[f.Content].title.in(in.languages(), name))
	b.texts(iri, dcterms.Description, contents[f.Content].description.in(in.languages(), known.title))
	b.add(iri, dcat.AccessURL, address)
	b.add(iri, dcat.DownloadURL, address)
	b.add(iri, dcterms.Format, rdf.IRI(fileTypes+known.fileType))
	b.add(iri, dcat.MediaType, rdf.IRI(mediaTypes+known.mediaType))
	switch {
	case f.compressed():
		b.add(iri, dcat.CompressFormat, rdf.IRI(mediaTypes+"application/gzip"))
	case f.Content == Tables:
		b.add(iri, dcat.PackageFormat, rdf.IRI(mediaTypes+"application/zip"))
	}
	b.add(iri, dcat.ByteSize, rdf.NewLiteral(strconv.FormatInt(f.Size, 10), xsd.NonNegativeInteger))
	b.checksum(iri, f)
	b.terms(iri)
}

// checksum describes the checksum of a file, typed as DCAT-AP 3 wants it.
func (b *builder) checksum(iri rdf.IRI, f *File) {
	sum := iri + "#checksum"
	b.add(iri, spdx.ChecksumProperty, sum)
	b.types(sum, spdx.ChecksumClass)
	b.add(sum, spdx.Algorithm, rdf.IRI(spdx.NS+"checksumAlgorithm_sha256"))
	b.add(sum, spdx.ChecksumValue, rdf.NewLiteral(f.SHA256, xsd.HexBinary))
}

// terms adds on what terms and for how long a file is available.
func (b *builder) terms(iri rdf.IRI) {
	meta := b.in.Meta
	b.add(iri, dcterms.License, b.licence())
	b.add(iri, dcterms.Rights, b.rights())
	b.add(iri, dcatap.Availability, rdf.IRI(authority+"planned-availability/STABLE"))
	b.date(iri, dcterms.Issued, meta.Issued.Text)
	b.date(iri, dcterms.Modified, meta.Modified.Text)
}

// licence names the licence, and says that it is one where it is not in the
// table of the EU.
func (b *builder) licence() rdf.IRI {
	iri := b.in.licenceIRI()
	if _, known := b.in.licence(); !known {
		b.types(iri, dcterms.LicenseDocument)
	}
	return iri
}

// rights describes what users may do with the files.
func (b *builder) rights() rdf.IRI {
	iri := b.in.nested("rights")
	said := rightsLicensed
	if known, _ := b.in.licence(); known.free {
		said = rightsFree
	}
	b.types(iri, dcterms.RightsStatement)
	b.texts(iri, rdfs.Label, said.in(b.in.languages(), b.in.licenceTitle()))
	return iri
}

// page says that an address is that of a page.
func (b *builder) page(iri rdf.IRI) rdf.IRI {
	b.types(iri, foaf.Document)
	return iri
}
