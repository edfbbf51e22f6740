package lint

import (
	"bytes"
	"regexp"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
)

// A schemeRule is what a scheme asks of its IRIs beyond what all IRIs obey.
type schemeRule struct {
	form                  *regexp.Regexp // of what follows the scheme
	message, clause, hint string
}

var hostRule = schemeRule{
	regexp.MustCompile(`^//([^/?#@]*@)?[^/?#@:]`),
	"an address of the Web without a host", "RFC 9110 4.2.1", "write two slashes and the host behind the scheme",
}

var schemeRules = map[string]schemeRule{
	"http:":  hostRule,
	"https:": hostRule,
	"urn:": {
		regexp.MustCompile(`^(?i)[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[^?#]`),
		"a urn without a namespace and a name in it", "RFC 8141 2", "such as urn:isbn:0451450523",
	},
	"mailto:": {
		regexp.MustCompile(`^(\?|[^?@]+@[^?@])`),
		"a mailto without the address of a mailbox", "RFC 6068 2", "such as mailto:info@example.org",
	},
}

// checkScheme warns of an IRI that its scheme does not allow.
func (d *document) checkScheme(s *rdf.Statement, name []byte) {
	n := iri.SchemeLen(name)
	rule, ok := schemeRules[string(bytes.ToLower(name[:n]))]
	if !ok || rule.form.Match(name[n:]) {
		return
	}
	d.found(s, problem.Problem{
		Severity: problem.Warning, Code: "iri-scheme", Subject: string(name),
		Message: rule.message, Clause: rule.clause, Hint: rule.hint,
	})
}
