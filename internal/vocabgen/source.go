package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// A source is a line of sources.txt.
type source struct {
	prefix, namespace string
	origin, file      string // origin is npm, suites, testdata or project
	mentions          bool   // take every term that the file mentions
	listOnly          bool   // make no constants
}

// A vocabulary is what was read from a source.
type vocabulary struct {
	source
	spec   string // the file as sources.txt names it
	sha256 string
	terms  []term // in the order of their names
}

// A term is a term of the vocabulary: kind and mark as package vocab names them.
type term struct {
	name, kind string
	deprecated bool
}

func readSources(file string) ([]source, error) {
	lines, err := readLines(file)
	if err != nil {
		return nil, err
	}
	var sources []source
	for _, line := range lines {
		f := strings.Fields(line)
		if len(f) < 4 {
			return nil, fmt.Errorf("%s: %q has fewer than 4 columns", file, line)
		}
		s := source{prefix: f[0], namespace: f[1], origin: f[2], file: f[3],
			mentions: slices.Contains(f[4:], "mentions"), listOnly: slices.Contains(f[4:], "list")}
		if !slices.Contains([]string{"npm", "suites", "testdata", "project"}, s.origin) {
			return nil, fmt.Errorf("%s: unknown origin %q", file, s.origin)
		}
		sources = append(sources, s)
	}
	return sources, nil
}

// readLines returns the lines of a file without blank lines and comments.
func readLines(file string) ([]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// read reads the vocabulary from its file below root.
func (s source) read(root string) (vocabulary, error) {
	v := vocabulary{source: s, spec: s.file}
	if s.origin == "npm" {
		file, err := npmFile(root, s.file)
		if err != nil {
			return v, err
		}
		v.file = file
	}
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(v.file)))
	if err != nil {
		return v, err
	}
	v.sha256 = fmt.Sprintf("%x", sha256.Sum256(text))
	graph, err := parse(v.file, text)
	if err != nil {
		return v, err
	}
	v.terms = s.terms(graph)
	if len(v.terms) == 0 {
		return v, errors.New("the file holds no term of the namespace")
	}
	return v, nil
}

// npmFile returns the file of an npm package, given as NAME@VERSION, that holds
// the vocabulary. Another version than the one asked for is an error.
func npmFile(root, spec string) (string, error) {
	i := strings.LastIndexByte(spec, '@')
	if i < 1 {
		return "", fmt.Errorf("%q is not NAME@VERSION", spec)
	}
	name, version := spec[:i], spec[i+1:]
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name), "package.json"))
	if err != nil {
		return "", err
	}
	var manifest struct{ Version string }
	if err := json.Unmarshal(text, &manifest); err != nil {
		return "", err
	}
	if manifest.Version != version {
		return "", fmt.Errorf("version %s of %s is installed, but sources.txt asks for %s", manifest.Version, name, version)
	}
	return path.Join(name, path.Base(name)+".nq"), nil
}

// terms returns the terms of the namespace, sorted by name.
func (s source) terms(g *rdf.Graph) []term {
	found := map[string]term{}
	note := func(t rdf.Term) {
		iri, ok := t.(rdf.IRI)
		name, inside := strings.CutPrefix(string(iri), s.namespace)
		if ok && inside && name != "" && !strings.ContainsAny(name, "/#") {
			found[name] = term{name: name, kind: kindOf(g, iri), deprecated: isDeprecated(g, iri)}
		}
	}
	for t := range g.All() {
		if s.mentions {
			note(t.Subject)
			note(t.Predicate)
			note(t.Object)
		} else if t.Predicate == rdfType {
			note(t.Subject)
		}
	}
	terms := make([]term, 0, len(found))
	for _, t := range found {
		terms = append(terms, t)
	}
	slices.SortFunc(terms, func(a, b term) int { return strings.Compare(a.name, b.name) })
	return terms
}
