package lint

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab"
)

// wellKnown are the prefixes of the vocabularies whose names are checked: those
// that nobody adds names to but their editors.
var wellKnown = []string{"xsd", "rdf", "rdfs", "owl", "skos", "dcterms", "foaf", "schema"}

// checkName warns, once for each name, of one that a well-known vocabulary does
// not have, and of one that hangs on its namespace without # or /.
func (d *document) checkName(s *rdf.Statement, name []byte) {
	for _, v := range d.vocabularies {
		rest, ok := bytes.CutPrefix(name, v.stem)
		if !ok || len(rest) == 0 {
			continue
		}
		if d.checked[string(name)] {
			return
		}
		d.checked[string(name)] = true
		if p := nameProblem(v.Vocabulary, string(rest)); p.Code != "" {
			p.Severity, p.Subject = problem.Warning, string(name)
			d.found(s, p)
		}
		return
	}
}

// nameProblem returns what is wrong with a name behind the stem of a namespace,
// which is the namespace without its # or /.
func nameProblem(v *vocab.Vocabulary, rest string) (p problem.Problem) {
	separator := v.Namespace[len(v.Namespace)-1:]
	name, ok := strings.CutPrefix(rest, separator)
	if !ok {
		if _, glued := v.Term(rest); glued {
			return problem.Problem{
				Code: "namespace-separator", Message: fmt.Sprintf("the name %s hangs on its namespace without %q between them", rest, separator),
				Hint: "declare the prefix as " + v.Namespace,
			}
		}
		return p
	}
	if _, known := v.Term(name); known || name == "" || strings.ContainsAny(name, "/#?") || v.Prefix == "rdf" && isMembership(name) || facets[v.Prefix+":"+name] {
		return p
	}
	p = problem.Problem{Code: "unknown-name", Message: fmt.Sprintf("the vocabulary %s has no name %s", v.Namespace, name)}
	names := make([]string, len(v.Terms))
	for i, t := range v.Terms {
		names[i] = t.Name
	}
	if near := problem.Nearest(name, names); near != "" {
		p.Hint = "did you mean " + v.Prefix + ":" + near + "?"
	}
	return p
}

// facets are the names that OWL 2 uses besides the terms of XML Schema and RDF
// (OWL 2 Structural Specification, section 4).
var facets = map[string]bool{
	"xsd:length": true, "xsd:minLength": true, "xsd:maxLength": true, "xsd:pattern": true,
	"xsd:minInclusive": true, "xsd:minExclusive": true, "xsd:maxInclusive": true, "xsd:maxExclusive": true,
	"xsd:totalDigits": true, "xsd:fractionDigits": true, "xsd:whiteSpace": true, "xsd:explicitTimezone": true,
	"rdf:langRange": true,
}

// isMembership reports whether a name of RDF is one of _1, _2 and so on.
func isMembership(name string) bool {
	number, ok := strings.CutPrefix(name, "_")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// A vocabulary is one whose names are checked, under a spelling of its
// namespace.
type vocabulary struct {
	*vocab.Vocabulary
	stem []byte // what IRIs of its names begin with
}

// knownVocabularies returns the vocabularies whose names are checked.
func knownVocabularies() (list []vocabulary) {
	all := vocab.All()
	for i := range all {
		v := &all[i]
		if !slices.Contains(wellKnown, v.Prefix) {
			continue
		}
		stem := v.Namespace[:len(v.Namespace)-1]
		list = append(list, vocabulary{v, []byte(stem)})
		if v.Prefix == "schema" {
			list = append(list, vocabulary{v, []byte(strings.Replace(stem, "http:", "https:", 1))})
		}
	}
	return list
}
