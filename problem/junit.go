package problem

import (
	"cmp"
	"encoding/xml"
	"io"
	"slices"
)

type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitFailure `xml:"failure,omitempty"`
		Output  string        `xml:"system-out,omitempty"`
	}
	junitFailure struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// WriteJUnit writes the problems in the XML form of JUnit reports, which CI
// servers read: a test suite for each file, and a test case for each problem.
// Errors are failures; warnings and notes are cases that pass with an output.
// A list without problems is one case that passes. The error is that of the
// writer.
func WriteJUnit(w io.Writer, list List, tool Tool) error {
	report := junitSuites{Name: tool.Name}
	if len(list) == 0 {
		report.Suites = []junitSuite{{Name: tool.Name, Tests: 1, Cases: []junitCase{{Name: "no problems", Class: tool.Name}}}}
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b Problem) int { return cmp.Compare(a.suite(tool), b.suite(tool)) })
	for _, p := range sorted {
		name := p.suite(tool)
		if n := len(report.Suites); n == 0 || report.Suites[n-1].Name != name {
			report.Suites = append(report.Suites, junitSuite{Name: name})
		}
		suite := &report.Suites[len(report.Suites)-1]
		suite.Cases = append(suite.Cases, p.junitCase(name))
		suite.Tests++
		if p.Severity == Error {
			suite.Failures++
		}
	}
	for _, suite := range report.Suites {
		report.Tests += suite.Tests
		report.Failures += suite.Failures
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(report); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// suite returns the name of the suite that the problem belongs to.
func (p Problem) suite(tool Tool) string { return cmp.Or(p.Pos.File, tool.Name) }

func (p Problem) junitCase(class string) junitCase {
	c := junitCase{Class: class, File: p.Pos.File, Line: p.Pos.Line,
		Name: p.Code + " " + cmp.Or(p.Pos.String(), p.Subject)}
	if p.Severity == Error {
		c.Failure = &junitFailure{p.Code, p.Message, p.Error()}
	} else {
		c.Output = p.Severity.String() + ": " + p.Error()
	}
	return c
}
