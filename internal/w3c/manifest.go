package w3c

import (
	"fmt"
	"os"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

const (
	mf   = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	rdft = "http://www.w3.org/ns/rdftest#"
	rdfs = "http://www.w3.org/2000/01/rdf-schema#"
	ns   = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// A loader collects the cases of Turtle manifests.
type loader struct {
	root  root
	seen  map[string]bool // manifests, by file
	cases []Case
}

func (l *loader) turtle(path string) error {
	if l.seen[path] {
		return nil
	}
	l.seen[path] = true
	g, err := readGraph(path, l.root.iri(path))
	if err != nil {
		return err
	}
	for manifest := range g.Subjects(ns+"type", rdf.IRI(mf+"Manifest")) {
		for _, included := range items(g, manifest, mf+"include") {
			if err := l.turtle(l.root.path(text(included))); err != nil {
				return err
			}
		}
		base := text(g.Object(manifest, mf+"assumedTestBase"))
		for _, entry := range items(g, manifest, mf+"entries") {
			l.cases = append(l.cases, l.newCase(g, entry, path, base))
		}
	}
	return nil
}

func readGraph(path, base string) (*rdf.Graph, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	g := rdf.NewGraph()
	if err := turtle.Read(f, syntax.ReadOptions{File: path, Base: base}, g.AddStatement); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return g, nil
}

// newCase describes the test of a manifest. An input has the manifest's
// assumed base, where there is one, in the place of the manifest's folder.
func (l *loader) newCase(g *rdf.Graph, test rdf.Term, manifest, base string) Case {
	get := func(p rdf.IRI) rdf.Term { return g.Object(test, p) }
	c := Case{
		ID:       text(test),
		Name:     text(get(mf + "name")),
		Type:     localName(text(get(ns + "type"))),
		Comment:  text(get(rdfs + "comment")),
		Approval: localName(text(get(rdft + "approval"))),
		Graph:    g,
		Node:     test,
		root:     l.root,
	}
	if c.Name == "" {
		c.Name = text(get(rdfs + "label"))
	}
	if c.Approval == "" {
		c.Approval = localName(text(get(mf + "status")))
	}
	if action, ok := get(mf + "action").(rdf.IRI); ok {
		c.Action = l.root.path(string(action))
		c.Base = string(action)
		if folder := folderOf(l.root.iri(manifest)); base != "" && strings.HasPrefix(c.Base, folder) {
			c.Base = base + c.Base[len(folder):]
		}
	}
	if result, ok := get(mf + "result").(rdf.IRI); ok {
		c.Result = l.root.path(string(result))
	}
	return c
}

// items returns the objects of a property, where a list stands for its items.
func items(g *rdf.Graph, s rdf.Term, p rdf.IRI) (found []rdf.Term) {
	for o := range g.Objects(s, p) {
		if g.Object(o, ns+"first") == nil {
			found = append(found, o)
			continue
		}
		for cell := o; ; cell = g.Object(cell, ns+"rest") {
			item := g.Object(cell, ns+"first")
			if item == nil {
				break
			}
			found = append(found, item)
		}
	}
	return found
}

// text returns an IRI, a label or a lexical form, and nothing for no term.
func text(t rdf.Term) string {
	switch x := t.(type) {
	case rdf.IRI:
		return string(x)
	case rdf.BlankNode:
		return string(x)
	case rdf.Literal:
		return x.Lexical
	}
	return ""
}

// localName returns what follows the last '#', '/' or ':'.
func localName(iri string) string { return iri[strings.LastIndexAny(iri, "#/:")+1:] }

func folderOf(iri string) string { return iri[:strings.LastIndexByte(iri, '/')+1] }
