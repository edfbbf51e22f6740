package rdfxml

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/rdfxml/internal/xmlscan"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A names finds the qualified names of predicates and types.
type names struct {
	prefixes []syntax.Prefix   // longest namespace first
	known    map[string]*qname // of predicates, by IRI
	classes  map[string]string // of types, by IRI
	made     map[string]string // prefixes made for namespaces that have none
	taken    map[string]bool   // prefixes in use
}

// A qname is the name of a property element.
type qname struct {
	text  string // prefix:local
	space string // the namespace, where the document's head does not declare it
	err   error  // why the IRI is no name of a property
}

// newNames checks prefixes. The prefix rdf is always there, and another one
// for its namespace is not used.
func newNames(prefixes []syntax.Prefix) (*names, error) {
	n := &names{
		prefixes: []syntax.Prefix{{Name: "rdf", IRI: rdfNS}},
		known:    make(map[string]*qname), classes: make(map[string]string), made: make(map[string]string), taken: map[string]bool{"rdf": true},
	}
	for _, p := range prefixes {
		if p.IRI == rdfNS {
			continue
		}
		if err := n.add(p); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(n.prefixes, func(a, b syntax.Prefix) int {
		return cmp.Or(cmp.Compare(len(b.IRI), len(a.IRI)), strings.Compare(a.Name, b.Name))
	})
	return n, nil
}

func (n *names) add(p syntax.Prefix) error {
	switch {
	case !iri.Valid(p.IRI):
		return errNoIRI(p)
	case !xmlscan.IsNCName(p.Name) || len(p.Name) >= 3 && isXML(p.Name) || isReserved(p.IRI) || p.Name == "rdf":
		return nil
	case n.taken[p.Name]:
		return fmt.Errorf("the prefix %q is given twice", p.Name)
	}
	n.taken[p.Name] = true
	n.prefixes = append(n.prefixes, p)
	return nil
}

func errNoIRI(p syntax.Prefix) error {
	return fmt.Errorf("the prefix %q stands for %q, which is no IRI", p.Name, p.IRI)
}

// isReserved reports whether a namespace is one of those of XML itself.
func isReserved(space string) bool {
	return space == xmlscan.XMLSpace || space == "http://www.w3.org/2000/xmlns/"
}

// name returns the qualified name of an IRI.
func (n *names) name(predicate []byte) *qname {
	if q, ok := n.known[string(predicate)]; ok {
		return q
	}
	q := n.split(string(predicate))
	n.known[string(predicate)] = q
	return q
}

// class returns the name that a node element of a type can have: one with a
// declared prefix, or none.
func (n *names) class(iri string) string {
	text, ok := n.classes[iri]
	if !ok {
		text = n.declared(iri)
		if isWord(iri) {
			text = ""
		}
		n.classes[strings.Clone(iri)] = text
	}
	return text
}

// declared returns the name with a declared prefix, or none.
func (n *names) declared(iri string) string {
	for _, p := range n.prefixes {
		if local, ok := strings.CutPrefix(iri, p.IRI); ok && xmlscan.IsNCName(local) {
			return p.Name + ":" + local
		}
	}
	return ""
}

// split finds a prefix and a local name for a predicate: a declared prefix if
// one fits, else one made for the part before the longest name at the end.
func (n *names) split(predicate string) *qname {
	if text := n.declared(predicate); text != "" && !isWord(predicate) {
		return &qname{text: text}
	}
	space, local, err := cut(predicate)
	if err != nil {
		return &qname{err: err}
	}
	prefix, ok := n.made[space]
	if !ok {
		prefix = n.makePrefix()
		n.made[space] = prefix
	}
	return &qname{text: prefix + ":" + local, space: space}
}

// cut cuts a predicate without declared prefix in two, before the longest name
// at the end. It returns an error where it cannot be a property in RDF/XML.
func cut(predicate string) (space, local string, err error) {
	if isWord(predicate) {
		return "", "", problem.Problem{
			Code: "no-qname", Subject: "<" + predicate + ">",
			Message: "<" + predicate + "> is a word of RDF/XML and cannot be a property in it",
			Clause:  "RDF 1.1 XML, section 7.2.6",
		}
	}
	at := localStart(predicate)
	space, local = predicate[:at], predicate[at:]
	if local == "" || space == "" || isReserved(space) {
		return "", "", problem.Problem{
			Code: "no-qname", Subject: "<" + predicate + ">",
			Message: "the IRI " + predicate + " does not end in an XML name, so RDF/XML cannot hold it as a property",
			Clause:  "RDF 1.1 XML, section 2.5",
			Hint:    "write another format, such as Turtle, or give the property an IRI that ends in a letter and letters or digits",
		}
	}
	return space, local, nil
}

// makePrefix returns a prefix that is not in use.
func (n *names) makePrefix() string {
	for i := len(n.made) + 1; ; i++ {
		if name := "ns" + strconv.Itoa(i); !n.taken[name] {
			n.taken[name] = true
			return name
		}
	}
}

// localStart returns where the longest NCName at the end of an IRI begins that
// leaves no half of a percent-encoded byte before it.
func localStart(predicate string) int {
	at := len(predicate)
	for i := len(predicate); i > 0; {
		_, size := utf8.DecodeLastRuneInString(predicate[:i])
		i -= size
		if !xmlscan.IsNCName("x" + predicate[i:i+size]) {
			break
		}
		split := strings.LastIndexByte(predicate[max(0, i-2):i], '%') >= 0
		if xmlscan.IsNCName(predicate[i:i+size]) && !split {
			at = i
		}
	}
	return at
}

// isWord reports whether an IRI is one that RDF/XML itself gives a meaning as
// the name of an element (RDF 1.1 XML, sections 7.2.5 and 7.2.6).
func isWord(iri string) bool {
	local, ok := strings.CutPrefix(iri, rdfNS)
	use := words[local]
	return ok && (use.isCore() || use == useDescription || use == useLi)
}
