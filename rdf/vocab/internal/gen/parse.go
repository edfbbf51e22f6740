package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// statement is a line of N-Triples or N-Quads, as far as a vocabulary needs it.
var statement = regexp.MustCompile(`^(<[^>]*>|_:\S+)\s+<([^>]*)>\s+(<[^>]*>|_:\S+|".*")`)

// parse reads N-Triples or N-Quads.
func parse(file string, text []byte) (*rdf.Graph, error) {
	g := new(rdf.Graph)
	for line := range strings.Lines(string(text)) {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		m := statement.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("%s: not a statement: %s", file, line)
		}
		g.Add(rdf.Triple{Subject: resource(m[1]), Predicate: rdf.IRI(m[2]), Object: resource(m[3])})
	}
	return g, nil
}

func resource(text string) rdf.Term {
	switch text[0] {
	case '<':
		return rdf.IRI(text[1 : len(text)-1])
	case '_':
		return rdf.BlankNode(text[2:])
	}
	return rdf.NewString(strings.Trim(text, `"`))
}
