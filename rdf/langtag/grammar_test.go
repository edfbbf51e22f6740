package langtag_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf/langtag"
)

// grammar is the ABNF of RFC 5646, section 2.1, as a regular expression.
var grammar = regexp.MustCompile(`(?i)^(?:` +
	`(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})` +
	`(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*` +
	`(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?` +
	`|x(?:-[a-z0-9]{1,8})+` +
	`|en-GB-oed|i-ami|i-bnn|i-default|i-enochian|i-hak|i-klingon|i-lux|i-mingo|i-navajo|i-pwn|i-tao|i-tay|i-tsu|sgn-BE-FR|sgn-BE-NL|sgn-CH-DE` +
	`|art-lojban|cel-gaulish|no-bok|no-nyn|zh-guoyu|zh-hakka|zh-min|zh-min-nan|zh-xiang)$`)

func TestWellFormedAgainstTheGrammar(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	parts := strings.Split("a x X u 1 pl PL en zh 12 csb yue 419 123 Latn 1996 1a2b abcd oed scouse abcdefgh abcdefghi 12345 a1b2c3 i klingon sgn BE FR _ ł min nan", " ")
	wellFormed := 0
	for range 100_000 {
		tag := parts[rng.IntN(len(parts))]
		for range rng.IntN(6) {
			tag += "-" + parts[rng.IntN(len(parts))]
		}
		got := langtag.WellFormed(tag)
		if got != grammar.MatchString(tag) {
			t.Fatalf("%q: %v, the grammar says %v", tag, got, !got)
		}
		if got {
			wellFormed++
		}
	}
	if wellFormed < 5_000 {
		t.Errorf("only %d tags are well-formed", wellFormed)
	}
}
