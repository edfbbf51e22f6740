package release

import (
	"bytes"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/diff"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// difference reads two dumps in sorted N-Triples side by side and returns the
// triples that only the old one has and those that only the new one has. What
// both have is never held, so the cost is that of the change.
func difference(before, after io.Reader) (removed, added *rdf.Graph, err error) {
	var gone, come bytes.Buffer
	keepIn := func(b *bytes.Buffer) func([]byte) error {
		return func(line []byte) error {
			b.Write(line)
			return nil
		}
	}
	old, now := diff.LineFile{Name: "the former dump", Reader: before}, diff.LineFile{Name: "the new dump", Reader: after}
	if err := diff.Lines(old, now, keepIn(&gone), keepIn(&come)); err != nil {
		return nil, nil, err
	}
	removed, added = new(rdf.Graph), new(rdf.Graph)
	if err := ntriples.Read(&gone, syntax.ReadOptions{File: old.Name}, removed.AddStatement); err != nil {
		return nil, nil, err
	}
	return removed, added, ntriples.Read(&come, syntax.ReadOptions{File: now.Name}, added.AddStatement)
}
