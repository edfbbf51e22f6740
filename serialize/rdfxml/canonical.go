package rdfxml

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/serialize/rdfxml/internal/xmlscan"
)

// A canonicalizer writes the content of an element in Exclusive XML
// Canonicalization with comments, which gives literals of rdf:XMLLiteral one
// form (RDF 1.1 XML, section 7.2.17).
type canonicalizer struct {
	scan     *xmlscan.Scanner
	dst      []byte
	limit    int
	rendered []map[string]string // the namespaces written by the open elements, by prefix
}

func newCanonicalizer(scan *xmlscan.Scanner, dst []byte, limit int) *canonicalizer {
	return &canonicalizer{scan: scan, dst: dst, limit: limit}
}

// content writes what stands up to the end tag of the element that is open.
func (c *canonicalizer) content() error {
	for depth := c.scan.Depth(); ; {
		t, err := c.scan.Next()
		if err != nil {
			return err
		}
		if t.Kind == xmlscan.End && c.scan.Depth() < depth {
			return nil
		}
		c.token(t)
		if len(c.dst) > c.limit {
			return &xmlscan.Error{Line: t.Line, Column: t.Column, Code: "token-too-long", Message: "the XML literal is longer than the limit"}
		}
	}
}

func (c *canonicalizer) token(t *xmlscan.Token) {
	switch t.Kind {
	case xmlscan.Start:
		c.start(t)
	case xmlscan.End:
		c.rendered = c.rendered[:len(c.rendered)-1]
		c.dst = append(append(append(c.dst, "</"...), t.Name.String()...), '>')
	case xmlscan.Text:
		c.dst = appendText(c.dst, t.Text)
	case xmlscan.Comment:
		c.dst = append(append(append(c.dst, "<!--"...), t.Text...), "-->"...)
	case xmlscan.Instruction:
		c.dst = append(append(c.dst, "<?"...), t.Name.Local...)
		if len(t.Text) > 0 {
			c.dst = append(append(c.dst, ' '), t.Text...)
		}
		c.dst = append(c.dst, "?>"...)
	}
}

// start writes a start tag: the namespaces that it visibly uses and that are
// not written yet, sorted by prefix, then the attributes, sorted by namespace
// and name (Exclusive XML Canonicalization, section 3).
func (c *canonicalizer) start(t *xmlscan.Token) {
	c.dst = append(append(c.dst, '<'), t.Name.String()...)
	used := map[string]string{t.Name.Prefix: t.Name.Space}
	for _, a := range t.Attrs {
		if a.Prefix != "" {
			used[a.Prefix] = a.Space
		}
	}
	delete(used, "xml")
	var prefixes []string
	for prefix, space := range used {
		if c.written(prefix) == space {
			delete(used, prefix)
			continue
		}
		prefixes = append(prefixes, prefix)
	}
	c.rendered = append(c.rendered, used)
	slices.Sort(prefixes)
	for _, prefix := range prefixes {
		name := "xmlns"
		if prefix != "" {
			name += ":" + prefix
		}
		c.attribute(name, used[prefix])
	}
	attrs := slices.SortedFunc(slices.Values(t.Attrs), func(a, b xmlscan.Attr) int {
		return cmp.Or(strings.Compare(a.Space, b.Space), strings.Compare(a.Local, b.Local))
	})
	for _, a := range attrs {
		c.attribute(a.Name.String(), string(a.Value))
	}
	c.dst = append(c.dst, '>')
}

// written returns the namespace that a prefix has in what is written so far.
func (c *canonicalizer) written(prefix string) string {
	for _, r := range slices.Backward(c.rendered) {
		if space, ok := r[prefix]; ok {
			return space
		}
	}
	return ""
}

func (c *canonicalizer) attribute(name, value string) {
	c.dst = append(append(append(c.dst, ' '), name...), '=', '"')
	c.dst = appendAttribute(c.dst, value)
	c.dst = append(c.dst, '"')
}

// appendText appends text with the escapes of Canonical XML, section 2.3.
func appendText[T string | []byte](dst []byte, text T) []byte {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '\r':
			dst = append(dst, "&#xD;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// appendAttribute appends the value of an attribute with the escapes of
// Canonical XML, section 2.3.
func appendAttribute[T string | []byte](dst []byte, text T) []byte {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		case '\t':
			dst = append(dst, "&#x9;"...)
		case '\n':
			dst = append(dst, "&#xA;"...)
		case '\r':
			dst = append(dst, "&#xD;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
