package data

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
)

// maxExcerpt is how many bytes of a line an excerpt has at most.
const maxExcerpt = 4096

// AddExcerpts fills in the offending line of every problem that has a position
// in a file of the archive and no excerpt. Of a line that is very long only the
// beginning is taken.
func (a *Archive) AddExcerpts(list problem.List) {
	byFile := map[string][]int{}
	for i, p := range list {
		if p.Pos.Line > 0 && p.Excerpt == "" {
			byFile[p.Pos.File] = append(byFile[p.Pos.File], i)
		}
	}
	for file, indices := range byFile {
		slices.SortFunc(indices, func(x, y int) int { return list[x].Pos.Line - list[y].Pos.Line })
		a.excerptsOf(file, list, indices)
	}
}

// excerptsOf fills in the excerpts of the problems of one file, which are in
// the order of their lines.
func (a *Archive) excerptsOf(file string, list problem.List, indices []int) {
	f, err := a.FS.Open(file)
	if err != nil {
		return // a position in another file than those of the archive
	}
	defer f.Close()
	content, number := bufio.NewReader(f), 0
	var line string
	for _, i := range indices {
		for number < list[i].Pos.Line {
			if line, err = excerptLine(content); err != nil {
				return
			}
			number++
		}
		list[i].Excerpt = line
	}
}

// excerptLine reads the next line, of which it returns no more than maxExcerpt
// bytes.
func excerptLine(r *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line) <= maxExcerpt {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil && (err != io.EOF || len(line) == 0) {
			return "", err
		}
		text := strings.TrimPrefix(strings.TrimRight(string(line[:min(len(line), maxExcerpt)]), "\r\n"), byteOrderMark)
		return strings.ToValidUTF8(text, "\uFFFD"), nil
	}
}
