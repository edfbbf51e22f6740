package problem

import (
	"bufio"
	"io"
	"slices"
	"strings"
)

// MaxExcerpt is how many bytes of a line an excerpt has at most.
const MaxExcerpt = 4096

// AddExcerpts fills in the offending line of every problem that has a position
// and no excerpt. It reads each file once; one that cannot be opened gives none.
func (l List) AddExcerpts(open func(file string) (io.ReadCloser, error)) {
	byFile := make(map[string][]int)
	for i, p := range l {
		if p.Pos.Line > 0 && p.Excerpt == "" {
			byFile[p.Pos.File] = append(byFile[p.Pos.File], i)
		}
	}
	for file, indices := range byFile {
		slices.SortFunc(indices, func(x, y int) int { return l[x].Pos.Line - l[y].Pos.Line })
		if r, err := open(file); err == nil {
			l.excerptsOf(r, indices)
			r.Close()
		}
	}
}

// excerptsOf fills in the excerpts of the problems of one file, which are in
// the order of their lines.
func (l List) excerptsOf(r io.Reader, indices []int) {
	content, number := bufio.NewReaderSize(r, 64<<10), 0
	var line string
	for _, i := range indices {
		for number < l[i].Pos.Line {
			var err error
			if line, err = excerpt(content); err != nil {
				return
			}
			number++
		}
		l[i].Excerpt = line
	}
}

// excerpt reads the next line and returns what is shown of it.
func excerpt(r *bufio.Reader) (string, error) {
	const byteOrderMark = "\uFEFF"
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line) <= MaxExcerpt {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil && (err != io.EOF || len(line) == 0) {
			return "", err
		}
		text := strings.TrimPrefix(strings.TrimRight(string(line[:min(len(line), MaxExcerpt)]), "\r\n"), byteOrderMark)
		return strings.ToValidUTF8(text, "\uFFFD"), nil
	}
}
