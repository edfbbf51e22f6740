package serialize

import (
	"bytes"
	"fmt"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A Joint says how documents that each hold a block of statements, and whose
// writers know nothing of each other, become one: the document that a single
// writer would have made, as long as no run of statements with one subject is
// cut.
type Joint struct {
	Head, Tail []byte // what each document begins and ends with
	Between    string // what parts two blocks
	None       []byte // the document without statements
	// Graphs tells that statements in named graphs may be cut into blocks, too.
	Graphs bool
	// GraphEnd is what ends the statements of one named graph, which begin with
	// a line. Two documents between which a graph goes on are joined without
	// the end and without the line. It is empty where a statement names its
	// graph itself.
	GraphEnd string
}

// lineJoint joins lines, which stand alone.
func lineJoint(WriteOptions) (*Joint, error) { return &Joint{Graphs: true}, nil }

// turtleJoint joins statements below the prefixes that all blocks declare.
func turtleJoint(opt WriteOptions) (*Joint, error) { return declaringJoint(newTurtleWriter, opt) }

func trigJoint(opt WriteOptions) (*Joint, error) {
	j, err := declaringJoint(newTrigWriter, opt)
	if err == nil {
		j.GraphEnd = "}\n"
	}
	return j, err
}

func declaringJoint(newWriter newWriterFunc, opt WriteOptions) (*Joint, error) {
	none, err := document(newWriter, opt)
	if err != nil {
		return nil, err
	}
	j := &Joint{Head: none, None: none, Graphs: true}
	if len(none) == 0 {
		j.Between = "\n"
	}
	return j, nil
}

// jsonldJoint joins node objects in an array, or with a context the array under
// @graph. A named graph is one object for all of its subjects, so it cannot be
// cut.
func jsonldJoint(opt WriteOptions) (*Joint, error) {
	none, err := document(newJSONLDWriter, opt)
	if err != nil {
		return nil, err
	}
	one, err := document(newJSONLDWriter, opt, rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI("urn:a"), Predicate: "urn:b", Object: rdf.IRI("urn:c")}})
	if err != nil {
		return nil, err
	}
	start, end := 1, bytes.LastIndexByte(one, ']')
	if one[0] == '{' {
		mark := []byte(`"@graph": [`)
		start = bytes.Index(one, mark) + len(mark)
	}
	end = bytes.LastIndexByte(one[:max(end, 0)], '}') + 1
	if start >= end {
		return nil, fmt.Errorf("a document of JSON-LD has no list of nodes: %q", one)
	}
	return &Joint{Head: one[:start], Tail: one[end:], Between: ",", None: none}, nil
}

type newWriterFunc = func(io.Writer, WriteOptions) syntax.Writer

// document returns the document that a writer makes of quads.
func document(newWriter newWriterFunc, opt WriteOptions, quads ...rdf.Quad) ([]byte, error) {
	var b bytes.Buffer
	w := newWriter(&b, opt)
	var s rdf.Statement
	for _, q := range quads {
		s.SetQuad(q)
		if err := w.Write(&s); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}
