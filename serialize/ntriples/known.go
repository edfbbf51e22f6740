package ntriples

import (
	"bytes"
	"encoding/binary"
)

// knownIRIs remembers IRIs that were checked: predicates and datatypes, of
// which a document has few. To find one again takes a third of checking it.
type knownIRIs [knownSlots]knownIRI

const (
	knownSlots  = 128
	knownLength = 126 // longer IRIs are not remembered
)

type knownIRI struct {
	size uint8
	text [knownLength]byte
}

func (k *knownIRI) is(text []byte) bool { return string(k.text[:k.size]) == string(text) }

func (k *knownIRI) set(text []byte) { k.size = uint8(copy(k.text[:], text)) }

// slot returns where an IRI of at least eight bytes belongs. The last eight
// tell most predicates apart.
func (known *knownIRIs) slot(text []byte) *knownIRI {
	const spread = 0x9E3779B97F4A7C15
	tail := binary.LittleEndian.Uint64(text[len(text)-8:]) + uint64(len(text))
	return &known[tail*spread>>57%knownSlots]
}

// repeatedIRI is iri for places where few IRIs come again and again.
func (p *parser) repeatedIRI(b []byte, i int, value *[]byte) int {
	n := bytes.IndexByte(b[i+1:min(len(b), i+1+knownLength+1)], '>')
	if n < 8 {
		return p.iri(b, i, value)
	}
	text := b[i+1 : i+1+n]
	slot := p.known.slot(text)
	if slot.is(text) {
		*value = text
		return i + n + 2
	}
	end := p.iri(b, i, value)
	if end >= 0 && len(*value) == n { // without escapes
		slot.set(text)
	}
	return end
}
