package problem

import (
	"encoding/json"
	"io"
)

// jsonReport and jsonProblem are the form that [WriteJSON] documents.
type jsonReport struct {
	Errors   int           `json:"errors"`
	Warnings int           `json:"warnings"`
	Infos    int           `json:"infos"`
	Problems []jsonProblem `json:"problems"`
}

type jsonProblem struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Position
	Subject string `json:"subject,omitempty"`
	Message string `json:"message"`
	Clause  string `json:"clause,omitempty"`
	Hint    string `json:"hint,omitempty"`
	Excerpt string `json:"excerpt,omitempty"`
}

// WriteJSON writes the problems as one JSON object for programs:
//
//	{
//	  "errors": 1, "warnings": 0, "infos": 0,
//	  "problems": [
//	    {
//	      "severity": "error",            // or "warning", "info"
//	      "code": "duplicate-id",         // the rule, the same in every release
//	      "file": "a.yaml", "line": 3, "column": 7,  // from 1, in code points
//	      "subject": "https://...",       // what the problem is about
//	      "message": "...", "clause": "SHACL 4.2.1", "hint": "...",
//	      "excerpt": "    id: a"          // the offending line
//	    }
//	  ]
//	}
//
// Members that are not known are left out; severity, code and message, and the
// four members of the outer object, are always there. Members may be added, but
// none is renamed. The error is that of the writer.
func WriteJSON(w io.Writer, list List) error {
	report := jsonReport{
		Errors: list.Count(Error), Warnings: list.Count(Warning), Infos: list.Count(Info),
		Problems: make([]jsonProblem, len(list)),
	}
	for i, p := range list {
		report.Problems[i] = jsonProblem{p.Severity.String(), p.Code, p.Pos, p.Subject, p.Message, p.Clause, p.Hint, p.Excerpt}
	}
	return writeJSON(w, report)
}

// writeJSON writes a value indented and without HTML escapes.
func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}
