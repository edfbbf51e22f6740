package jsonld

import "io"

// An outline is what a JSON text shows at first sight, before it is parsed: the
// keys of the object that it is, in their order.
type outline struct {
	depth   int
	string  bool // within one
	escaped bool // behind a backslash
	awaits  bool // the next string is a key of the outermost object
	key     bool // this string is one
	text    []byte
	keys    []string
	done    bool // the outermost value has ended
	other   bool // something stands behind it, or there are too many keys
}

// mostKeys is how many keys an outline takes note of.
const mostKeys = 3

// isGraphDocument reports whether a text is an object that holds, after a
// context or nothing, a graph and nothing behind it.
func isGraphDocument(r io.Reader) bool {
	var o outline
	buf := make([]byte, windowSize)
	for !o.other {
		n, err := r.Read(buf)
		o.read(buf[:n])
		if err != nil {
			break
		}
	}
	last := len(o.keys) - 1
	return o.done && !o.other && last >= 0 && o.keys[last] == "@graph" && (last == 0 || last == 1 && o.keys[0] == "@context")
}

// read takes the next part of the text.
func (o *outline) read(b []byte) {
	for i := 0; i < len(b) && !o.other; i++ {
		if o.string {
			i = o.inString(b, i)
			continue
		}
		for o.depth > 1 && i < len(b) && !brackets[b[i]] {
			i++
		}
		if i < len(b) {
			o.mark(b[i])
		}
	}
}

// brackets are what matters inside of the outermost object.
var brackets = marks(`"{}[]`)

func marks(chars string) (m [256]bool) {
	for i := range len(chars) {
		m[chars[i]] = true
	}
	return m
}

// inString moves over a string, or as much of it as there is.
func (o *outline) inString(b []byte, i int) int {
	for ; i < len(b); i++ {
		for !o.key && !o.escaped && i < len(b) && b[i] != '"' && b[i] != '\\' {
			i++
		}
		if i == len(b) {
			break
		}
		c := b[i]
		if o.key {
			o.text = append(o.text[:min(len(o.text), 64)], c)
		}
		switch {
		case o.escaped:
			o.escaped = false
		case c == '\\':
			o.escaped = true
		case c == '"':
			o.string = false
			if o.key {
				o.addKey()
			}
			return i
		}
	}
	return i
}

func (o *outline) addKey() {
	o.keys = append(o.keys, string(o.text[:len(o.text)-1]))
	o.key, o.text = false, o.text[:0]
	o.other = o.other || len(o.keys) > mostKeys
}

// mark takes a byte that stands in no string.
func (o *outline) mark(c byte) {
	if o.done && c != ' ' && c != '\t' && c != '\n' && c != '\r' {
		o.other = true
		return
	}
	switch c {
	case '"':
		o.string, o.key, o.awaits = true, o.awaits, false
	case '{', '[':
		o.depth++
		o.awaits = o.depth == 1 && c == '{'
		o.other = o.other || o.depth == 1 && c == '['
	case '}', ']':
		o.depth--
		o.done = o.depth <= 0
	case ',':
		o.awaits = o.depth == 1
	}
}
