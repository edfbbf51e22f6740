package data

import (
	"io"

	"github.com/eventlod/eventlod/problem"
)

// AddExcerpts fills in the offending line of every problem that has a position
// in a file of the archive and no excerpt. Of a line that is very long only the
// beginning is taken.
func (a *Archive) AddExcerpts(list problem.List) {
	list.AddExcerpts(func(file string) (io.ReadCloser, error) { return a.FS.Open(file) })
}
