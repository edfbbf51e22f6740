package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// A stream is an output of the program that remembers its first error. Some of
// what prints to it does not look, such as the library that prints help.
type stream struct {
	io.Writer
	err error
}

// Write implements [io.Writer].
func (s *stream) Write(p []byte) (int, error) {
	n, err := s.Writer.Write(p)
	if s.err == nil {
		s.err = err
	}
	return n, err
}

// isTerminal reports whether people see what is written to w.
func isTerminal(w io.Writer) bool {
	if s, ok := w.(*stream); ok {
		w = s.Writer
	}
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
