package data

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// events returns n events in each of the formats.
func events(n int) map[string]string {
	var y, c, j strings.Builder
	y.WriteString("event:\n")
	c.WriteString("id,title@en,title@pl,start,end,place,ordinal,topics[],description@en,evidence\n")
	for i := range n {
		fmt.Fprintf(&y, "  - id: e%d\n    title: {en: Event %d, pl: Wydarzenie w Łodzi %d}\n    start: 2012-11-15\n    end: 2012-11-16\n"+
			"    place: lodz\n    ordinal: %d\n    topics: [a, b, c]\n    description: {en: A short text on what took place}\n    evidence: {\"*\": src}\n", i, i, i, i)
		fmt.Fprintf(&c, "e%d,Event %d,Wydarzenie w Łodzi %d,2012-11-15,2012-11-16,lodz,%d,a|b|c,\"A short text, on what took place\",src\n", i, i, i, i)
		fmt.Fprintf(&j, `{"type":"event","id":"e%d","title":{"en":"Event %d","pl":"Wydarzenie w Łodzi %d"},"start":"2012-11-15","end":"2012-11-16",`+
			`"place":"lodz","ordinal":%d,"topics":["a","b","c"],"description":{"en":"A short text on what took place"},"evidence":{"*":"src"}}`+"\n", i, i, i, i)
	}
	return map[string]string{"event.yaml": y.String(), "event.csv": c.String(), "event.jsonl": j.String()}
}

// BenchmarkLoad loads 100,000 events and goes through them once.
func BenchmarkLoad(b *testing.B) {
	const n = 100_000
	for name, content := range events(n) {
		b.Run(name, func(b *testing.B) {
			fsys := fstest.MapFS{metaFile: {Data: []byte(soundMeta)}, name: {Data: []byte(content)}}
			b.SetBytes(int64(len(content)))
			b.ReportAllocs()
			for b.Loop() {
				a, list := Load(fsys, Options{})
				if len(list) > 0 {
					b.Fatal(list)
				}
				records := 0
				for _, err := range a.Records() {
					if err != nil {
						b.Fatal(err)
					}
					records++
				}
				if records != n {
					b.Fatal(records)
				}
			}
		})
	}
}
