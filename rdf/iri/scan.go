package iri

import (
	"net/netip"
	"unicode/utf8"
)

// Scan finds the absolute IRI at the start of s: it returns its length, which
// ends before the first character that cannot continue it, and whether the IRI
// is valid (RFC 3987, section 2.2, production IRI). It is what a reader's hot
// path wants: no allocation, one pass, and the delimiter ">" ends every IRI.
func Scan[T Text](s T) (n int, ok bool) {
	n, f := scan(s)
	return n, f == noFault
}

// A fault is what is wrong with an IRI besides a character that no IRI holds.
type fault uint8

const (
	noFault fault = iota
	faultScheme
	faultPercent
	faultUTF8
	faultPrivate
	faultHost
	faultPort
	faultUserinfo
)

// scan is Scan; where there is a fault, n is the byte at which it stands.
func scan[T Text](s T) (n int, f fault) {
	i := SchemeLen(s)
	if i == 0 {
		return 0, faultScheme
	}
	if i+1 < len(s) && s[i] == '/' && s[i+1] == '/' {
		if i, f = authority(s, i+2); f != noFault {
			return i, f
		}
	}
	fragment := false
	for {
		for i < len(s) && classes[s[i]]&rest != 0 {
			i++
		}
		if i == len(s) {
			return i, noFault
		}
		c := s[i]
		switch {
		case c == '#' && !fragment:
			fragment = true
			i++
		case c == '%' || c >= utf8.RuneSelf:
			size, f := special(s, i)
			if f == faultPrivate && inQuery(s, i) {
				f = noFault
			}
			if f != noFault || size == 0 {
				return i, f
			}
			i += size
		default:
			return i, noFault
		}
	}
}

// SchemeLen returns the length of the scheme that s begins with, its colon
// included, or 0 where s begins with none (RFC 3986, section 3.1).
func SchemeLen[T Text](s T) int {
	if !is(s, 0, alpha) {
		return 0
	}
	i := 1
	for is(s, i, schemeRest) {
		i++
	}
	if i == len(s) || s[i] != ':' {
		return 0
	}
	return i + 1
}

// special takes a percent-encoded byte or a character beyond ASCII and returns
// how many bytes it takes; 0 where it is a character that no IRI holds.
func special[T Text](s T, i int) (size int, f fault) {
	if s[i] == '%' {
		if is(s, i+1, hex) && is(s, i+2, hex) {
			return 3, noFault
		}
		return 0, faultPercent
	}
	r, size := decode(s, i)
	switch {
	case r == utf8.RuneError && size == 1:
		return 0, faultUTF8
	case isUcschar(r):
		return size, noFault
	case isPrivate(r):
		return size, faultPrivate
	}
	return 0, noFault
}

// decode decodes the code point at s[i] without allocating.
func decode[T Text](s T, i int) (rune, int) {
	var buf [utf8.UTFMax]byte
	n := copy(buf[:], s[i:min(i+utf8.UTFMax, len(s))])
	return utf8.DecodeRune(buf[:n])
}

// inQuery reports whether position i of s lies in the query component.
func inQuery[T Text](s T, i int) bool {
	query := false
	for k := range i {
		switch s[k] {
		case '#':
			return false
		case '?':
			query = true
		}
	}
	return query
}

// authority takes [ iuserinfo "@" ] ihost [ ":" port ] from s[i:] and returns
// where it ends (RFC 3986, section 3.2; RFC 3987, section 2.2).
func authority[T Text](s T, i int) (end int, f fault) {
	start, colon, at := i, -1, -1
	for {
		for i < len(s) && classes[s[i]]&regName != 0 {
			i++
		}
		if i == len(s) {
			return i, checkPort(s, colon, i)
		}
		c := s[i]
		switch {
		case c == ':' && colon < 0:
			colon = i
			i++
			continue
		case c == ':' && at < 0: // userinfo, or else a bad port
			i++
			continue
		case c == '@' && at < 0:
			at, colon, start = i, -1, i+1
			i++
			continue
		case c == ':':
			return i, faultPort
		case c == '@':
			return i, faultUserinfo
		case c == '[' && i == start:
			return ipLiteral(s, i)
		case c == '%' || c >= utf8.RuneSelf:
			size, f := special(s, i)
			if f != noFault {
				return i, f
			}
			if size > 0 {
				i += size
				continue
			}
		}
		return i, checkPort(s, colon, i)
	}
}

// checkPort checks that s[colon+1:end] is *DIGIT (RFC 3986, section 3.2.3); a
// negative colon means that there is no port.
func checkPort[T Text](s T, colon, end int) fault {
	if colon < 0 {
		return noFault
	}
	for _, c := range []byte(s[colon+1 : end]) {
		if classes[c]&digit == 0 {
			return faultPort
		}
	}
	return noFault
}

// ipLiteral takes an IP address in brackets and the port after it (RFC 3986,
// section 3.2.2).
func ipLiteral[T Text](s T, i int) (end int, f fault) {
	closing := i + 1
	for closing < len(s) && s[closing] != ']' && (classes[s[closing]]&regName != 0 || s[closing] == ':') {
		closing++
	}
	if closing == len(s) || s[closing] != ']' || !isIPLiteral(string(s[i+1:closing])) {
		return i, faultHost
	}
	end = closing + 1
	if end < len(s) && s[end] == ':' {
		end++
		for is(s, end, digit) {
			end++
		}
	}
	if end < len(s) && s[end] != '/' && s[end] != '?' && (classes[s[end]]&rest != 0 || s[end] == '%' || s[end] >= utf8.RuneSelf) {
		return end, faultPort
	}
	return end, noFault
}

// isIPLiteral reports whether s is an IPv6address or an IPvFuture, without
// zone: RFC 3986 has none.
func isIPLiteral(s string) bool {
	if s == "" || s[0] != 'v' && s[0] != 'V' {
		a, err := netip.ParseAddr(s)
		return err == nil && a.Is6() && a.Zone() == ""
	}
	dot := 1
	for is(s, dot, hex) {
		dot++
	}
	return dot > 1 && dot+1 < len(s) && s[dot] == '.'
}
