package turtle

import (
	"io"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
)

// A Group gathers subjects for the whole-graph writers.
type Group struct {
	// Type is the rdf:type of the subjects. A subject with several goes to the
	// first group that has one of them; one with none goes with the subject that
	// its IRI is a fragment of, or else follows the last group.
	Type rdf.IRI
	// Title, where there is one, is a comment above the group.
	Title string
}

// WriteGraph writes a graph as Turtle for people to read: the prefixes that are
// used, sorted, at the top; subjects and predicates sorted, rdf:type first;
// blank nodes that are used once as [ ] and well-formed lists as ( ); shorthands
// and long strings where they mean the same. The same graph gives the same
// bytes, and so does the graph that is read from these bytes.
func WriteGraph(w io.Writer, g *rdf.Graph, opt Options) error {
	return writeGraphs(w, []*rdf.Graph{g}, []rdf.Term{nil}, opt)
}

// WriteDataset writes a dataset as TriG, as [WriteGraph] does: the default
// graph first, then the named graphs sorted by name.
func WriteDataset(w io.Writer, d *rdf.Dataset, opt Options) error {
	graphNames := append([]rdf.Term{nil}, d.Names()...)
	var graphs []*rdf.Graph
	for _, name := range graphNames {
		graphs = append(graphs, d.Graph(name))
	}
	return writeGraphs(w, graphs, graphNames, opt)
}

// WriteNamed writes a graph as TriG, as [WriteDataset] writes a dataset that has
// it under the given name and nothing else.
func WriteNamed(w io.Writer, name rdf.Term, g *rdf.Graph, opt Options) error {
	return writeGraphs(w, []*rdf.Graph{new(rdf.Graph), g}, []rdf.Term{nil, name}, opt)
}

func writeGraphs(w io.Writer, graphs []*rdf.Graph, graphNames []rdf.Term, opt Options) error {
	ns, err := newNames(opt.Prefixes)
	if err != nil {
		return err
	}
	trees := describe.Graphs(graphs, graphNames, describe.Options{Writable: isWritable})
	p := printer{out: w, groups: opt.Groups, layout: layout{names: ns}}
	for _, g := range opt.Groups {
		p.types = append(p.types, g.Type)
	}
	for i, g := range graphs {
		p.useTerm(graphNames[i])
		for t := range g.All() {
			p.useTriple(t, trees)
		}
	}
	p.top(opt.Header)
	sortGraphs(graphs, graphNames, trees)
	for i, g := range graphs {
		p.enter(trees.Name(graphNames[i]))
		p.printGraph(g, trees)
		p.leave()
	}
	p.flush(0)
	return p.err
}

// sortGraphs sorts the named graphs by the names that they are written with.
func sortGraphs(graphs []*rdf.Graph, graphNames []rdf.Term, trees *describe.Trees) {
	byName := make(map[rdf.Term]*rdf.Graph)
	for i, name := range graphNames {
		byName[name] = graphs[i]
	}
	slices.SortFunc(graphNames, trees.Compare)
	for i, name := range graphNames {
		graphs[i] = byName[name]
	}
}

// A printer prints subjects one after the other, with an empty line between.
type printer struct {
	layout
	out    io.Writer
	groups []Group
	types  []rdf.IRI // of the groups
	indent int
	gap    bool // an empty line belongs before what is next
	err    error
}

// top prints the header and the prefixes.
func (p *printer) top(header []string) {
	p.buf = p.names.appendTop(p.buf, header)
	p.gap = len(p.buf) > 0
}

// enter opens a graph.
func (p *printer) enter(name rdf.Term) {
	if name == nil {
		return
	}
	p.separate()
	p.term(name)
	p.buf = append(p.buf, " {\n"...)
	p.indent = step
}

// leave closes a graph.
func (p *printer) leave() {
	if p.indent > 0 {
		p.buf = append(p.buf, "}\n"...)
		p.indent, p.gap = 0, true
	}
}

// printGraph prints all subjects of a graph by group.
func (p *printer) printGraph(g *rdf.Graph, trees *describe.Trees) {
	view := trees.In(g)
	subjects := slices.SortedFunc(view.Things(), trees.Compare)
	grouped := make([][]rdf.Term, len(p.groups)+1)
	for _, s := range subjects {
		i := describe.Section(g, s, p.types)
		grouped[i] = append(grouped[i], s)
	}
	for i, members := range grouped {
		if i < len(p.groups) && len(members) > 0 {
			p.title(p.groups[i].Title)
		}
		for _, s := range members {
			p.printSubject(trees.Name(s), view.Properties(s))
		}
	}
}

// title prints the title of a group, if it has one.
func (p *printer) title(title string) {
	if title == "" {
		return
	}
	p.separate()
	p.spaces(p.indent)
	p.buf = appendComment(p.buf, title)
	p.gap = true
}

// printSubject prints what is said of a subject; name is nil where it needs no
// label.
func (p *printer) printSubject(name rdf.Term, properties []describe.Property) {
	p.separate()
	p.subject(name, properties, p.indent)
	p.gap = true
	p.flush(flushAt)
}

// separate puts an empty line before all but the first thing of a document or
// graph.
func (p *printer) separate() {
	if p.gap {
		p.buf = append(p.buf, '\n')
	}
	p.gap = false
}

// flush passes on what was printed if it is at least size bytes.
func (p *printer) flush(size int) {
	if len(p.buf) < size || p.err != nil {
		return
	}
	_, p.err = p.out.Write(p.buf)
	p.buf = p.buf[:0]
}
