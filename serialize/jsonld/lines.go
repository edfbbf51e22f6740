package jsonld

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// A lineIndex finds the line and column of a byte of a document.
type lineIndex struct {
	doc    []byte
	starts []int // of the lines; made when first asked
}

// position returns line and column, from 1, the column in code points.
func (l *lineIndex) position(offset int) (line, column int) {
	if l.starts == nil {
		l.starts = []int{0}
		for at := 0; ; {
			n := bytes.IndexByte(l.doc[at:], '\n')
			if n < 0 {
				break
			}
			at += n + 1
			l.starts = append(l.starts, at)
		}
	}
	offset = min(offset, len(l.doc))
	line = sort.SearchInts(l.starts, offset+1)
	return line, utf8.RuneCount(l.doc[l.starts[line-1]:offset]) + 1
}
