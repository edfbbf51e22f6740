// Package langtag checks language tags: the form that RDF syntaxes let pass
// and the form that BCP 47 asks for, on strings or bytes, without allocating.
package langtag

// Text is what the functions of this package take: a string or bytes.
type Text interface{ ~string | ~[]byte }

// Scan returns the length of the language tag at the start of s by the rule of
// the RDF syntaxes, [a-zA-Z]+ ('-' [a-zA-Z0-9]+)* (RDF 1.1 Turtle and
// N-Triples, production LANGTAG, without its "@"). It is 0 where there is none.
func Scan[T Text](s T) int {
	n := 0
	for n < len(s) && isAlpha(s[n]) {
		n++
	}
	if n == 0 {
		return 0
	}
	for n < len(s) && s[n] == '-' {
		end := n + 1
		for end < len(s) && isAlphanum(s[end]) {
			end++
		}
		if end == n+1 {
			break
		}
		n = end
	}
	return n
}

// WellFormed reports whether s follows the grammar of language tags (RFC 5646,
// section 2.1), in any letter case. Whether its subtags are registered is not
// asked.
func WellFormed[T Text](s T) bool {
	if (len(s) == 2 || len(s) == 3) && allAlpha(s) { // "en", "csb": nearly every tag there is
		return true
	}
	p := parser[T]{s: s}
	p.next()
	return p.langtag() || isIrregular(s)
}

// A parser walks the subtags of a tag. The current subtag is s[at:end]; at the
// end of the tag, and after a subtag of a wrong length, it is empty.
type parser[T Text] struct {
	s             T
	at, end, done int // done: where the next subtag begins
	bad           bool
}

// next moves to the next subtag.
func (p *parser[T]) next() {
	if p.done > len(p.s) {
		p.at, p.end = 0, 0
		return
	}
	p.at, p.end = p.done, p.done
	for p.end < len(p.s) && p.s[p.end] != '-' {
		p.bad = p.bad || !isAlphanum(p.s[p.end])
		p.end++
	}
	n := p.end - p.at
	p.bad = p.bad || n == 0 || n > 8
	p.done = p.end + 1
}

func (p *parser[T]) len() int      { return p.end - p.at }
func (p *parser[T]) alpha() bool   { return allAlpha(p.s[p.at:p.end]) }
func (p *parser[T]) atEnd() bool   { return p.len() == 0 }
func (p *parser[T]) first() byte   { return p.s[p.at] }
func (p *parser[T]) is(n int) bool { return p.len() == n && p.alpha() }

// langtag parses langtag / privateuse (RFC 5646, section 2.1) to the end.
func (p *parser[T]) langtag() bool {
	if !p.isPrivateUse() {
		if p.len() < 2 || !p.alpha() {
			return false
		}
		p.language()
		if p.is(4) { // script
			p.next()
		}
		if p.is(2) || p.len() == 3 && allDigit(p.s[p.at:p.end]) { // region
			p.next()
		}
		for p.isVariant() {
			p.next()
		}
		for p.len() == 1 && !p.isPrivateUse() {
			if !p.subtagsAfterSingleton(2) {
				return false
			}
		}
	}
	if p.isPrivateUse() && !p.subtagsAfterSingleton(1) {
		return false
	}
	return p.atEnd() && !p.bad
}

// language takes the primary language subtag and up to three extlangs.
func (p *parser[T]) language() {
	short := p.len() <= 3
	p.next()
	for i := 0; short && i < 3 && p.is(3); i++ {
		p.next()
	}
}

// isVariant reports 5*8alphanum / (DIGIT 3alphanum).
func (p *parser[T]) isVariant() bool {
	return p.len() >= 5 || p.len() == 4 && isDigit(p.first())
}

func (p *parser[T]) isPrivateUse() bool { return p.len() == 1 && p.first()|0x20 == 'x' }

// subtagsAfterSingleton takes a singleton and the one or more subtags, of at
// least shortest characters, that must follow it.
func (p *parser[T]) subtagsAfterSingleton(shortest int) bool {
	p.next()
	n := 0
	for ; p.len() >= shortest; n++ {
		p.next()
	}
	return n > 0
}

// irregular are the grandfathered tags that the rest of the grammar does not
// cover (RFC 5646, section 2.1, production irregular), in lower case.
var irregular = [...]string{
	"en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo",
	"i-navajo", "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de",
}

func isIrregular[T Text](s T) bool {
	for _, tag := range irregular {
		if equalFold(s, tag) {
			return true
		}
	}
	return false
}

// equalFold reports whether s is lower, which is in lower case, in any case.
func equalFold[T Text](s T, lower string) bool {
	if len(s) != len(lower) {
		return false
	}
	for i := range len(lower) {
		c := s[i]
		if isAlpha(c) {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool    { return c >= '0' && c <= '9' }
func isAlpha(c byte) bool    { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isAlphanum(c byte) bool { return isAlpha(c) || isDigit(c) }

func allAlpha[T Text](s T) bool {
	for i := range len(s) {
		if !isAlpha(s[i]) {
			return false
		}
	}
	return true
}

func allDigit[T Text](s T) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}
