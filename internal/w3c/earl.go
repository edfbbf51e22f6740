package w3c

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/eventlod/eventlod/rdf"
)

const project = "https://github.com/eventlod/eventlod"

// report writes the two reports of a suite into folder, unless a case did not
// run.
func report(folder, suite string, outcomes []outcome) error {
	if slices.ContainsFunc(outcomes, func(o outcome) bool { return o.result == "" }) {
		return nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	name := filepath.Join(folder, suite)
	if err := os.WriteFile(name+".ttl", earl(outcomes), 0o644); err != nil {
		return err
	}
	return os.WriteFile(name+".tsv", summary(suite, outcomes), 0o644)
}

// summary returns the table that the package comment describes.
func summary(suite string, outcomes []outcome) []byte {
	var rest []byte
	count := 0
	for _, o := range outcomes {
		if o.result == passed {
			count++
			continue
		}
		reason := strings.Join(strings.Fields(o.reason), " ")
		rest = fmt.Appendf(rest, "%s\t%s\t%s\t%s\n", suite, o.result, localName(o.id), reason)
	}
	return append(fmt.Appendf(nil, "%s\t%d\t%d\n", suite, count, len(outcomes)), rest...)
}

// earl returns the outcomes in the Evaluation and Report Language 1.0, sorted
// by test.
func earl(outcomes []outcome) []byte {
	sorted := slices.SortedStableFunc(slices.Values(outcomes),
		func(a, b outcome) int { return strings.Compare(a.id, b.id) })
	var b bytes.Buffer
	b.WriteString(`@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix doap: <http://usefulinc.com/ns/doap#> .
@prefix earl: <http://www.w3.org/ns/earl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<` + project + `> a doap:Project, earl:Software, earl:TestSubject ;
    doap:name "eventlod" ;
    doap:homepage <` + project + `> ;
    doap:programming-language "Go" ;
    doap:developer <` + project + `#authors> .

<` + project + `#authors> a foaf:Agent, earl:Assertor ;
    foaf:name "the eventlod authors" .
`)
	date := dateLine()
	for _, o := range sorted {
		fmt.Fprintf(&b, `
[] a earl:Assertion ;
    earl:assertedBy <`+project+`#authors> ;
    earl:subject <`+project+`> ;
    earl:test <%s> ;
    earl:mode earl:automatic ;
    earl:result [ a earl:TestResult ; earl:outcome earl:%s%s%s ] .
`, o.id, o.result, reasonLine(o.reason), date)
	}
	return b.Bytes()
}

func reasonLine(reason string) string {
	if reason == "" {
		return ""
	}
	return " ; dcterms:description " + rdf.NewString(reason).String()
}

// dateLine gives the date of SOURCE_DATE_EPOCH (reproducible-builds.org), if any.
func dateLine() string {
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(` ; dcterms:date "%s"^^xsd:date`, time.Unix(seconds, 0).UTC().Format(time.DateOnly))
}
