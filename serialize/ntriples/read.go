package ntriples

import (
	"bytes"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Read reads N-Triples (RDF 1.1 N-Triples). It is a [syntax.ReadFunc].
//
// It is strict: absolute and valid IRIs (RFC 3987), escapes that stand for a
// character, well-formed language tags (BCP 47), valid UTF-8 without byte order
// mark. With ReadOptions.Lax each bad line is reported and skipped.
func Read(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) error {
	return read(r, &opt, false, sink)
}

// ReadQuads reads N-Quads (RDF 1.1 N-Quads) as [Read] reads N-Triples, which
// are N-Quads too.
func ReadQuads(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) error {
	return read(r, &opt, true, sink)
}

func read(r io.Reader, opt *syntax.ReadOptions, quads bool, sink rdf.Sink) error {
	limit := opt.Limits.WithDefaults().Token
	p := parser{
		file:      opt.File,
		quads:     quads,
		positions: opt.Positions,
		prefix:    []byte(opt.BlankPrefix),
		limit:     limit,
		lax:       opt.Lax,
		sink:      sink,
	}
	blocks := blockReader{r: r, limit: limit}
	for line, first := 1, true; ; first = false {
		block, err := blocks.next()
		switch {
		case err == io.EOF:
			return nil
		case err == errLineTooLong:
			return opt.Errorf(line, 1, "line-too-long", "", "the line is longer than %d bytes", limit)
		case err != nil:
			return err
		}
		if first {
			if block, err = checkByteOrderMark(block, opt); err != nil {
				return err
			}
		}
		if line, err = p.block(block, line); err != nil {
			return err
		}
	}
}

// checkByteOrderMark refuses a byte order mark at the start of the document:
// the grammar has no place for it. In lax mode it is reported and skipped.
func checkByteOrderMark(block []byte, opt *syntax.ReadOptions) ([]byte, error) {
	var message string
	switch {
	case bytes.HasPrefix(block, []byte("\xEF\xBB\xBF")):
		message = "the file begins with a byte order mark (U+FEFF), expected a statement"
	case bytes.HasPrefix(block, []byte("\xFF\xFE")), bytes.HasPrefix(block, []byte("\xFE\xFF")):
		message = "the file is UTF-16, expected UTF-8"
	default:
		return block, nil
	}
	p := opt.Errorf(1, 1, "encoding", "N-Triples 2.4", "%s", message)
	p.Hint = "save the file as UTF-8 without byte order mark"
	if opt.Lax == nil || block[0] != 0xEF {
		return nil, p
	}
	opt.Lax(p)
	return block[3:], nil
}
