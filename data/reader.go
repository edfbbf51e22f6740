package data

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"

	"github.com/eventlod/eventlod/problem"
)

// maxProblems is after how many problems the reading of a file is given up: a
// file of millions of bad lines has one cause.
const maxProblems = 10_000

// A reader reads one file of an archive and reports what is wrong with it. Its
// methods are spread over the files of the formats.
type reader struct {
	fsys fs.FS
	path string // of the file in fsys
	opts Options

	report   func(problem.Problem)
	problems int // how many errors have been reported
	warnings int
	again    bool // whether the file was read before, and warned of

	// Of a CSV file: a hash of what was read, and how much it is since a block
	// was given out.
	hash maphash.Hash
	size int64
}

func (a *Archive) newReader(name string, report func(problem.Problem)) *reader {
	return &reader{fsys: a.FS, path: name, opts: a.opts, report: report}
}

// at returns a place in the file.
func (r *reader) at(line, column int) Pos { return Pos{uint32(line), uint32(column)} }

// place returns a position in the file without its name.
func place(p problem.Position) Pos { return Pos{uint32(p.Line), uint32(p.Column)} }

// position returns a place with the name of the file.
func (r *reader) position(at Pos) problem.Position {
	return problem.Position{File: r.path, Line: int(at.Line), Column: int(at.Column)}
}

// fail reports an error.
func (r *reader) fail(at Pos, code, message, hint string) {
	r.problems++
	r.report(problem.Problem{Severity: problem.Error, Code: code, Pos: r.position(at), Message: message, Hint: hint})
}

// maxWarnings is how many warnings of a file are reported: so many show what is
// to be mended.
const maxWarnings = 100

// warn reports a warning.
func (r *reader) warn(at Pos, code, message, hint string) {
	if r.warnings++; r.warnings <= maxWarnings {
		r.report(problem.Problem{Severity: problem.Warning, Code: code, Pos: r.position(at), Message: message, Hint: hint})
	}
}

// givenUp is true where the file has so many problems that reading stops.
func (r *reader) givenUp() bool { return r.problems >= maxProblems }

// readAll returns the content of the file, and false where it is unreadable or
// larger than limit.
func (r *reader) readAll(limit int64) ([]byte, bool) {
	f := r.open(limit)
	if f == nil {
		return nil, false
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		r.fail(r.at(0, 0), "unreadable", reason(err), "")
		return nil, false
	}
	if int64(len(content)) > limit {
		r.tooLarge(limit)
		return nil, false
	}
	return content, true
}

func (r *reader) tooLarge(limit int64) {
	r.fail(r.at(0, 0), "too-large", fmt.Sprintf("the file has more than %d bytes, which is the limit", limit),
		"split the file, or write many records as CSV or JSON Lines")
}

// reason is the message of an error without the path, which the position says.
func reason(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err.Error()
	}
	return err.Error()
}
