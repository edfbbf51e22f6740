package jsonld

import (
	"errors"
	"io"
	"strings"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A window is the part of a document that is held while it is read item by
// item. The parser's text is the window.
type window struct {
	jsontree.Parser
	r     io.Reader
	opt   *syntax.ReadOptions
	size  int // how much is read at once, at least
	buf   []byte
	ended bool       // the document ends where the window does
	head  *lineIndex // the part with the context, once it may leave the window
	lines *lineIndex // of the window
}

// windowSize is how much is usually read at once.
const windowSize = 256 << 10

func newWindow(r io.Reader, opt *syntax.ReadOptions, size int) *window {
	w := &window{r: r, opt: opt, size: size, lines: wholeIndex("")}
	w.Limits = jsontree.Limits{Depth: opt.Limits.Depth, Token: opt.Limits.Token}
	return w
}

// fill drops what stands before the byte at hand and reads more behind what
// the window holds. An item that does not fit makes it larger and larger.
func (w *window) fill() error {
	first := w.lines.first.after(w.Text[:w.At])
	rest := w.Text[w.At:]
	size := max(w.size, len(rest))
	if len(w.buf) < size {
		w.buf = make([]byte, size)
	}
	n, err := io.ReadFull(w.r, w.buf[:size])
	w.ended = err == io.EOF || err == io.ErrUnexpectedEOF
	if err != nil && !w.ended {
		return err
	}
	if int64(len(rest)+n) > w.opt.Limits.Document {
		return tooLargeDocument(w.opt)
	}
	var text strings.Builder
	text.Grow(len(rest) + n)
	text.WriteString(rest)
	text.Write(w.buf[:n])
	w.set(text.String(), first)
	return nil
}

// fillAll reads the whole document into the window.
func (w *window) fillAll() error {
	limit := w.opt.Limits.Document
	var text strings.Builder
	text.WriteString(w.Text)
	if !w.ended {
		if _, err := io.Copy(&text, io.LimitReader(w.r, limit+1-int64(len(w.Text)))); err != nil {
			return err
		}
		w.ended = true
	}
	if int64(text.Len()) > limit {
		return tooLargeDocument(w.opt)
	}
	w.At = 0
	w.set(text.String(), w.lines.first)
	return nil
}

func (w *window) set(text string, first mark) {
	w.Text, w.At, w.From = text, 0, first.offset
	w.lines = &lineIndex{text: text, first: first}
}

func tooLargeDocument(opt *syntax.ReadOptions) error {
	p := opt.Errorf(0, 0, "document-too-large", "", "the document has more than %d bytes, and this one must be held in memory whole", opt.Limits.Document)
	p.Hint = "raise the limit, or convert the data to a format that can be read in a stream, such as N-Quads"
	return p
}

// position returns the line and column of a byte that the window or the head
// holds.
func (w *window) position(offset int) (line, column int) {
	if w.head != nil && offset < w.From {
		return w.head.position(offset)
	}
	return w.lines.position(offset)
}

// raw returns the text of a value that stands in the window.
func (w *window) raw(v *jsontree.Value) string { return w.Text[v.Offset-w.From : v.End-w.From] }

// space moves over white space, and more of the document where it must.
func (w *window) space() error {
	for {
		w.Space()
		if w.At < len(w.Text) || w.ended {
			return nil
		}
		if err := w.fill(); err != nil {
			return err
		}
	}
}

// item reads a value that stands in depth objects and arrays. Where the window
// ends within it, or so close to a fault that it may be none, it is read again
// with more of the document.
func (w *window) item(depth int) (*jsontree.Value, error) {
	const close = 16 // bytes; longer than what of a string or word is looked at at once
	for {
		from := w.At
		v, err := w.Value(depth)
		cut := err == nil && v.Kind == jsontree.Number && w.At == len(w.Text)
		var bad *jsontree.Error
		if errors.As(err, &bad) {
			cut = bad.Offset+close >= w.From+len(w.Text)
		}
		if !cut || w.ended {
			return v, err
		}
		w.At = from
		if err := w.fill(); err != nil {
			return nil, err
		}
		if w.Memory != nil {
			w.Memory.Reset()
		}
	}
}

// array hands on the items of an array, whose opening bracket is at hand, one
// by one.
func (w *window) array(depth int, each func(*jsontree.Value) error) error {
	w.At++
	if err := w.space(); err != nil {
		return err
	}
	if w.Peek() == ']' {
		w.At++
		return nil
	}
	for {
		if err := w.space(); err != nil {
			return err
		}
		item, err := w.item(depth)
		if err != nil {
			return err
		}
		if err := each(item); err != nil {
			return err
		}
		if err := w.space(); err != nil {
			return err
		}
		if more, err := w.More(']', "RFC 8259, section 5"); !more {
			return err
		}
	}
}

// finish reports what stands behind the document.
func (w *window) finish() error {
	if err := w.space(); err != nil {
		return err
	}
	return w.Finish()
}
