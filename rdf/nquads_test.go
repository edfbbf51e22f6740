package rdf_test

import (
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
)

// RDF Dataset Canonicalization, section 5, tells the escape of each character.
func TestAppendEscaped(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "plain": "plain", "zażółć\U0001F600": "zażółć\U0001F600",
		"\b\t\n\f\r\"\\":                         `\b\t\n\f\r\"\\`,
		"\x00\x07\x0B\x1F\x7F":                   `\u0000\u0007\u000B\u001F\u007F`,
		"\uFFFD\uFFFE\uFFFF\uF000\xEF\"\xEF\xBF": "\uFFFD\\uFFFE\\uFFFF\uF000\xEF\\\"\xEF\xBF",
		"'\u0080\xff":                            "'\u0080\xff",
		"a\nb\x7f":                               `a\nb\u007F`,
	} {
		if got := string(rdf.AppendEscaped([]byte("x"), in)); got != "x"+want {
			t.Errorf("%q becomes %q, want %q", in, got[1:], want)
		}
		if got := string(rdf.AppendEscaped(nil, []byte(in))); got != want {
			t.Errorf("bytes %q become %q, want %q", in, got, want)
		}
	}
}

func BenchmarkAppendEscaped(b *testing.B) {
	text := []byte(strings.Repeat("Conference number 7, o danych połączonych. ", 3))
	dst := make([]byte, 0, 2*len(text))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		dst = rdf.AppendEscaped(dst[:0], text)
	}
}
