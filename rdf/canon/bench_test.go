package canon_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// events returns N-Triples of some twenty statements an event; every fourth
// statement is about a blank node where blank is set.
func events(n int, blank bool) []byte {
	const base = "https://data.example.org/conferences/event/conference-"
	var b []byte
	for i := range n {
		event := (i * 7919) % n
		for k := range 20 {
			subject := fmt.Sprintf("<%s%06d>", base, event)
			if blank && k%4 == 3 {
				subject = fmt.Sprintf("_:place%d", event)
			}
			object := fmt.Sprintf(`"Conference number %d, statement %d, on linked data and its uses"@en`, i, k)
			if k%2 == 0 {
				object = fmt.Sprintf("<%s%06d>", base, (i*13+k)%n)
			}
			b = fmt.Appendf(b, "%s <http://schema.org/property%d> %s .\n", subject, k%13, object)
		}
		if blank {
			b = fmt.Appendf(b, "<%s%06d> <http://schema.org/location> _:place%d .\n", base, event, event)
		}
	}
	return b
}

func BenchmarkCanonicalize(b *testing.B) {
	for _, blank := range []bool{false, true} {
		b.Run(fmt.Sprintf("blank=%v", blank), func(b *testing.B) {
			data := events(100_000, blank)
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				c := canon.New(canon.Options{})
				if err := ntriples.Read(bytes.NewReader(data), syntax.ReadOptions{}, c.AddStatement); err != nil {
					b.Fatal(err)
				}
				r, err := c.Finish()
				if err != nil {
					b.Fatal(err)
				}
				if _, err := r.WriteTo(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
