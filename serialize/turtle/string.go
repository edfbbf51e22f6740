package turtle

import (
	"unicode/utf8"
)

// endsRun marks the bytes at which the plain part of a string may end.
var endsRun = [256]bool{'"': true, '\'': true, '\\': true, '\n': true, '\r': true}

// quoted reads [17] String, of which there are four forms, and appends to dst
// what it stands for.
func (r *reader) quoted(dst []byte) ([]byte, error) {
	q := r.peek()
	if r.peekAt(1) != q {
		return r.quotedBody(dst, q, 1)
	}
	if r.peekAt(2) != q {
		r.pos += 2
		return dst, nil
	}
	return r.quotedBody(dst, q, 3)
}

// quotedBody reads a string that begins and ends with the given number of
// quotation marks: [22] and [23] with one, [24] and [25] with three.
func (r *reader) quotedBody(dst []byte, q byte, marks int) ([]byte, error) {
	n, from := marks, marks
	var seen byte // all bytes of the string, or'ed
	for {
		w := r.buf[r.pos:r.end]
		for n < len(w) && !endsRun[w[n]] {
			seen |= w[n]
			n++
		}
		if n == len(w) {
			if r.fill() {
				continue
			}
			return dst, r.notClosed(n, q, marks)
		}
		switch c := w[n]; {
		case c == '\\':
			dst = append(dst, w[from:n]...)
			size, char, err := r.escape(n)
			if err != nil {
				return dst, err
			}
			dst = utf8.AppendRune(dst, char)
			n += size
			from = n
		case c == q && (marks == 1 || r.peekAt(n+1) == q && r.peekAt(n+2) == q):
			return r.finishString(dst, from, n, marks, seen)
		case marks == 1 && (c == '\n' || c == '\r'):
			return dst, r.notClosed(n, q, marks)
		default:
			n++
		}
	}
}

// finishString takes the string whose closing marks begin n bytes behind pos
// and whose part without escapes begins at from.
func (r *reader) finishString(dst []byte, from, n, marks int, seen byte) ([]byte, error) {
	if n > r.limit {
		return dst, r.tooLong()
	}
	w := r.buf[r.pos:r.end]
	if seen >= 0x80 && !utf8.Valid(w[:n]) {
		return dst, r.notUTF8(firstInvalid(w[:n]))
	}
	r.pos += n + marks
	return append(dst, w[from:n]...), nil
}

// firstInvalid returns where in w the first byte stands that is not UTF-8.
func firstInvalid(w []byte) (n int) {
	for n < len(w) {
		c, size := utf8.DecodeRune(w[n:])
		if c == utf8.RuneError && size == 1 {
			return n
		}
		n += size
	}
	return n
}

// notClosed reports a string that does not end where it must, n bytes behind
// pos. The place is where the string begins: what is wrong stands nearer there.
func (r *reader) notClosed(n int, q byte, marks int) error {
	expected := "the closing quotation mark"
	if r.pos+n == r.end {
		return r.cutShort(n, expected, "Turtle [17]")
	}
	p := r.errorAt(n, "syntax", "Turtle [22], [23]", "found the end of the line, expected %s", expected)
	p.Hint = "write a line break as \\n, or put three quotation marks on both sides"
	return p
}

// escape reads the [159s] ECHAR or [26] UCHAR n bytes behind pos.
func (r *reader) escape(n int) (size int, char rune, err error) {
	switch c := r.peekAt(n + 1); c {
	case 't':
		return 2, '\t', nil
	case 'b':
		return 2, '\b', nil
	case 'n':
		return 2, '\n', nil
	case 'r':
		return 2, '\r', nil
	case 'f':
		return 2, '\f', nil
	case '"', '\'', '\\':
		return 2, rune(c), nil
	}
	return r.uchar(n)
}

// uchar reads the [26] UCHAR n bytes behind pos. It must be a character, which
// the halves of a surrogate pair are not.
func (r *reader) uchar(n int) (size int, char rune, err error) {
	switch r.peekAt(n + 1) {
	case 'u':
		size = 6
	case 'U':
		size = 10
	default:
		return 0, 0, r.badEscape(n+1, "an escape sequence such as \\n or \\u00E9", "Turtle [26], [159s]")
	}
	for i := n + 2; i < n+size; i++ {
		c := r.peekAt(i)
		if !is(c, isHex) {
			return 0, 0, r.badEscape(i, "a hexadecimal digit", "Turtle [26]")
		}
		char = char<<4 | hexValue(c)
	}
	if !utf8.ValidRune(char) {
		return 0, 0, r.errorAt(n, "escape", "Turtle 6.4", "escape sequence %s stands for no character", r.buf[r.pos+n:r.pos+n+size])
	}
	return size, char, nil
}

func hexValue(c byte) rune {
	if c <= '9' {
		return rune(c - '0')
	}
	return rune(c|0x20-'a') + 10
}

// appendUnescaped appends an IRIREF whose escapes are known to be good.
func appendUnescaped(dst, ref []byte) []byte {
	for i := 0; i < len(ref); i++ {
		if ref[i] != '\\' {
			dst = append(dst, ref[i])
			continue
		}
		size := 6
		if ref[i+1] == 'U' {
			size = 10
		}
		var char rune
		for _, c := range ref[i+2 : i+size] {
			char = char<<4 | hexValue(c)
		}
		dst = utf8.AppendRune(dst, char)
		i += size - 1
	}
	return dst
}
