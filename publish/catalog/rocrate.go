package catalog

import "strconv"

// roCrateVersion is the version of RO-Crate that the metadata follow.
const roCrateVersion = "https://w3id.org/ro/crate/1.2"

// ROCrate returns ro-crate-metadata.json, which makes the output folder a
// research object (RO-Crate 1.2): the folder, the files with their formats and
// checksums, publisher, contact and licence. The specification fixes the
// context, so this is the one JSON-LD document that does not hold its own.
func ROCrate(in Input) ([]byte, error) {
	languages := in.languages()
	publisher, contact := in.publisherAgent(), in.contactAgent()
	graph := []object{
		{
			{"@id", "ro-crate-metadata.json"},
			{"@type", "CreativeWork"},
			{"about", ref("./")},
			{"conformsTo", ref(roCrateVersion)},
		},
		in.crateRoot(&publisher, &contact),
		{
			{"@id", in.Meta.License.Text},
			{"@type", "CreativeWork"},
			{"name", in.licenceTitle()},
			{"description", rightsText(&in)},
			{"identifier", in.Meta.License.Text},
		},
		{
			{"@id", in.nested("identifier")},
			{"@type", "PropertyValue"},
			{"name", "dataset identifier"},
			{"value", string(in.dataset())},
			{"url", string(in.dataset())},
		},
		append(publisher.schemaOrg(languages), member{"contactPoint", contactRef(&contact)}),
	}
	if contact.known() {
		graph = append(graph, object{
			{"@id", contact.iri},
			{"@type", "ContactPoint"},
			{"name", contact.name(languages)},
			{"contactType", "data"},
			{"email", contact.email},
			{"url", contact.url},
		})
	}
	return indented(object{
		{"@context", roCrateVersion + "/context"},
		{"@graph", append(graph, in.crateFiles()...)},
	})
}

// crateRoot is the folder (RO-Crate 1.2, root data entity).
func (in *Input) crateRoot(publisher, contact *agent) object {
	meta, languages := in.Meta, in.languages()
	published := meta.Issued.Text
	if published == "" {
		published = meta.Modified.Text
	}
	var parts []object
	for i := range in.Files {
		parts = append(parts, ref(in.Files[i].Path))
	}
	return object{
		{"@id", "./"},
		{"@type", "Dataset"},
		{"identifier", ref(string(in.nested("identifier")))},
		{"name", meta.Title.In(languages...).Text},
		{"description", meta.Description.In(languages...).Text},
		{"datePublished", published},
		{"dateModified", meta.Modified.Text},
		{"version", meta.Version.Text},
		{"inLanguage", languages},
		{"license", ref(meta.License.Text)},
		{"author", ref(string(publisher.iri))},
		{"publisher", ref(string(publisher.iri))},
		{"contactPoint", contactRef(contact)},
		{"keywords", in.keywords()},
		{"temporalCoverage", in.temporalCoverage()},
		{"url", string(in.landingPage())},
		{"hasPart", parts},
	}
}

// crateFiles are the files (RO-Crate 1.2, data entities).
func (in *Input) crateFiles() []object {
	var list []object
	for i := range in.Files {
		f := &in.Files[i]
		known, _ := f.format()
		list = append(list, object{
			{"@id", f.Path},
			{"@type", "File"},
			{"name", contents[f.Content].title.in([]string{"en"}, known.title)[0].Lexical},
			{"description", contents[f.Content].description.in([]string{"en"}, known.title)[0].Lexical},
			{"encodingFormat", f.mediaType()},
			{"contentSize", strconv.FormatInt(f.Size, 10)},
			{"sha256", f.SHA256},
			{"url", string(in.address(f.Path))},
		})
	}
	return list
}

func ref(id string) object { return object{{"@id", id}} }

// contactRef refers to the contact, and is nil where there is none.
func contactRef(contact *agent) any {
	if !contact.known() {
		return nil
	}
	return ref(string(contact.iri))
}

// rightsText says in English what users may do.
func rightsText(in *Input) string {
	said := rightsLicensed
	if known, _ := in.licence(); known.free {
		said = rightsFree
	}
	return said.in([]string{"en"}, in.licenceTitle())[0].Lexical
}
