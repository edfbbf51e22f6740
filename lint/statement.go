package lint

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/rdf/langtag"
	vocabxsd "github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/rdf/xsd"
)

// statement checks a statement.
func (d *document) statement(s *rdf.Statement) error {
	if s.Subject.Kind == rdf.KindIRI && !bytes.Equal(s.Subject.Value, d.subject) {
		d.checkIRI(s, &s.Subject)
		d.checkWikidata(s, &s.Subject)
		d.checkSpelling(s, s.Subject.Value)
		d.subject = append(d.subject[:0], s.Subject.Value...)
	}
	d.checkIRI(s, &s.Predicate)
	d.checkSpelling(s, s.Predicate.Value)
	d.checkName(s, s.Predicate.Value)
	d.checkIRI(s, &s.Graph)
	switch s.Object.Kind {
	case rdf.KindIRI:
		d.checkIRI(s, &s.Object)
		d.checkSpelling(s, s.Object.Value)
		d.checkName(s, s.Object.Value)
		if !namesPages[string(s.Predicate.Value)] {
			d.checkWikidata(s, &s.Object)
		}
	case rdf.KindLiteral:
		d.checkLanguage(s)
		d.checkName(s, s.Object.Datatype)
		d.checkLexical(s)
	}
	return nil
}

// checkIRI checks what a reader may have let pass.
func (d *document) checkIRI(s *rdf.Statement, n *rdf.Node) {
	if n.Kind != rdf.KindIRI {
		return
	}
	if iri.Valid(n.Value) {
		d.checkScheme(s, n.Value)
		return
	}
	if e := iri.Check(n.Value); e != nil {
		d.found(s, problem.Problem{Code: e.Code, Subject: string(n.Value), Message: e.Message, Clause: e.Clause, Hint: e.Hint})
	}
}

// checkLanguage checks a language tag, of which the syntaxes ask less than BCP
// 47 does.
func (d *document) checkLanguage(s *rdf.Statement) {
	if tag := s.Object.Lang; len(tag) > 0 && !langtag.WellFormed(tag) {
		d.found(s, problem.Problem{
			Code:    "language-tag",
			Subject: string(s.Subject.Value),
			Message: fmt.Sprintf("%s is not a language tag, expected one such as pl or pl-PL", tag),
			Clause:  "RFC 5646 2.1",
		})
	}
}

// A datatype is one that is checked.
type datatype struct {
	iri     rdf.IRI
	checker xsd.Checker
}

// checkLexical checks the lexical form of a literal against its datatype.
func (d *document) checkLexical(s *rdf.Statement) {
	if len(s.Object.Datatype) == 0 {
		return
	}
	t := d.datatypes[string(s.Object.Datatype)]
	if t == nil {
		iri := rdf.IRI(s.Object.Datatype)
		t = &datatype{iri, xsd.CheckerOf(iri)}
		d.datatypes[string(iri)] = t
	}
	lexical := string(s.Object.Value)
	if t.checker.Valid(lexical) {
		return
	}
	name := "xsd:" + strings.TrimPrefix(string(t.iri), vocabxsd.NS)
	p := problem.Problem{
		Code:    "lexical-form",
		Subject: string(s.Subject.Value),
		Message: fmt.Sprintf("%q is not a valid %s", clipped(lexical), name),
		Clause:  "XML Schema 1.1 Part 2, " + strings.TrimPrefix(name, "xsd:"),
		Hint:    lexicalHint(t.iri, lexical),
	}
	if why := xsd.Explain(t.iri, lexical); why != "" {
		p.Message += ": " + why
	}
	d.found(s, p)
}

func clipped(text string) string { return problem.Clip(text, 60) }

// likelier are the datatypes that may have been meant, by what was written.
var likelier = []rdf.IRI{
	vocabxsd.Date, vocabxsd.DateTime, vocabxsd.GYearMonth, vocabxsd.GYear,
	vocabxsd.Integer, vocabxsd.Decimal, vocabxsd.Double,
}

// lexicalHint says what to write in place of a lexical form, where that is
// clear.
func lexicalHint(is rdf.IRI, lexical string) string {
	if trimmed := strings.TrimSpace(lexical); trimmed != lexical && xsd.Valid(is, trimmed) {
		return "write it without the white space around it"
	}
	if lower := strings.ToLower(lexical); is == vocabxsd.Boolean && xsd.Valid(is, lower) {
		return "write " + lower
	}
	for _, t := range likelier {
		if xsd.Valid(t, lexical) {
			return "use xsd:" + strings.TrimPrefix(string(t), vocabxsd.NS)
		}
	}
	return ""
}
