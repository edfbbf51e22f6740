package main

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// The texts that a build makes of a block; the two compressed files come from the first two.
const (
	ntText = iota
	nqText
	turtleText
	trigText
	jsonldText
	rdfxmlText
	provenanceText
	texts
)

// output is a file of the build: the text that it has, compressed or not, between a head and a foot.
type output struct {
	file       string
	text       int
	compressed bool
	head, foot string
}

const dataset = "<" + base + "dataset/synthetic>"

var prefixes = func() string {
	var b strings.Builder
	for _, p := range [][2]string{{"evl", evl}, {"schema", schemaOrg}, {"skos", skos}, {"xsd", xsd}, {"role", "https://w3id.org/eventlod/role#"}} {
		fmt.Fprintf(&b, "@prefix %s: <%s> .\n", p[0], p[1])
	}
	for kind := range strings.FieldsSeq("event organization place scheme series topic") {
		fmt.Fprintf(&b, "@prefix %s: <%s%s/> .\n", kind, base, kind)
	}
	return b.String() + "\n"
}()

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:evl="` + evl + `" xmlns:schema="` + schemaOrg + `" xmlns:skos="` + skos + `">
`

// contextHead ends with an empty object, since every record begins with a comma.
const contextHead = `{
  "@context": {
    "evl": "` + evl + `", "schema": "` + schemaOrg + `", "skos": "` + skos + `", "xsd": "` + xsd + `",
    "event": "` + base + `event/", "organization": "` + base + `organization/",
    "place": "` + base + `place/", "scheme": "` + base + `scheme/", "series": "` + base + `series/", "topic": "` + base + `topic/",
    "name": {"@id": "schema:name", "@container": "@language"},
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "description": {"@id": "schema:description", "@container": "@language"},
    "startDate": {"@id": "schema:startDate", "@type": "xsd:date"}, "endDate": {"@id": "schema:endDate", "@type": "xsd:date"},
    "ordinal": {"@id": "evl:ordinal", "@type": "xsd:positiveInteger"},
    "location": {"@id": "schema:location", "@type": "@id"}, "about": {"@id": "schema:about", "@type": "@id"},
    "superEvent": {"@id": "schema:superEvent", "@type": "@id"}, "url": {"@id": "schema:url", "@type": "@id"},
    "organizer": {"@id": "schema:organizer", "@type": "@id"}, "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "previousEdition": {"@id": "evl:previousEdition", "@type": "@id"}, "nextEdition": {"@id": "evl:nextEdition", "@type": "@id"},
    "hasRole": {"@id": "evl:hasRole", "@type": "@id"}, "agent": {"@id": "evl:agent", "@type": "@id"},
    "role": {"@id": "evl:role", "@type": "@id"}
  },
  "@graph": [
    {}`

var outputs = []output{
	{file: "synthetic.nt", text: ntText},
	{file: "synthetic.nt.gz", text: ntText, compressed: true},
	{file: "synthetic.nq", text: nqText},
	{file: "synthetic.nq.gz", text: nqText, compressed: true},
	{file: "synthetic.ttl", text: turtleText, head: prefixes},
	{file: "synthetic.trig", text: trigText, head: prefixes + dataset + " {\n", foot: "}\n"},
	{file: "synthetic.jsonld", text: jsonldText, head: contextHead, foot: "\n  ]\n}\n"},
	{file: "synthetic.rdf", text: rdfxmlText, head: xmlHead, foot: "</rdf:RDF>\n"},
	{file: "synthetic-provenance.trig", text: provenanceText, head: prefixes},
}

// build writes every dump, with checksums, the blocks in order.
func build(archive, out string) error {
	blocks, err := load(archive)
	if err != nil {
		return err
	}
	ids, err := collect(blocks)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	mapped := make([]chan [texts][]byte, len(blocks))
	for i := range mapped {
		mapped[i] = make(chan [texts][]byte, 1)
	}
	// So many blocks are in memory at most, and as many workers leave with one
	// place each when no block is left.
	ahead := make(chan struct{}, 8+runtime.GOMAXPROCS(0))
	var mapErr error
	var group sync.WaitGroup
	group.Go(func() {
		mapErr = parallel(len(blocks), func() { ahead <- struct{}{} }, func(i int) error {
			result, err := blocks[i].texts(ids)
			mapped[i] <- result
			return err
		})
	})
	err = writeAll(out, mapped, ahead)
	group.Wait()
	return errors.Join(mapErr, err)
}

// texts maps a block to all formats.
func (b block) texts(ids *index) (texts [texts][]byte, err error) {
	var facts []fact
	err = b.each(func(r *record, line int) error {
		var err error
		if facts, err = r.facts(facts[:0], ids); err != nil {
			return err
		}
		for i := range facts {
			begin := len(texts[ntText])
			texts[ntText] = facts[i].ntriples(texts[ntText])
			texts[nqText] = append(texts[nqText], texts[ntText][begin:]...)
			texts[ntText] = append(texts[ntText], " .\n"...)
			texts[nqText] = append(texts[nqText], " "+dataset+" .\n"...)
		}
		texts[turtleText] = turtle(texts[turtleText], facts, "")
		texts[trigText] = turtle(texts[trigText], facts, "    ")
		texts[jsonldText] = jsonld(texts[jsonldText], facts)
		texts[rdfxmlText] = rdfxml(texts[rdfxmlText], facts)
		texts[provenanceText] = provenance(texts[provenanceText], facts, b.file, line)
		return nil
	})
	return texts, err
}

// writeAll hands the blocks to a writer a file, and prints the checksums.
func writeAll(out string, mapped []chan [texts][]byte, ahead chan struct{}) error {
	var group sync.WaitGroup
	errs := make([]error, len(outputs))
	sums := make([]hash.Hash, len(outputs))
	feeds := make([]chan []byte, len(outputs))
	for i, output := range outputs {
		feeds[i], sums[i] = make(chan []byte, 1), sha256.New()
		group.Go(func() { errs[i] = output.write(out, sums[i], feeds[i]) })
	}
	for _, block := range mapped {
		result := <-block
		<-ahead
		for i, output := range outputs {
			feeds[i] <- result[output.text]
		}
	}
	for _, feed := range feeds {
		close(feed)
	}
	group.Wait()
	for i, output := range outputs {
		fmt.Printf("%x  %s\n", sums[i].Sum(nil), output.file)
	}
	return errors.Join(errs...)
}

// write empties its feed even where a write fails, so that nobody waits for it.
func (o output) write(out string, sum io.Writer, feed <-chan []byte) error {
	file, err := os.Create(filepath.Join(out, o.file))
	buffer := bufio.NewWriterSize(io.MultiWriter(file, sum), 1<<20)
	var target io.Writer = buffer
	closing := func() error { return nil }
	if o.compressed {
		packer, _ := gzip.NewWriterLevel(buffer, 6) // the level is known to be one
		target, closing = packer, packer.Close
	}
	put := func(text []byte) {
		if err == nil {
			_, err = target.Write(text)
		}
	}
	put([]byte(o.head))
	for text := range feed {
		put(text)
	}
	put([]byte(o.foot))
	return errors.Join(err, closing(), buffer.Flush(), file.Close())
}
