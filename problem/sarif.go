package problem

import (
	"io"
	"net/url"
	"slices"
)

// A Tool is what found the problems, for formats that name it.
type Tool struct{ Name, Version, URL string }

// The objects of SARIF 2.1.0 that are written, with the section that defines
// each.
type (
	sarifLog struct { // 3.13
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct { // 3.14
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct { // 3.18
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct { // 3.19
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		URL     string      `json:"informationUri,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct { // 3.49
		ID string `json:"id"`
	}
	sarifResult struct { // 3.27
		Rule      string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifText struct { // 3.11 message, 3.3 artifactContent
		Text string `json:"text"`
	}
	sarifLocation struct { // 3.28
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct { // 3.29
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct { // 3.4
		URI string `json:"uri"`
	}
	sarifRegion struct { // 3.30
		Line    int        `json:"startLine"`
		Column  int        `json:"startColumn,omitempty"`
		Snippet *sarifText `json:"snippet,omitempty"`
	}
	sarifLogical struct { // 3.33
		Name string `json:"fullyQualifiedName"`
	}
)

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// WriteSARIF writes the problems in the Static Analysis Results Interchange
// Format 2.1.0 (OASIS), which code hosts show beside the lines. Rules are the
// codes; a subject becomes a logical location. The error is that of the writer.
func WriteSARIF(w io.Writer, list List, tool Tool) error {
	codes := make([]string, len(list))
	for i, p := range list {
		codes[i] = p.Code
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	driver := sarifDriver{Name: tool.Name, Version: tool.Version, URL: tool.URL, Rules: make([]sarifRule, len(codes))}
	for i, code := range codes {
		driver.Rules[i] = sarifRule{ID: code}
	}
	run := sarifRun{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: make([]sarifResult, len(list))}
	for i, p := range list {
		index, _ := slices.BinarySearch(codes, p.Code)
		run.Results[i] = sarifResult{
			Rule: p.Code, RuleIndex: index,
			Level:     [...]string{"error", "warning", "note"}[p.Severity], // 3.27.10
			Message:   sarifText{p.sentence()},
			Locations: p.sarifLocations(),
		}
	}
	return writeJSON(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// sentence returns message, clause and hint on one line.
func (p Problem) sentence() string {
	return Problem{Message: p.Message, Clause: p.Clause, Hint: p.Hint}.Error()
}

func (p Problem) sarifLocations() []sarifLocation {
	var location sarifLocation
	if p.Pos.File != "" {
		// A relative path is a URI reference: 3.10.1.
		location.Physical = &sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: p.Pos.File}).String()}}
		if p.Pos.Line > 0 {
			region := &sarifRegion{Line: p.Pos.Line, Column: p.Pos.Column}
			if p.Excerpt != "" {
				region.Snippet = &sarifText{p.Excerpt}
			}
			location.Physical.Region = region
		}
	}
	if p.Subject != "" {
		location.Logical = []sarifLogical{{p.Subject}}
	}
	if location.Physical == nil && location.Logical == nil {
		return nil
	}
	return []sarifLocation{location}
}
