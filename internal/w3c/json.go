package w3c

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// A jsonManifest is a manifest of the JSON-LD suites, or that of rdf-canon,
// which names its members otherwise.
type jsonManifest struct {
	BaseIRI  string      `json:"baseIri"`
	Sequence []jsonEntry `json:"sequence"`
	Entries  []jsonEntry `json:"entries"`
}

type jsonEntry struct {
	JSONLDID        string   `json:"@id"`
	ID              string   `json:"id"`
	JSONLDType      []string `json:"@type"`
	Type            string   `json:"type"`
	Name            string   `json:"name"`
	Purpose         string   `json:"purpose"`
	Comment         string   `json:"comment"`
	Approval        string   `json:"approval"`
	Input           string   `json:"input"`
	Action          string   `json:"action"`
	Expect          string   `json:"expect"`
	Result          string   `json:"result"`
	Context         string   `json:"context"`
	Frame           string   `json:"frame"`
	ExpectErrorCode string   `json:"expectErrorCode"`
	Requires        string   `json:"requires"`
	HashAlgorithm   string   `json:"hashAlgorithm"`
	Option          Option   `json:"option"`
}

func loadJSON(path string) ([]Case, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var m jsonManifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, err
	}
	r := rootOf(path)
	m.BaseIRI = cmp.Or(m.BaseIRI, folderOf(r.iri(path)))
	self := m.BaseIRI + strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	var cases []Case
	for _, e := range append(m.Sequence, m.Entries...) {
		cases = append(cases, e.newCase(r, filepath.Dir(path), m.BaseIRI, self))
	}
	return cases, nil
}

// newCase describes the test of an entry. The base of the manifest's own
// context is the manifest without its extension: self.
func (e *jsonEntry) newCase(r root, folder, base, self string) Case {
	file := func(name string) string {
		if name == "" {
			return ""
		}
		return filepath.Join(folder, filepath.FromSlash(name))
	}
	kind := e.Type
	if len(e.JSONLDType) > 0 {
		kind = e.JSONLDType[0]
	}
	input := cmp.Or(e.Input, e.Action)
	c := Case{
		ID:            self + cmp.Or(e.JSONLDID, e.ID),
		Name:          e.Name,
		Type:          localName(kind),
		Comment:       cmp.Or(e.Purpose, e.Comment),
		Approval:      localName(e.Approval),
		Action:        file(input),
		Result:        file(cmp.Or(e.Expect, e.Result)),
		Base:          base + input,
		Context:       file(e.Context),
		Frame:         file(e.Frame),
		ErrorCode:     e.ExpectErrorCode,
		Requires:      e.Requires,
		Option:        e.Option,
		HashAlgorithm: e.HashAlgorithm,
		root:          r,
	}
	c.Option.ExpandContext = file(c.Option.ExpandContext)
	return c
}
