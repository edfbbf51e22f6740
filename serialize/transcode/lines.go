package transcode

import (
	"bytes"
	"io"
)

// A lineBlocks cuts a document of a line format into blocks of whole lines, so
// that they can be worked on at the same time. Lines that follow each other and
// have the same subject stay together, unless they fill a block.
type lineBlocks struct {
	r    io.Reader
	size int    // of a block
	most int    // of a line, beyond which a block may end anywhere
	rest []byte // what was read, but belongs to the next block
	line int    // the number of the line that the next block begins with
	err  error  // of r
}

// next returns the next block, in the memory of buf where there is room, and
// the number of its first line. The error is io.EOF at the end.
func (b *lineBlocks) next(buf []byte) (block []byte, line int, err error) {
	block, b.rest = append(buf[:0], b.rest...), b.rest[:0]
	cut := 0
	for cut == 0 && b.err == nil {
		block, b.err = fill(b.r, block, len(block)+b.size)
		if b.err == nil {
			cut = subjectEnd(block)
		}
		if cut == 0 && len(block) > b.most {
			cut = len(block)
		}
	}
	switch {
	case b.err == io.EOF:
		cut = len(block)
	case b.err != nil: // the last line is not what it was
		cut = bytes.LastIndexByte(block, lineEnd(block)) + 1
	}
	if cut == 0 {
		return nil, 0, b.err
	}
	b.rest = append(b.rest, block[cut:]...)
	line = b.line
	b.line += bytes.Count(block[:cut], []byte{lineEnd(block[:cut])})
	return block[:cut], line, nil
}

// fill reads until dst has n bytes.
func fill(r io.Reader, dst []byte, n int) ([]byte, error) {
	start := len(dst)
	if cap(dst) < n {
		dst = append(make([]byte, 0, n+n/4), dst...)
	}
	got, err := io.ReadFull(r, dst[start:n])
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return dst[:start+got], err
}

// lineEnd returns the last character of the lines of a text: line feed, or
// carriage return where there is no line feed (RDF 1.1 N-Triples 7, EOL).
func lineEnd(text []byte) byte {
	if bytes.IndexByte(text, '\n') < 0 {
		return '\r'
	}
	return '\n'
}

// subjectEnd returns where the lines before the last subject of a block end.
// Where the whole lines have one subject only, it is where they end, or 0 where
// there is no whole line.
func subjectEnd(block []byte) int {
	mark := lineEnd(block)
	whole := block
	if mark == '\r' && len(block) > 0 {
		whole = block[:len(block)-1] // a line feed may follow
	}
	end := bytes.LastIndexByte(whole, mark) + 1
	if end == 0 {
		return 0
	}
	last := lastLine(block[:end], mark)
	subject, cut := firstWord(block[last:end]), last
	for cut > 0 {
		start := lastLine(block[:cut], mark)
		if !bytes.Equal(firstWord(block[start:cut]), subject) {
			return cut
		}
		cut = start
	}
	return end
}

// lastLine returns where the last line of a text begins, which ends with its
// line end.
func lastLine(text []byte, mark byte) int {
	return bytes.LastIndexByte(text[:len(text)-1], mark) + 1
}

// firstWord returns what stands before the first white space of a line.
func firstWord(line []byte) []byte {
	if i := bytes.IndexAny(line, " \t"); i >= 0 {
		return line[:i]
	}
	return line
}
