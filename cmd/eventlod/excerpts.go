package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"strings"

	"github.com/eventlod/eventlod/problem"
)

// longExcerpt is how much of a line is kept to be shown, in bytes.
const longExcerpt = 4096

// addExcerpts fills in the offending lines of problems that lack them. It reads
// each file once; a file that cannot be read again gives none.
func (s *source) addExcerpts(list problem.List) {
	byFile := make(map[string]map[int]string)
	for _, p := range list {
		if p.Excerpt == "" && p.Pos.Line > 0 {
			if byFile[p.Pos.File] == nil {
				byFile[p.Pos.File] = make(map[int]string)
			}
			byFile[p.Pos.File][p.Pos.Line] = ""
		}
	}
	for file, lines := range byFile {
		s.readLines(file, lines)
	}
	for i := range list {
		if p := &list[i]; p.Excerpt == "" && p.Pos.Line > 0 {
			p.Excerpt = byFile[p.Pos.File][p.Pos.Line]
		}
	}
}

// readLines reads the lines of a file whose numbers are keys of the map.
func (s *source) readLines(file string, lines map[int]string) {
	r, err := s.open(file)
	if err != nil {
		return
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, 64<<10)
	for number, left := 1, len(lines); left > 0; number++ {
		start, rest, err := in.ReadLine()
		if err != nil {
			return
		}
		if _, wanted := lines[number]; wanted {
			start = start[:min(len(start), longExcerpt)]
			lines[number] = strings.ToValidUTF8(string(bytes.TrimRight(start, "\r")), "\uFFFD")
			left--
		}
		for rest && err == nil {
			_, rest, err = in.ReadLine()
		}
	}
}

// spool keeps the standard input in a temporary file where it is one of the
// inputs, so that it can be read again.
func (s *source) spool(inputs []input) error {
	for _, in := range inputs {
		if in.name != standardInput || s.spooled != nil {
			continue
		}
		file, err := os.CreateTemp("", "eventlod-*")
		if err != nil {
			return err
		}
		s.spooled = file
		// The open file stays; its name is of no use to anybody. Where a system
		// refuses this, close removes it.
		os.Remove(file.Name())
		if _, err := io.Copy(file, s.stdin); err != nil {
			return err
		}
	}
	return nil
}

// close drops what spool has kept.
func (s *source) close() {
	if s.spooled != nil {
		s.spooled.Close()
		os.Remove(s.spooled.Name())
	}
}
