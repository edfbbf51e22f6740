package rdf

// AppendTerm appends t to dst in canonical N-Quads form (RDF 1.1 N-Triples,
// section 4, with the escapes that RDF Dataset Canonicalization, section 5,
// fixes).
func AppendTerm(dst []byte, t Term) []byte {
	switch x := t.(type) {
	case IRI:
		dst = append(dst, '<')
		dst = append(dst, x...)
		return append(dst, '>')
	case BlankNode:
		dst = append(dst, '_', ':')
		return append(dst, x...)
	case Literal:
		dst = append(dst, '"')
		dst = AppendEscaped(dst, x.Lexical)
		dst = append(dst, '"')
		if x.Lang != "" {
			dst = append(dst, '@')
			return append(dst, x.Lang...)
		}
		if x.Datatype != xsdString {
			dst = append(dst, '^', '^', '<')
			dst = append(dst, x.Datatype...)
			dst = append(dst, '>')
		}
	}
	return dst
}

// AppendNode appends n to dst in canonical N-Quads form, as [AppendTerm] does.
func AppendNode(dst []byte, n *Node) []byte {
	switch n.Kind {
	case KindIRI:
		dst = append(dst, '<')
		dst = append(dst, n.Value...)
		return append(dst, '>')
	case KindBlankNode:
		dst = append(dst, '_', ':')
		return append(dst, n.Value...)
	case KindLiteral:
		dst = append(dst, '"')
		dst = AppendEscaped(dst, n.Value)
		dst = append(dst, '"')
		if len(n.Lang) > 0 {
			dst = append(dst, '@')
			return append(dst, n.Lang...)
		}
		if len(n.Datatype) > 0 && string(n.Datatype) != string(xsdString) {
			dst = append(dst, '^', '^', '<')
			dst = append(dst, n.Datatype...)
			dst = append(dst, '>')
		}
	}
	return dst
}

// AppendTriple appends t as a canonical N-Triples statement without line end.
func AppendTriple(dst []byte, t Triple) []byte { return AppendQuad(dst, Quad{Triple: t}) }

// AppendQuad appends q as a canonical N-Quads statement without line end.
func AppendQuad(dst []byte, q Quad) []byte {
	dst = append(AppendTerm(dst, q.Subject), ' ')
	dst = append(AppendTerm(dst, q.Predicate), ' ')
	dst = append(AppendTerm(dst, q.Object), ' ')
	if q.Graph != nil {
		dst = append(AppendTerm(dst, q.Graph), ' ')
	}
	return append(dst, '.')
}

// AppendStatement appends s as a canonical N-Quads statement without line end.
func AppendStatement(dst []byte, s *Statement) []byte {
	dst = append(AppendNode(dst, &s.Subject), ' ')
	dst = append(AppendNode(dst, &s.Predicate), ' ')
	dst = append(AppendNode(dst, &s.Object), ' ')
	if s.Graph.Kind != NoTerm {
		dst = append(AppendNode(dst, &s.Graph), ' ')
	}
	return append(dst, '.')
}

const upperHex = "0123456789ABCDEF"

// AppendEscaped appends the text of a literal with exactly the escapes of
// canonical N-Quads (RDF Dataset Canonicalization, section 5): the named ones
// for backspace, tab, line feed, form feed, carriage return, quotation mark and
// backslash, and \uXXXX for the other control characters, DEL, and what is no
// Char of XML 1.1: U+FFFE and U+FFFF. Bytes that are not UTF-8 pass unchanged.
func AppendEscaped[T string | []byte](dst []byte, text T) []byte {
	for {
		n := 0
		for n < len(text) && !isEscaped[text[n]] {
			n++
		}
		dst = append(dst, text[:n]...)
		if n == len(text) {
			return dst
		}
		if c := text[n]; c != leadOfNoChar {
			dst = appendEscape(dst, c)
			text = text[n+1:]
			continue
		}
		var size int
		dst, size = appendMaybeNoChar(dst, string(text[n:min(n+3, len(text))]))
		text = text[n+size:]
	}
}

// isEscaped tells the bytes that are not written as they are, or, in the case of
// leadOfNoChar, perhaps not.
var isEscaped = func() (t [256]bool) {
	for c := range ' ' {
		t[c] = true
	}
	t['"'], t['\\'], t[0x7F], t[leadOfNoChar] = true, true, true, true
	return t
}()

// leadOfNoChar is the first byte of U+FFFE and U+FFFF.
const leadOfNoChar = 0xEF

// appendMaybeNoChar appends what begins with leadOfNoChar, U+FFFE or U+FFFF
// escaped, of other text the first byte as it is, and returns the size of it.
func appendMaybeNoChar(dst []byte, text string) ([]byte, int) {
	if text != "\uFFFE" && text != "\uFFFF" {
		return append(dst, leadOfNoChar), 1
	}
	return append(dst, '\\', 'u', 'F', 'F', 'F', upperHex[text[2]&15]), len(text)
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '\b':
		return append(dst, '\\', 'b')
	case '\t':
		return append(dst, '\\', 't')
	case '\n':
		return append(dst, '\\', 'n')
	case '\f':
		return append(dst, '\\', 'f')
	case '\r':
		return append(dst, '\\', 'r')
	case '"', '\\':
		return append(dst, '\\', c)
	}
	return append(dst, '\\', 'u', '0', '0', upperHex[c>>4], upperHex[c&15])
}
