// Package vocab knows the terms of the vocabularies that eventlod writes and
// reads: it says which vocabulary an IRI claims to belong to and whether that
// vocabulary has such a term.
//
// The packages below it hold the terms as constants, one package a vocabulary.
// All of it is generated from the vocabularies' own files, which sources.txt
// lists, by the command internal/vocabgen.
package vocab

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/eventlod/eventlod/rdf"
)

//go:generate go run ../../internal/vocabgen -dir . -project ../.. -npm=$EVENTLOD_NPM -suites=$EVENTLOD_SUITES -testdata=$EVENTLOD_TESTDATA

//go:embed terms/*.txt
var files embed.FS

// A Kind says what a term is.
type Kind string

// The kinds of term. A term that is neither a class (or datatype) nor a
// property is an individual; of a term that is only known by name, the kind is
// Unknown.
const (
	Class      Kind = "class"
	Property   Kind = "property"
	Individual Kind = "individual"
	Unknown    Kind = "term"
)

// An Entry is a term of a vocabulary.
type Entry struct {
	Name       string // the IRI without the namespace
	Kind       Kind
	Deprecated bool // the vocabulary itself advises against it
}

// A Vocabulary is a namespace and the terms in it.
type Vocabulary struct {
	Prefix    string // the usual prefix, also the name of the package of constants
	Namespace string
	Source    string  // the file that the terms were read from
	SHA256    string  // of that file
	Terms     []Entry // in the order of their names
}

// Term returns the term with the given name, and whether there is one.
func (v *Vocabulary) Term(name string) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(v.Terms, name, func(t Entry, name string) int {
		return strings.Compare(t.Name, name)
	})
	if !ok {
		return Entry{}, false
	}
	return v.Terms[i], true
}

// All returns the vocabularies in the order of their prefixes. The result is
// shared: treat it as read-only.
var All = sync.OnceValue(load)

// Of returns the vocabulary to whose namespace the IRI belongs, and the rest of
// the IRI after it; nil where the package knows no such vocabulary.
func Of(iri rdf.IRI) (v *Vocabulary, name string) {
	all := All()
	for i := range all {
		rest, ok := strings.CutPrefix(string(iri), all[i].Namespace)
		if ok && !strings.ContainsAny(rest, "/#") {
			return &all[i], rest
		}
	}
	return nil, ""
}

func load() []Vocabulary {
	entries, _ := files.ReadDir("terms")
	all := make([]Vocabulary, 0, len(entries))
	for _, entry := range entries {
		text, _ := files.ReadFile("terms/" + entry.Name())
		all = append(all, parse(string(text)))
	}
	return all
}

// parse reads a generated list: four lines of heading, then a term a line.
func parse(text string) Vocabulary {
	var v Vocabulary
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			key, value, _ := strings.Cut(heading, ": ")
			v.setHeading(key, value)
			continue
		}
		var t Entry
		var mark string
		fmt.Sscan(line, &t.Kind, &t.Name, &mark) // a missing mark is no mistake
		t.Deprecated = mark == "deprecated"
		v.Terms = append(v.Terms, t)
	}
	return v
}

func (v *Vocabulary) setHeading(key, value string) {
	switch key {
	case "prefix":
		v.Prefix = value
	case "namespace":
		v.Namespace = value
	case "source":
		v.Source = value
	case "sha256":
		v.SHA256 = value
	}
}
