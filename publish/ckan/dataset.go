package ckan

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/publish/harvest"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/vcard"
)

// A Dataset is what a CKAN site is to hold of a published dataset: the fields
// of its package, and the resources.
type Dataset struct {
	Package   Package
	Resources []Resource
}

// A Package is the fields of a dataset that we set, in the names of CKAN's API.
type Package struct {
	Name            string  `json:"name"`
	OwnerOrg        string  `json:"owner_org"`
	Title           string  `json:"title"`
	Notes           string  `json:"notes"`
	URL             string  `json:"url"`
	Version         string  `json:"version"`
	Author          string  `json:"author"`
	Maintainer      string  `json:"maintainer"`
	MaintainerEmail string  `json:"maintainer_email"`
	LicenseID       string  `json:"license_id"`
	Tags            []Tag   `json:"tags"`
	Extras          []Extra `json:"extras"`
}

// A Tag is a keyword.
type Tag struct {
	Name string `json:"name"`
}

// An Extra is a field that CKAN itself does not know.
type Extra struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// A Resource is a file of a dataset. URI and HashAlgorithm are fields that
// ckanext-dcat gives resources, too.
type Resource struct {
	URI           string `json:"uri"`
	Name          string `json:"name"`
	Description   string `json:"description"`
	URL           string `json:"url,omitempty"`
	Format        string `json:"format"`
	Mimetype      string `json:"mimetype"`
	Size          int64  `json:"size"`
	Hash          string `json:"hash"`
	HashAlgorithm string `json:"hash_algorithm"`

	file upload
}

// Options say what a catalogue cannot.
type Options struct {
	// Organization is the name of the organisation that owns the dataset.
	Organization string
	// Name is the dataset's name on the site; empty is that of the archive.
	Name string
	// Language is that of the texts, since CKAN has one: "en" where empty.
	Language string
}

// FromFolder makes the dataset of an output folder from its catalogue. Files
// that the catalogue says to be elsewhere have no resource. The errors say
// which rule of CKAN would be broken.
func FromFolder(fsys fs.FS, opt Options) (*Dataset, error) {
	file, err := fsys.Open(harvest.CatalogFile)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	catalogue, err := harvest.Read(file, harvest.CatalogFile)
	if err != nil {
		return nil, err
	}
	m := mapper{Catalogue: catalogue, fsys: fsys, language: cmp.Or(opt.Language, "en")}
	d := &Dataset{Package: m.pack(opt)}
	for _, distribution := range catalogue.Distributions {
		if distribution.Path == "" {
			continue
		}
		if err := asDescribed(fsys, distribution); err != nil {
			return nil, err
		}
		d.Resources = append(d.Resources, m.resource(distribution))
	}
	return d, d.check()
}

// asDescribed returns an error where a file is not what the catalogue says:
// the site would get a wrong checksum.
func asDescribed(fsys fs.FS, d harvest.Distribution) error {
	file, err := fsys.Open(d.Path)
	if err != nil {
		return err
	}
	defer file.Close()
	digest := sha256.New()
	size, err := io.Copy(digest, file)
	if err != nil {
		return err
	}
	if size != d.Size || hex.EncodeToString(digest.Sum(nil)) != d.SHA256 {
		return fmt.Errorf("%s is not the file that %s describes: size or checksum differ; build the folder again", d.Path, harvest.CatalogFile)
	}
	return nil
}

// A mapper maps a catalogue of DCAT-AP to the fields of CKAN, as ckanext-dcat
// does in the other direction.
type mapper struct {
	*harvest.Catalogue
	fsys     fs.FS
	language string
}

func (m *mapper) text(node rdf.Term, property rdf.IRI) string {
	if node == nil {
		return ""
	}
	return m.Text(node, property, m.language)
}

// iri returns the one IRI that is the value of a property, or "".
func (m *mapper) iri(node rdf.Term, property rdf.IRI) string {
	iri, _ := m.Graph.Object(node, property).(rdf.IRI)
	return string(iri)
}

func (m *mapper) pack(opt Options) Package {
	publisher, contact := m.Graph.Object(m.Dataset, dcterms.Publisher), m.Graph.Object(m.Dataset, dcat.ContactPoint)
	p := Package{
		Name:       cmp.Or(opt.Name, rdf.LocalName(m.Dataset)),
		OwnerOrg:   opt.Organization,
		Title:      m.text(m.Dataset, dcterms.Title),
		Notes:      m.text(m.Dataset, dcterms.Description),
		URL:        m.iri(m.Dataset, dcat.LandingPage),
		Version:    m.text(m.Dataset, dcat.Version),
		Author:     m.text(publisher, foaf.Name),
		Maintainer: m.text(contact, vcard.Fn),
		LicenseID:  licenseID(m.iri(m.Dataset, dcterms.License)),
		Tags:       m.tags(),
		Extras:     m.extras(publisher, contact),
	}
	if contact != nil {
		p.MaintainerEmail = strings.TrimPrefix(m.iri(contact, vcard.HasEmail), "mailto:")
	}
	return p
}

// extras are the fields that ckanext-dcat reads and writes in this place; a
// list is JSON.
func (m *mapper) extras(publisher, contact rdf.Term) []Extra {
	extras := []Extra{}
	add := func(key, value string) {
		if value != "" {
			extras = append(extras, Extra{key, value})
		}
	}
	add("uri", string(m.Dataset))
	add("identifier", m.text(m.Dataset, dcterms.Identifier))
	add("issued", m.text(m.Dataset, dcterms.Issued))
	add("modified", m.text(m.Dataset, dcterms.Modified))
	add("language", m.list(dcterms.Language))
	add("theme", m.list(dcat.Theme))
	add("conforms_to", m.list(dcterms.ConformsTo))
	add("access_rights", m.iri(m.Dataset, dcterms.AccessRights))
	add("frequency", m.iri(m.Dataset, dcterms.AccrualPeriodicity))
	if period := m.Graph.Object(m.Dataset, dcterms.Temporal); period != nil {
		add("temporal_start", m.text(period, dcat.StartDate))
		add("temporal_end", m.text(period, dcat.EndDate))
	}
	if iri, ok := publisher.(rdf.IRI); ok {
		add("publisher_uri", string(iri))
		add("publisher_name", m.text(iri, foaf.Name))
		add("publisher_url", m.iri(iri, foaf.Homepage))
	}
	if iri, ok := contact.(rdf.IRI); ok {
		add("contact_uri", string(iri))
		add("contact_name", m.text(iri, vcard.Fn))
	}
	slices.SortFunc(extras, func(a, b Extra) int { return strings.Compare(a.Key, b.Key) })
	return extras
}

func (m *mapper) list(property rdf.IRI) string {
	var iris []string
	for _, value := range m.Values(m.Dataset, property) {
		if iri, ok := value.(rdf.IRI); ok {
			iris = append(iris, string(iri))
		}
	}
	if len(iris) == 0 {
		return ""
	}
	text, _ := json.Marshal(iris) // strings always have a JSON form
	return string(text)
}

// tags are the keywords in the language of the texts, in the characters that
// CKAN takes: letters, digits, space, hyphen, underscore and dot.
func (m *mapper) tags() []Tag {
	tags := []Tag{} // CKAN takes an empty list, and no null
	for _, value := range m.Values(m.Dataset, dcat.Keyword) {
		l, ok := value.(rdf.Literal)
		if !ok || l.Lang != m.language {
			continue
		}
		name := strings.Join(strings.Fields(notInTag.ReplaceAllString(l.Lexical, " ")), " ")
		if n := len([]rune(name)); n >= 2 && n <= 100 && !slices.Contains(tags, Tag{name}) {
			tags = append(tags, Tag{name})
		}
	}
	slices.SortFunc(tags, func(a, b Tag) int { return strings.Compare(a.Name, b.Name) })
	return tags
}

var notInTag = regexp.MustCompile(`[^\p{L}\p{N}\p{M} ._-]+`)

// licenses are the licences that every CKAN site knows, by code of the EU's
// table and by the end of their own address.
var licenses = []struct{ ending, id string }{
	{"/licence/CC0", "cc-zero"}, {"/publicdomain/zero/1.0", "cc-zero"},
	{"/licence/CC_BY_4_0", "cc-by"}, {"/licenses/by/4.0", "cc-by"},
	{"/licence/CC_BYSA_4_0", "cc-by-sa"}, {"/licenses/by-sa/4.0", "cc-by-sa"},
	{"/licence/ODC_BY", "odc-by"}, {"opendatacommons.org/licenses/by/1-0", "odc-by"},
	{"/licence/ODC_BL", "odc-odbl"}, {"/licenses/odbl/1-0", "odc-odbl"},
	{"/licence/ODC_PDDL", "odc-pddl"}, {"/licenses/pddl/1-0", "odc-pddl"},
}

func licenseID(iri string) string {
	for _, l := range licenses {
		if strings.HasSuffix(strings.TrimSuffix(iri, "/"), l.ending) {
			return l.id
		}
	}
	return "notspecified"
}

// resource describes the file of a distribution.
func (m *mapper) resource(d harvest.Distribution) Resource {
	return Resource{
		URI: string(d.IRI), Name: m.text(d.IRI, dcterms.Title), Description: m.text(d.IRI, dcterms.Description),
		URL: string(d.URL), Format: formatName(m.iri(d.IRI, dcterms.Format)),
		Mimetype: strings.TrimPrefix(m.iri(d.IRI, dcat.MediaType), mediaTypes),
		Size:     d.Size, Hash: d.SHA256, HashAlgorithm: "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
		file: upload{name: path.Base(d.Path), size: d.Size, open: func() (io.ReadCloser, error) { return m.fsys.Open(d.Path) }},
	}
}

const mediaTypes = "https://www.iana.org/assignments/media-types/"

// formatName is what CKAN calls a format of the EU's table of file types: it
// has short names of its own for some, and takes any other.
func formatName(iri string) string {
	code := rdf.LocalName(rdf.IRI(iri))
	if name, ok := formatNames[code]; ok {
		return name
	}
	return strings.ReplaceAll(code, "_", "-")
}

var formatNames = map[string]string{
	"RDF_TURTLE": "TTL", "RDF_N_TRIPLES": "N-Triples", "RDF_N_QUADS": "N-Quads", "RDF_TRIG": "TriG",
	"RDF_XML": "RDF", "JSON_LD": "JSON-LD",
}

var packageName = regexp.MustCompile(`^[a-z0-9_-]{2,100}$`)

// check returns an error where CKAN would refuse the dataset for its form.
func (d *Dataset) check() error {
	switch p := d.Package; {
	case !packageName.MatchString(p.Name):
		return fmt.Errorf("%q cannot be the dataset's name in CKAN, which takes 2 to 100 small letters, digits, hyphens and underscores: give another with --name", p.Name)
	case slices.Contains([]string{"new", "edit", "search"}, p.Name):
		return fmt.Errorf("CKAN keeps the name %q for itself: give another with --name", p.Name)
	case p.Title == "":
		return fmt.Errorf("the catalogue gives the dataset no title")
	case len(p.Version) > 100:
		return fmt.Errorf("the version is longer than the 100 characters that CKAN takes")
	case len(d.Resources) == 0:
		return fmt.Errorf("the catalogue lists no file of this folder")
	}
	return nil
}
