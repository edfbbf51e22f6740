package diff

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// A LineFile is a file of lines in byte order, such as a dump in canonical form.
type LineFile struct {
	Name string // for errors
	io.Reader
}

// Lines hands over the lines, each with its line end, that one alone of two
// files has. They are lent until the function returns. Lines are compared as
// they are, without being read as statements, and not held. It fails where a file is not
// sorted or ends in the middle of a line, and with the errors of the functions
// and of reading.
func Lines(before, after LineFile, removed, added func(line []byte) error) error {
	return merge(newLineScanner(before), newLineScanner(after), removed, added)
}

// A lineScanner goes through the lines of a file.
type lineScanner struct {
	LineFile
	buf  []byte // what was read
	rest []byte // of it, after the line at hand
	line []byte
	kept []byte // the line at hand, where buf is filled again
	err  error
}

func newLineScanner(f LineFile) *lineScanner {
	return &lineScanner{LineFile: f, buf: make([]byte, 256<<10)}
}

// Next goes to the next line that is not the same; it is false at the end and
// after an error.
func (l *lineScanner) Next() bool {
	for l.err == nil {
		end := bytes.IndexByte(l.rest, '\n') + 1
		if end == 0 {
			l.fill()
			continue
		}
		line := l.rest[:end]
		l.rest = l.rest[end:]
		switch order := bytes.Compare(l.line, line); {
		case order < 0:
			l.line = line
			return true
		case order > 0:
			l.err = fmt.Errorf("%s is not sorted: %q comes after %q", l.Name, line, l.line)
		}
	}
	return false
}

// fill reads more behind the rest.
func (l *lineScanner) fill() {
	l.kept = append(l.kept[:0], l.line...)
	l.line = l.kept
	if len(l.rest) > len(l.buf)/2 {
		l.buf = append(make([]byte, 0, 2*len(l.buf)), l.rest...)[:2*len(l.buf)]
	} else {
		copy(l.buf, l.rest)
	}
	n, err := io.ReadFull(l.Reader, l.buf[len(l.rest):])
	l.rest = l.buf[:len(l.rest)+n]
	switch {
	case err == io.ErrUnexpectedEOF: // what was read comes first
	case err == io.EOF && len(l.rest) > 0:
		l.err = fmt.Errorf("%s ends in the middle of a line", l.Name)
	case err != nil:
		l.err = err
	}
}

func (l *lineScanner) Key() []byte { return l.line }

// Err returns the error that ended the reading.
func (l *lineScanner) Err() error {
	if errors.Is(l.err, io.EOF) {
		return nil
	}
	return l.err
}

func (l *lineScanner) Close() error { return nil }
