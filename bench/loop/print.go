package main

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// literal appends the text of a JSON string as N-Triples and Turtle want it:
// but for two kinds of escape that is how JSON has it.
func literal(to, raw []byte) []byte {
	if !bytes.Contains(raw, []byte(`\u`)) && !bytes.Contains(raw, []byte(`\/`)) {
		return append(to, raw...)
	}
	for _, c := range []byte(decoded(raw)) {
		switch c {
		case '"', '\\':
			to = append(to, '\\', c)
		case '\n':
			to = append(to, `\n`...)
		case '\r':
			to = append(to, `\r`...)
		default:
			to = append(to, c)
		}
	}
	return to
}

func decoded(raw []byte) (text string) {
	_ = json.Unmarshal([]byte(`"`+string(raw)+`"`), &text) // the scanner has seen that it is a string
	return text
}

// plain appends the text of a JSON string as XML wants it.
func plain(to, raw []byte) []byte {
	if bytes.IndexByte(raw, '\\') >= 0 {
		raw = []byte(decoded(raw))
	}
	for _, c := range raw {
		switch c {
		case '&':
			to = append(to, "&amp;"...)
		case '<':
			to = append(to, "&lt;"...)
		case '>':
			to = append(to, "&gt;"...)
		default:
			to = append(to, c)
		}
	}
	return to
}

// iri appends the IRI of a thing, a role or a link.
func (t *term) iri(to []byte) []byte {
	switch t.shape {
	case aWord:
		return append(to, t.word.expanded...)
	case aThing:
		to = append(append(append(to, base...), t.a...), '/')
		return append(to, t.b...)
	case aRole:
		to = append(append(to, base+"event/"...), t.a...)
		return append(append(to, "#role-organizer-"...), t.b...)
	}
	return append(to, t.a...)
}

func (t *term) ntriples(to []byte) []byte {
	switch t.shape {
	case aWord:
		return append(to, t.word.nt...)
	case aText:
		to = append(literal(append(to, '"'), t.a), `"@`...)
		return append(to, t.word.json...)
	case aTyped:
		to = append(append(append(to, '"'), t.a...), `"^^`...)
		return append(to, t.word.nt...)
	}
	return append(t.iri(append(to, '<')), '>')
}

// ntriples appends the fact without the stop.
func (f *fact) ntriples(to []byte) []byte {
	to = append(f.subject.ntriples(to), ' ')
	to = append(append(to, f.predicate.nt...), ' ')
	return f.object.ntriples(to)
}

func (t *term) turtle(to []byte) []byte {
	switch t.shape {
	case aWord:
		return append(to, t.word.turtle...)
	case aThing:
		return append(append(append(to, t.a...), ':'), t.b...)
	case aTyped:
		to = append(append(append(to, '"'), t.a...), `"^^`...)
		return append(to, t.word.turtle...)
	}
	return t.ntriples(to)
}

// same tells whether two facts beside each other have one subject, and whether one predicate too.
func same(facts []fact, i int) (subject, predicate bool) {
	if i < 1 || i >= len(facts) {
		return false, false
	}
	subject = facts[i].subject.shape == facts[i-1].subject.shape && bytes.Equal(facts[i].subject.b, facts[i-1].subject.b)
	return subject, subject && facts[i].predicate == facts[i-1].predicate
}

// turtle appends the facts of a record, each line after the margin.
func turtle(to []byte, facts []fact, margin string) []byte {
	for i := range facts {
		f := &facts[i]
		switch subject, predicate := same(facts, i); {
		case predicate:
			to = append(to, ", "...)
		case subject:
			to = append(append(append(to, " ;\n    "...), margin...), f.predicate.turtle...)
			to = append(to, ' ')
		default:
			if i > 0 {
				to = append(to, " .\n\n"...)
			}
			to = append(f.subject.turtle(append(to, margin...)), ' ')
			to = append(append(to, f.predicate.turtle...), ' ')
		}
		to = f.object.turtle(to)
	}
	return append(to, " .\n\n"...)
}

// provenance appends a named graph a fact, and where in the archive the fact stands.
func provenance(to []byte, facts []fact, file string, line int) []byte {
	for i := range facts {
		f := &facts[i]
		begin := len(to)
		to = append(facts[0].subject.iri(append(to, '<')), "#fact:"...)
		to = append(strconv.AppendInt(to, int64(i), 10), '>')
		graph := to[begin:]
		to = append(f.subject.turtle(append(to, " {\n    "...)), ' ')
		to = append(append(to, f.predicate.turtle...), ' ')
		to = append(f.object.turtle(to), " .\n}\n\n"...)
		to = append(append(to, graph...), " a evl:Fact ;\n    evl:recordFile \""...)
		to = append(append(to, file...), "\" ;\n    evl:recordLine "...)
		to = append(strconv.AppendInt(to, int64(line), 10), " ;\n    evl:recordColumn "...)
		to = append(strconv.AppendInt(to, int64(f.column), 10), " .\n\n"...)
	}
	return to
}

func (t *term) rdfxml(to []byte, predicate *name) []byte {
	to = append(append(to, "    <"...), element(predicate)...)
	switch t.shape {
	case aText:
		to = append(append(append(to, ` xml:lang="`...), t.word.json...), `">`...)
		to = plain(to, t.a)
	case aTyped:
		to = append(append(append(to, ` rdf:datatype="`...), t.word.expanded...), `">`...)
		to = append(to, t.a...)
	default:
		at := len(append(to, ` rdf:resource="`...))
		to = t.iri(append(to, ` rdf:resource="`...))
		if bytes.IndexByte(to[at:], '&') >= 0 {
			to = append(to[:at], plain(nil, to[at:])...)
		}
		return append(to, "\"/>\n"...)
	}
	return append(append(append(to, "</"...), element(predicate)...), ">\n"...)
}

func element(predicate *name) string {
	if predicate == &rdfType {
		return "rdf:type"
	}
	return predicate.turtle
}

func rdfxml(to []byte, facts []fact) []byte {
	for i := range facts {
		if subject, _ := same(facts, i); !subject {
			to = append(facts[i].subject.iri(append(to, `  <rdf:Description rdf:about="`...)), "\">\n"...)
		}
		to = facts[i].object.rdfxml(to, facts[i].predicate)
		if more, _ := same(facts, i+1); !more {
			to = append(to, "  </rdf:Description>\n"...)
		}
	}
	return to
}

func (t *term) jsonld(to []byte) []byte {
	switch t.shape {
	case aText:
		to = append(append(append(to, '"'), t.word.json...), `": "`...)
		return append(append(to, t.a...), '"')
	case aTyped:
		if t.word == &year {
			to = append(append(to, `{"@value": "`...), t.a...)
			return append(to, `", "@type": "xsd:gYear"}`...)
		}
		return append(append(append(to, '"'), t.a...), '"')
	case aThing:
		return append(t.turtle(append(to, '"')), '"')
	}
	return append(t.iri(append(to, '"')), '"')
}

// jsonld appends a record as objects, each after a comma.
func jsonld(to []byte, facts []fact) []byte {
	for i := range facts {
		f := &facts[i]
		subject, predicate := same(facts, i)
		if !subject {
			to = append(f.subject.iri(append(to, ",\n    {\n      \"@id\": \""...)), '"')
		}
		open, closing := byte('['), byte(']')
		if f.object.shape == aText {
			open, closing = '{', '}'
		}
		if !predicate {
			to = append(append(append(to, ",\n      \""...), f.predicate.json...), `": `...)
			to = append(to, open)
		} else {
			to = append(to, ',')
		}
		to = f.object.jsonld(append(to, "\n        "...))
		moreOfSubject, moreOfPredicate := same(facts, i+1)
		if !moreOfPredicate {
			to = append(append(to, "\n      "...), closing)
		}
		if !moreOfSubject {
			to = append(to, "\n    }"...)
		}
	}
	return to
}
