package catalog

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/eventlod/eventlod/rdf"
)

// A frequency is a word of archive.yaml in the tables of the portals: the code
// of the EU's frequency table, and the word of dane.gov.pl.
type frequency struct{ code, daneGov string }

var frequencies = map[string]frequency{
	"not-planned": {"NOT_PLANNED", "notApplicable"},
	"irregular":   {"IRREG", "notApplicable"},
	"annual":      {"ANNUAL", "yearly"},
	"semiannual":  {"ANNUAL_2", "everyHalfYear"},
	"quarterly":   {"QUARTERLY", "quarterly"},
	"monthly":     {"MONTHLY", "monthly"},
	"weekly":      {"WEEKLY", "weekly"},
	"daily":       {"DAILY", "daily"},
	"continuous":  {"CONT", "daily"},
}

// publisherTypes are the concepts of the ADMS publisher type vocabulary for the
// kinds of agents of archive.yaml.
var publisherTypes = map[string]rdf.IRI{
	"academic":                publisherType + "Academia-ScientificOrganisation",
	"company":                 publisherType + "Company",
	"industry-consortium":     publisherType + "IndustryConsortium",
	"local-authority":         publisherType + "LocalAuthority",
	"national-authority":      publisherType + "NationalAuthority",
	"non-governmental":        publisherType + "NonGovernmentalOrganisation",
	"non-profit":              publisherType + "NonProfitOrganisation",
	"private-individuals":     publisherType + "PrivateIndividual(s)",
	"regional-authority":      publisherType + "RegionalAuthority",
	"standardisation-body":    publisherType + "StandardisationBody",
	"supranational-authority": publisherType + "SupraNationalAuthority",
}

const publisherType = "http://purl.org/adms/publishertype/"

// A licence is one that portals know by a code of their own.
type licence struct {
	title, code, spdx string
	free              bool // nothing is asked of the user
}

// licences are the known ones by IRI, without scheme and final slash.
var licences = map[string]licence{
	"creativecommons.org/publicdomain/zero/1.0": {"CC0 1.0", "CC0", "CC0-1.0", true},
	"creativecommons.org/publicdomain/mark/1.0": {"Public Domain Mark 1.0", "CC_PDM_1_0", "", true},
	"creativecommons.org/licenses/by/4.0":       {"CC BY 4.0", "CC_BY_4_0", "CC-BY-4.0", false},
	"creativecommons.org/licenses/by-sa/4.0":    {"CC BY-SA 4.0", "CC_BYSA_4_0", "CC-BY-SA-4.0", false},
	"opendatacommons.org/licenses/by/1-0":       {"ODC-By 1.0", "ODC_BY", "ODC-By-1.0", false},
	"opendatacommons.org/licenses/odbl/1-0":     {"ODbL 1.0", "ODC_BL", "ODbL-1.0", false},
	"opendatacommons.org/licenses/pddl/1-0":     {"PDDL 1.0", "ODC_PDDL", "PDDL-1.0", true},
}

// licence returns what is known of the archive's licence.
func (in *Input) licence() (licence, bool) {
	_, name, _ := strings.Cut(in.Meta.License.Text, "://")
	known, ok := licences[strings.TrimSuffix(name, "/")]
	return known, ok
}

// licenceIRI is the licence in the table of the EU, or else as archive.yaml has
// it.
func (in *Input) licenceIRI() rdf.IRI {
	if known, ok := in.licence(); ok {
		return rdf.IRI(authority + "licence/" + known.code)
	}
	return rdf.IRI(in.Meta.License.Text)
}

// licenceTitle is the name of the licence for people.
func (in *Input) licenceTitle() string {
	if known, ok := in.licence(); ok {
		return known.title
	}
	return in.Meta.License.Text
}

// languageIRI is a language in the table of the EU, whose codes are those of
// ISO 639-3 in capital letters.
func languageIRI(tag string) (rdf.IRI, bool) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return "", false
	}
	base, confidence := parsed.Base()
	if confidence == language.No {
		return "", false
	}
	return rdf.IRI(authority + "language/" + strings.ToUpper(base.ISO3())), true
}

// themes are the codes of the EU's data themes.
var themes = []string{"AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "OP_DATPRO", "REGI", "SOCI", "TECH", "TRAN"}

// themeCode returns the code of a theme of the EU's table.
func themeCode(iri string) (string, bool) {
	code, ok := strings.CutPrefix(iri, authority+"data-theme/")
	return code, ok && slices.Contains(themes, code)
}
