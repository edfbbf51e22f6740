package iri_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf/iri"
)

// grammar is the collected ABNF of RFC 3987, section 2.2, and RFC 3986,
// appendix A, as a regular expression.
func grammar() *regexp.Regexp {
	const (
		ucschar = `\x{A0}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFEF}\x{10000}-\x{1FFFD}\x{20000}-\x{2FFFD}\x{30000}-\x{3FFFD}` +
			`\x{40000}-\x{4FFFD}\x{50000}-\x{5FFFD}\x{60000}-\x{6FFFD}\x{70000}-\x{7FFFD}\x{80000}-\x{8FFFD}\x{90000}-\x{9FFFD}` +
			`\x{A0000}-\x{AFFFD}\x{B0000}-\x{BFFFD}\x{C0000}-\x{CFFFD}\x{D0000}-\x{DFFFD}\x{E1000}-\x{EFFFD}`
		private   = `\x{E000}-\x{F8FF}\x{F0000}-\x{FFFFD}\x{100000}-\x{10FFFD}`
		subDelims = `!$&'()*+,;=`
		set       = `A-Za-z0-9._~` + ucschar + subDelims + `\-` // iunreserved and sub-delims, inside brackets
		pct       = `%[0-9A-Fa-f]{2}`
		pchar     = `(?:[` + set + `:@]|` + pct + `)`
		segments  = `(?:/` + pchar + `*)*`
		h16       = `[0-9A-Fa-f]{1,4}`
		octet     = `(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])`
		ls32      = `(?:` + h16 + `:` + h16 + `|` + octet + `(?:\.` + octet + `){3})`
		h         = `(?:` + h16 + `:)`
		ipv6      = `(?:` + h + `{6}` + ls32 + `|::` + h + `{5}` + ls32 + `|(?:` + h16 + `)?::` + h + `{4}` + ls32 +
			`|(?:` + h + `{0,1}` + h16 + `)?::` + h + `{3}` + ls32 + `|(?:` + h + `{0,2}` + h16 + `)?::` + h + `{2}` + ls32 +
			`|(?:` + h + `{0,3}` + h16 + `)?::` + h + ls32 + `|(?:` + h + `{0,4}` + h16 + `)?::` + ls32 +
			`|(?:` + h + `{0,5}` + h16 + `)?::` + h16 + `|(?:` + h + `{0,6}` + h16 + `)?::)`
		future    = `[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~:\-` + subDelims + `]+`
		host      = `(?:\[(?:` + ipv6 + `|` + future + `)\]|(?:[` + set + `]|` + pct + `)*)`
		authority = `(?:(?:[` + set + `:]|` + pct + `)*@)?` + host + `(?::[0-9]*)?`
		hier      = `(?://` + authority + segments + `|/(?:` + pchar + `+` + segments + `)?|` + pchar + `+` + segments + `|)`
	)
	return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.\-]*:` + hier +
		`(?:\?(?:` + pchar + `|[` + private + `/?])*)?(?:#(?:` + pchar + `|[/?])*)?$`)
}

func TestCheckAgainstTheGrammar(t *testing.T) {
	want := grammar()
	rng := rand.New(rand.NewPCG(3, 9))
	parts := strings.Split(`a b Z 1 9 0 : : / / // ? # @ [ ] [::1] [1::] ::1 1:2 . .. - _ ~ ! % %41 %4 %zz < > " { } | \ ^ ' ( ) * + , ; = & $ ż 𝒜 `+
		"\uE000 \uFFFD \u0080 \x7f \x01 \n \xff \xed\xa0\x80 \U000E0001 \U000F0000 http: http:// x: v1. v1.a 255.256 1.2.3.4 [v1.a:b] [1:2:3:4:5:6:7:8] [::1.2.3.4] fffff", " ")
	valid := 0
	for range 100_000 {
		s := [...]string{"", "http://", "http://a", "x:", "http://[", "x://a@"}[rng.IntN(6)]
		for range 1 + rng.IntN(6) {
			s += parts[rng.IntN(len(parts))]
		}
		// The expression package reads bytes that are not UTF-8 as U+FFFD, which
		// no IRI holds either.
		if got := iri.Valid(s); got != want.MatchString(s) {
			t.Fatalf("%q: valid is %v, the grammar says %v", s, got, !got)
		} else if got {
			valid++
		}
	}
	if valid < 5_000 {
		t.Errorf("only %d of the IRIs are valid", valid)
	}
}
