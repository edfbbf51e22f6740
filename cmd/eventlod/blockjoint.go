package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/eventlod/eventlod/rdf"
)

// A blockJoint puts what blocks became into one document. Their writers know
// nothing of each other, so each has written a document of its own.
type blockJoint struct {
	head, tail []byte // what each begins and ends with
	between    string // what parts two blocks
	none       []byte // the document without statements
	some       bool   // whether there was a block
}

// newJoint finds out how documents of the conversion's format begin and end.
func (v *conversion) newJoint() (*blockJoint, error) {
	none, err := v.document()
	if err != nil {
		return nil, err
	}
	j := &blockJoint{none: none}
	switch v.format.Name {
	case "turtle":
		j.head = none
		if len(none) == 0 {
			j.between = "\n"
		}
	case "json-ld":
		err = v.frameJSON(j)
	}
	return j, err
}

// document returns the document that the conversion's format makes of
// statements.
func (v *conversion) document(statements ...rdf.Quad) ([]byte, error) {
	var b bytes.Buffer
	w := v.format.NewWriter(&b, v.options)
	var s rdf.Statement
	for _, q := range statements {
		s.SetQuad(q)
		if err := w.Write(&s); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// frameJSON finds what stands around the node objects of a document: an array,
// or with a context the array under @graph.
func (v *conversion) frameJSON(j *blockJoint) error {
	j.between = ","
	one, err := v.document(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI("urn:a"), Predicate: "urn:b", Object: rdf.IRI("urn:c")}})
	if err != nil {
		return err
	}
	start, end := 1, bytes.LastIndexByte(one, ']')
	if one[0] == '{' {
		mark := []byte(`"@graph": [`)
		start = bytes.Index(one, mark) + len(mark)
	}
	end = bytes.LastIndexByte(one[:max(end, 0)], '}') + 1
	if start >= end {
		return fmt.Errorf("a document of JSON-LD has no list of nodes: %q", one)
	}
	j.head, j.tail = one[:start], one[end:]
	return nil
}

// write adds what a block became.
func (j *blockJoint) write(w io.Writer, output []byte) error {
	if bytes.Equal(output, j.none) {
		return nil
	}
	before := j.head
	if j.some {
		before = []byte(j.between)
	}
	j.some = true
	if _, err := w.Write(before); err != nil {
		return err
	}
	_, err := w.Write(bytes.TrimSuffix(bytes.TrimPrefix(output, j.head), j.tail))
	return err
}

// finish ends the document.
func (j *blockJoint) finish(w io.Writer) error {
	end := j.tail
	if !j.some {
		end = j.none
	}
	_, err := w.Write(end)
	return err
}
