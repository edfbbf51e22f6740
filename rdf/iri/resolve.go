package iri

import (
	"bytes"
	"strings"
)

// A Base is a base IRI, taken apart so that many references can be resolved
// against it. The zero value is no base: against it only absolute IRIs resolve.
type Base struct {
	iri       string // without fragment
	scheme    string // with its colon
	authority string // scheme and authority
	directory string // the path up to its last slash
	path      string // scheme, authority and path
}

// ParseBase returns the base for an absolute IRI, whose fragment does not
// count (RFC 3986, section 5.1). It fails where the IRI is not valid.
func ParseBase(s string) (Base, error) {
	if err := Check(s); err != nil {
		return Base{}, err
	}
	return newBase(s), nil
}

// newBase takes an absolute IRI apart (RFC 3986, appendix B).
func newBase(s string) Base {
	s, _, _ = strings.Cut(s, "#")
	b := Base{iri: s}
	n := SchemeLen(s)
	b.scheme = s[:n]
	at := n + authorityLen(s[n:])
	b.authority = s[:at]
	path, _, _ := strings.Cut(s[at:], "?")
	b.path = s[:at+len(path)]
	b.directory = path[:strings.LastIndexByte(path, '/')+1]
	if path == "" && at > n { // RFC 3986, section 5.2.3, first case
		b.directory = "/"
	}
	return b
}

// IsZero reports whether b is no base.
func (b *Base) IsZero() bool { return b.scheme == "" }

// AppendResolve appends to dst the IRI that ref stands for (RFC 3986, section
// 5.2, strict), and returns the extended buffer. It checks no characters: see
// [Check] for the result. An absolute IRI is appended as it is: it is not
// relative, so it is not resolved, and an RDF term must survive being written
// and read again. Against the zero Base a relative ref, too, stays as it is.
func (b *Base) AppendResolve(dst, ref []byte) []byte {
	return appendResolve(dst, b, ref)
}

// Resolve is [Base.AppendResolve] for strings.
func (b *Base) Resolve(ref string) string {
	return string(appendResolve(make([]byte, 0, len(b.iri)+len(ref)), b, ref))
}

// Resolve returns the IRI that ref stands for against the absolute IRI base,
// as [Base.AppendResolve] does.
func Resolve(base, ref string) string {
	b := newBase(base)
	return b.Resolve(ref)
}

// appendResolve is the algorithm of RFC 3986, section 5.2.2.
func appendResolve[T Text](dst []byte, b *Base, ref T) []byte {
	if b.IsZero() || SchemeLen(ref) > 0 {
		return append(dst, ref...)
	}
	if n := authorityLen(ref); n > 0 {
		dst = append(append(dst, b.scheme...), ref[:n]...)
		return appendPath(dst, "", ref[n:])
	}
	switch {
	case len(ref) == 0 || ref[0] == '#':
		dst = append(dst, b.iri...)
		return append(dst, ref...)
	case ref[0] == '?':
		dst = append(dst, b.path...)
		return append(dst, ref...)
	case ref[0] == '/':
		return appendPath(append(dst, b.authority...), "", ref)
	}
	return appendPath(append(dst, b.authority...), b.directory, ref)
}

// appendPath appends directory+path without dot segments, then the query and
// fragment that follow the path in rest.
func appendPath[T Text](dst []byte, directory string, rest T) []byte {
	end := 0
	for end < len(rest) && rest[end] != '?' && rest[end] != '#' {
		end++
	}
	start := len(dst)
	dst = append(append(dst, directory...), rest[:end]...)
	dst = dst[:start+removeDotSegments(dst[start:])]
	return append(dst, rest[end:]...)
}

// removeDotSegments rewrites a path in place and returns its new length
// (RFC 3986, section 5.2.4; the letters are those of its steps). The output
// never outruns the input, so both share the memory.
func removeDotSegments(p []byte) int {
	if !bytes.Contains(p, []byte("./")) && !bytes.HasSuffix(p, []byte(".")) {
		return len(p)
	}
	out := 0
	in := p
	for len(in) > 0 {
		switch {
		case hasPrefix(in, "../"): // A
			in = in[3:]
		case hasPrefix(in, "./"): // A
			in = in[2:]
		case hasPrefix(in, "/./"): // B
			in = in[2:]
		case string(in) == "/.": // B
			in = in[:1]
		case hasPrefix(in, "/../"): // C
			in = in[3:]
			out = max(0, bytes.LastIndexByte(p[:out], '/'))
		case string(in) == "/..": // C
			in = in[:1]
			out = max(0, bytes.LastIndexByte(p[:out], '/'))
		case string(in) == "." || string(in) == "..": // D
			in = nil
		default: // E
			n := 1 + bytes.IndexByte(in[1:], '/')
			if n == 0 {
				n = len(in)
			}
			out += copy(p[out:], in[:n])
			in = in[n:]
		}
	}
	return out
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}

// authorityLen returns the length of "//" authority at the start of s, or 0.
func authorityLen[T Text](s T) int {
	if len(s) < 2 || s[0] != '/' || s[1] != '/' {
		return 0
	}
	i := 2
	for i < len(s) && s[i] != '/' && s[i] != '?' && s[i] != '#' {
		i++
	}
	return i
}
