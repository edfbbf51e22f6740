package ntriples

import (
	"bytes"
	"errors"
	"io"
	"runtime"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Read reads N-Triples (RDF 1.1 N-Triples). It is a [syntax.ReadFunc].
//
// It is strict: absolute and valid IRIs (RFC 3987), escapes that stand for a
// character, well-formed language tags (BCP 47), valid UTF-8 without byte order
// mark. With ReadOptions.Lax each bad line is reported and skipped.
//
// Statements come in the order of the document, and sink and Lax are called by
// the goroutine that called Read, though other cores may parse ahead.
func Read(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) error {
	return read(r, opt, false, sink)
}

// ReadQuads reads N-Quads (RDF 1.1 N-Quads) as [Read] reads N-Triples, which
// are N-Quads too.
func ReadQuads(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) error {
	return read(r, opt, true, sink)
}

// A reader reads one document.
type reader struct {
	opt    syntax.ReadOptions
	quads  bool
	sink   rdf.Sink
	blocks blockReader
	line   int
}

func read(r io.Reader, opt syntax.ReadOptions, quads bool, sink rdf.Sink) error {
	opt.Limits = opt.Limits.WithDefaults()
	rd := &reader{opt: opt, quads: quads, sink: sink, line: 1}
	rd.blocks = blockReader{r: r, limit: opt.Limits.Token}
	err := rd.run()
	if tooLong := (errLineTooLong{}); errors.As(err, &tooLong) {
		return opt.Errorf(rd.line, 1, "line-too-long", "", "the line is longer than %d bytes", opt.Limits.Token)
	}
	return err
}

// run reads block by block, and hands over to the parallel mode as soon as a
// full block shows that the input is long and comes fast.
func (rd *reader) run() error {
	p := rd.parser()
	p.st = new(rdf.Statement)
	p.emit = func() error {
		err := rd.sink(p.st)
		p.arena = p.arena[:0]
		return err
	}
	p.lax = rd.opt.Lax
	var buf []byte
	for first := true; ; first = false {
		block, err := rd.blocks.next(buf)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		buf = block
		if first {
			if block, err = rd.checkByteOrderMark(block); err != nil {
				return err
			}
		}
		if rd.line, err = p.block(block, rd.line); err != nil {
			return err
		}
		if len(block) >= blockSize/2 && runtime.GOMAXPROCS(0) > 1 {
			return rd.runParallel()
		}
	}
}

func (rd *reader) parser() *parser {
	return &parser{
		file:      rd.opt.File,
		quads:     rd.quads,
		positions: rd.opt.Positions,
		prefix:    []byte(rd.opt.BlankPrefix),
		limit:     rd.opt.Limits.Token,
	}
}

// checkByteOrderMark refuses a byte order mark at the start of the document:
// the grammar has no place for it. In lax mode it is reported and skipped.
func (rd *reader) checkByteOrderMark(block []byte) ([]byte, error) {
	var message string
	switch {
	case bytes.HasPrefix(block, []byte("\xEF\xBB\xBF")):
		message = "the file begins with a byte order mark (U+FEFF), expected a statement"
	case bytes.HasPrefix(block, []byte("\xFF\xFE")), bytes.HasPrefix(block, []byte("\xFE\xFF")):
		message = "the file is UTF-16, expected UTF-8"
	default:
		return block, nil
	}
	p := rd.opt.Errorf(1, 1, "encoding", "N-Triples 2.4", "%s", message)
	p.Hint = "save the file as UTF-8 without byte order mark"
	if rd.opt.Lax == nil || block[0] != 0xEF {
		return nil, p
	}
	rd.opt.Lax(p)
	return block[3:], nil
}

var _ syntax.ReadFunc = Read
