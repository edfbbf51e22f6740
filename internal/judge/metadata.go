package judge

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"os/exec"
	"strings"
	"testing"
)

//go:embed scripts/metadata.py
var metadataScript string

// CKAN returns the dataset dictionaries that CKAN's DCAT reader (ckanext-dcat,
// profile euro_dcat_ap_3) makes of a catalogue, in JSON: what a harvester would
// hand to package_create. The format is one of "turtle", "json-ld" and "xml".
func CKAN(tb testing.TB, file, format string) []map[string]any {
	tb.Helper()
	var datasets []map[string]any
	consultMetadata(tb, "ckanext-dcat", &datasets, "ckan", absolute(tb, file), format)
	return datasets
}

// ROCrate returns what roc-validator finds in a research object, a folder: each
// issue as its severity ("REQUIRED" or "RECOMMENDED"), a space, and its message.
func ROCrate(tb testing.TB, folder string) []string {
	tb.Helper()
	Require(tb, "roc-validator")
	var issues []string
	context := cached("node/node_modules/ro-crate/lib/context.json")
	consultMetadata(tb, "roc-validator", &issues, "rocrate", absolute(tb, folder), context)
	return issues
}

// Citation returns the objection of cffconvert to a CITATION.cff, or nil.
func Citation(tb testing.TB, file string) error {
	tb.Helper()
	var objection string
	consultMetadata(tb, "cffconvert", &objection, "citation", absolute(tb, file))
	if objection != "" {
		return errors.New(objection)
	}
	return nil
}

// CSVW returns what the package csvw finds wrong with tables and their metadata
// file.
func CSVW(tb testing.TB, file string) []string {
	tb.Helper()
	var complaints []string
	consultMetadata(tb, "csvw", &complaints, "csvw", absolute(tb, file))
	return complaints
}

// SPARQL returns the one number that each query selects from an RDF file, as
// rdflib counts.
func SPARQL(tb testing.TB, file string, queries []string) []int {
	tb.Helper()
	var numbers []int
	consultMetadata(tb, "rdflib", &numbers, append([]string{"sparql", absolute(tb, file)}, queries...)...)
	return numbers
}

// consultMetadata runs one operation of the script in the Python environment of
// the judge. A judge that fails fails the test.
func consultMetadata(tb testing.TB, judge string, answer any, arguments ...string) {
	tb.Helper()
	Require(tb, judge)
	part, _, _ := strings.Cut(mustFind(tb, judge).part, "/")
	cmd := exec.Command(cached(part+"/bin/python"), append([]string{"-I", "-c", metadataScript}, arguments...)...)
	var noise bytes.Buffer
	cmd.Stderr = &noise
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, answer)
	}
	if err != nil {
		tb.Fatalf("%s: %v\n%s", judge, err, noise.String())
	}
}
