package turtle

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/grouped"
)

// A Document is a document of Turtle, or of TriG with all in one named graph,
// that is put together from resources printed apart (see package grouped). It
// has the bytes that [WriteGraph] or [WriteDataset] give.
type Document struct {
	names   *names
	opt     Options
	graph   rdf.IRI // the named graph; empty for Turtle
	indents *indents
}

var _ grouped.Document = (*Document)(nil)

// NewDocument returns a document of Turtle. It returns an error where a prefix
// is no good.
func NewDocument(opt Options) (*Document, error) { return newDocument("", opt, outside) }

// NewTrigDocument returns a document of TriG that has all resources in one
// named graph. It returns an error where a prefix is no good.
func NewTrigDocument(graph rdf.IRI, opt Options) (*Document, error) {
	return newDocument(graph, opt, inGraph)
}

func newDocument(graph rdf.IRI, opt Options, in *indents) (*Document, error) {
	ns, err := newNames(opt.Prefixes)
	if err != nil {
		return nil, err
	}
	return &Document{names: ns, opt: opt, graph: graph, indents: in}, nil
}

// ByGroup returns true.
func (d *Document) ByGroup() bool { return true }

// Title returns the comment above a group.
func (d *Document) Title(group int) string {
	if group >= len(d.opt.Groups) || d.opt.Groups[group].Title == "" {
		return ""
	}
	return string(appendComment([]byte(d.indents.subject), d.opt.Groups[group].Title))
}

// Between returns an empty line.
func (d *Document) Between() string { return "\n" }

// Frame returns the header with the prefixes that are used, and the braces of
// the graph.
func (d *Document) Frame(used grouped.Used, empty bool) (head, tail string) {
	ns := names{spaces: slices.Clone(d.names.spaces), table: d.names.table}
	for i, is := range used {
		ns.spaces[i].used = is
	}
	if d.graph != "" && !empty {
		ns.use([]byte(d.graph))
	}
	top := ns.appendTop(nil, d.opt.Header)
	if empty {
		return string(top), ""
	}
	if len(top) > 0 {
		top = append(top, '\n')
	}
	if d.graph == "" {
		return string(top), ""
	}
	top = ns.appendIRI(top, []byte(d.graph), new(int))
	return string(top) + " {\n", "}\n"
}

// NewPrinter returns a printer of resources.
func (d *Document) NewPrinter() grouped.Printer { return &printerOf{newFlat(d.names, d.indents)} }

// A printerOf prints the resources of a document.
type printerOf struct{ flat *flat }

func (p *printerOf) AppendResource(dst []byte, r *rdf.Resource) ([]byte, error) {
	if err := grouped.CheckGround(r); err != nil {
		return dst, err
	}
	return p.flat.resource(dst, r), nil
}

func (p *printerOf) Used() grouped.Used { return p.flat.used }

// A Twin prints resources as Turtle and as TriG at once: for a [NewDocument]
// and a [NewTrigDocument] with the same prefixes. Only where the indentation of
// TriG breaks a line is a resource laid out twice.
type Twin struct{ turtle, trig *flat }

// NewTwin returns a printer of both formats, for one goroutine at a time.
func (d *Document) NewTwin() *Twin {
	return &Twin{newFlat(d.names, outside), newFlat(d.names, inGraph)}
}

// AppendResource appends the text of a resource in both formats. Its pairs and
// its errors are those of [grouped.Printer].
func (t *Twin) AppendResource(turtle, trig []byte, r *rdf.Resource) (_, _ []byte, err error) {
	if err := grouped.CheckGround(r); err != nil {
		return turtle, trig, err
	}
	turtle = t.turtle.resource(turtle, r)
	if t.turtle.tight {
		return turtle, t.trig.resource(trig, r), nil
	}
	return turtle, t.turtle.indented(trig, turtle), nil
}

// Used returns which prefixes the resources printed so far have used in either
// document, but for the name of the graph, which is the document's own affair.
func (t *Twin) Used() grouped.Used { return t.turtle.used }
