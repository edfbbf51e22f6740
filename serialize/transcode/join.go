package transcode

import (
	"bytes"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
)

// joint returns how blocks of the conversion are put together, or nil where
// statements must be converted one after the other: where an input cannot be
// cut between lines, or the output cannot be joined.
func (c *conversion) joint() (*serialize.Joint, error) {
	if c.Format.Joint == nil || !c.Write.Streams() {
		return nil, nil
	}
	joint, err := c.Format.Joint(c.Write)
	if err != nil {
		return nil, err
	}
	for _, in := range c.inputs {
		if !in.Format.Lines || in.Format.Quads && !joint.Graphs && !c.Merge {
			return nil, nil
		}
	}
	return joint, nil
}

// A joiner puts what blocks became into one document. Their writers know
// nothing of each other, so each has written a document of its own.
type joiner struct {
	*serialize.Joint
	out   io.Writer
	some  bool     // whether there was a block
	graph rdf.Node // the named graph that is to be ended, where one is
}

// write adds what a block became. Where the format gathers the statements of a
// graph, it is told which graphs the block begins and ends with.
func (j *joiner) write(output []byte, graphs *graphRange) error {
	if bytes.Equal(output, j.None) {
		return nil
	}
	body := bytes.TrimSuffix(bytes.TrimPrefix(output, j.Head), j.Tail)
	before := j.Head
	if j.some {
		before = []byte(j.Between)
	}
	if j.GraphEnd != "" {
		before, body = j.goOn(before, body, graphs)
	}
	j.some = true
	if _, err := j.out.Write(before); err != nil {
		return err
	}
	_, err := j.out.Write(body)
	return err
}

// goOn holds back the end of a graph that may go on in the next block, and takes
// the beginning off one that has gone on.
func (j *joiner) goOn(before, body []byte, graphs *graphRange) ([]byte, []byte) {
	if j.graph.Kind != rdf.NoTerm {
		if j.graph.Kind == graphs.first.Kind && bytes.Equal(j.graph.Value, graphs.first.Value) {
			line := bytes.TrimPrefix(body, []byte("\n"))
			before, body = []byte("\n"), line[bytes.IndexByte(line, '\n')+1:]
		} else {
			before = append([]byte(j.GraphEnd), before...)
		}
	}
	set(&j.graph, &graphs.last)
	if j.graph.Kind != rdf.NoTerm {
		body = bytes.TrimSuffix(body, []byte(j.GraphEnd))
	}
	return before, body
}

// finish ends the document.
func (j *joiner) finish() error {
	end := j.Tail
	if !j.some {
		end = j.None
	} else if j.graph.Kind != rdf.NoTerm {
		end = append([]byte(j.GraphEnd), end...)
	}
	_, err := j.out.Write(end)
	return err
}

// A graphRange is the graphs of the first and of the last statement of a block.
type graphRange struct{ first, last rdf.Node }

// note takes the graph of the next statement.
func (g *graphRange) note(name *rdf.Node, isFirst bool) {
	if isFirst {
		set(&g.first, name)
	}
	if isFirst || g.last.Kind != rdf.NoTerm || name.Kind != rdf.NoTerm {
		set(&g.last, name)
	}
}

// set makes n a copy of another node, which is a name.
func set(n, of *rdf.Node) { n.Kind, n.Value = of.Kind, append(n.Value[:0], of.Value...) }
