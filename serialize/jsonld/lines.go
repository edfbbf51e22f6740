package jsonld

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// A lineIndex finds the line and column of a byte of a document, or of a part
// of it.
type lineIndex struct {
	text  string
	first mark   // where the text begins
	marks []mark // the starts of lines and places in long ones; made when first asked
}

// A mark is a place in a document.
type mark struct{ offset, line, column int }

// after returns the place behind a text that begins at m.
func (m mark) after(text string) mark {
	m.offset += len(text)
	for {
		end := strings.IndexByte(text, '\n')
		if end < 0 {
			m.column += utf8.RuneCountInString(text)
			return m
		}
		m.line, m.column = m.line+1, 1
		text = text[end+1:]
	}
}

func wholeIndex(doc string) *lineIndex { return &lineIndex{text: doc, first: mark{0, 1, 1}} }

// position returns line and column, from 1, the column in code points.
func (l *lineIndex) position(offset int) (line, column int) {
	if l.marks == nil {
		l.makeMarks()
	}
	offset = min(max(offset, l.first.offset), l.first.offset+len(l.text))
	i := sort.Search(len(l.marks), func(i int) bool { return l.marks[i].offset > offset }) - 1
	m := l.marks[i]
	from, to := m.offset-l.first.offset, offset-l.first.offset
	return m.line, m.column + utf8.RuneCountInString(l.text[from:to])
}

// makeMarks marks lines, and long lines again and again, so that counting
// columns never takes long.
func (l *lineIndex) makeMarks() {
	const far = 512
	m, at := l.first, 0
	l.marks = append(l.marks, m)
	for at < len(l.text) {
		n := strings.IndexByte(l.text[at:min(at+far, len(l.text))], '\n') + 1
		if n == 0 {
			n = min(far, len(l.text)-at)
			for at+n < len(l.text) && !utf8.RuneStart(l.text[at+n]) && n < far+utf8.UTFMax {
				n++
			}
		}
		m = m.after(l.text[at : at+n])
		at += n
		l.marks = append(l.marks, m)
	}
}
