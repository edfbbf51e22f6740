package rdf

import (
	"encoding/binary"
	"hash/maphash"
	"strings"
	"unsafe"
)

// A dictionary numbers terms in the order of their first appearance, from 1.
//
// A term's key is a byte for its kind, the number of its datatype or language
// tag where it has one, and its text. Keys stand one after the other in chunks
// of bytes, and a table with open addressing finds them by hash. So a term
// takes its text and some twenty bytes, and no object of its own.
//
// Any number of goroutines may look terms up at once; adding one must not
// overlap with anything.
type dictionary struct {
	chunks [][]byte
	places []uint32 // of keys, by number: the chunk, and a multiple of unit in it
	table  []uint64 // hash and number; 0 is free
	labels labels   // datatypes and language tags
	key    []byte   // scratch memory
}

// A place is 14 bits for the chunk and 18 for where in it the key begins, in
// units: 16 GiB of distinct text.
const (
	placeBits = 18
	unit      = 4
	chunkSize = unit << placeBits
)

// Kind bytes of keys.
const (
	keyIRI    = 'I'
	keyBlank  = 'B'
	keyPlain  = 'S'
	keyTyped  = '^'
	keyTagged = '@'
)

var kindOfKey = [256]Kind{
	keyIRI: KindIRI, keyBlank: KindBlankNode, keyPlain: KindLiteral, keyTyped: KindLiteral, keyTagged: KindLiteral,
}

// The seed of hashes does not show: numbers depend on the order of terms alone.
var hashSeed = maphash.MakeSeed()

func (d *dictionary) len() int { return len(d.places) }

// find returns the number of t, or false where it has none.
func (d *dictionary) find(t Term) (ID, bool) {
	var buf [128]byte
	n := PartsOf(t)
	key, ok := appendKey(buf[:0], n.Kind, n.Text, string(n.Datatype), n.Lang, d.labels.find)
	if !ok || len(d.table) == 0 {
		return None, false
	}
	id, _ := d.search(key, maphash.Bytes(hashSeed, key))
	return id, id != None
}

// add returns the number of t, giving it one where it has none.
func (d *dictionary) add(t Term) ID {
	n := PartsOf(t)
	d.key, _ = appendKey(d.key[:0], n.Kind, n.Text, string(n.Datatype), n.Lang, d.labels.add)
	return d.addKey()
}

// addNode is add for a term on loan.
func (d *dictionary) addNode(n *Node) ID {
	if n.Kind == NoTerm {
		return None
	}
	d.key, _ = appendKey(d.key[:0], n.Kind, n.Value, n.Datatype, n.Lang, d.labels.addBytes)
	return d.addKey()
}

// again is addNode for a term that often is the one it was last time, whose
// number last holds.
func (d *dictionary) again(n *Node, last *ID) ID {
	if n.Kind == NoTerm {
		return None
	}
	if *last != None {
		key := d.keyOf(*last)
		if kindOfKey[key[0]] == n.Kind && n.Kind != KindLiteral && string(key[1:]) == string(n.Value) {
			return *last
		}
	}
	*last = d.addNode(n)
	return *last
}

// addKey is add for the key in d.key; an empty key is that of no term.
func (d *dictionary) addKey() ID {
	if len(d.key) == 0 {
		return None
	}
	return d.addHashed(maphash.Bytes(hashSeed, d.key))
}

// addHashed is addKey for a key whose hash is known.
func (d *dictionary) addHashed(hash uint64) ID {
	if 4*(len(d.places)+1) > 3*len(d.table) {
		d.grow()
	}
	id, slot := d.search(d.key, hash)
	if id != None {
		return id
	}
	d.places = append(d.places, d.store(d.key))
	id = ID(len(d.places))
	d.table[slot] = hash&^0xFFFFFFFF | uint64(id)
	return id
}

// search returns the number of a key, or None and the free slot for it. The
// table keeps the upper half of hashes; the upper bits of that choose the slot,
// so that the table can grow without hashing keys again.
func (d *dictionary) search(key []byte, hash uint64) (ID, int) {
	mask := len(d.table) - 1
	for slot := int(hash>>32) & mask; ; slot = (slot + 1) & mask {
		entry := d.table[slot]
		if entry == 0 {
			return None, slot
		}
		if entry>>32 == hash>>32 && string(d.keyOf(ID(entry))) == string(key) {
			return ID(entry), slot
		}
	}
}

// reset forgets all terms but not the labels. Memory is kept for about as many
// as there were.
func (d *dictionary) reset() {
	if len(d.table) > 64 && len(d.table) > 8*len(d.places) {
		d.table = nil
	}
	clear(d.table)
	d.places = d.places[:0]
	if len(d.chunks) > 0 {
		d.chunks = d.chunks[:1]
		d.chunks[0] = d.chunks[0][:0]
	}
}

// grow doubles the table.
func (d *dictionary) grow() {
	old := d.table
	d.table = make([]uint64, max(16, 2*len(old)))
	mask := len(d.table) - 1
	for _, entry := range old {
		if entry == 0 {
			continue
		}
		slot := int(entry>>32) & mask
		for d.table[slot] != 0 {
			slot = (slot + 1) & mask
		}
		d.table[slot] = entry
	}
}

// store copies a key, after its length, and returns its place.
func (d *dictionary) store(key []byte) uint32 {
	need := binary.MaxVarintLen32 + len(key)
	last := len(d.chunks) - 1
	if last < 0 || len(d.chunks[last])+need > chunkSize {
		last++
		d.chunks = append(d.chunks, nil)
		if last > 0 {
			d.chunks[last] = make([]byte, 0, max(chunkSize, need))
		}
	}
	chunk := d.chunks[last]
	place := uint32(last)<<placeBits | uint32(len(chunk)/unit)
	chunk = binary.AppendUvarint(chunk, uint64(len(key)))
	chunk = append(chunk, key...)
	for len(chunk)%unit != 0 {
		chunk = append(chunk, 0)
	}
	d.chunks[last] = chunk
	return place
}

// keyOf returns the key of a number.
func (d *dictionary) keyOf(id ID) []byte {
	place := d.places[id-1]
	chunk := d.chunks[place>>placeBits]
	from := int(place&(1<<placeBits-1)) * unit
	if length := int(chunk[from]); length < 0x80 {
		return chunk[from+1 : from+1+length]
	}
	length, n := binary.Uvarint(chunk[from:])
	return chunk[from+n : from+n+int(length)]
}

// parts returns the term of a number. Its texts are those of the chunks, whose
// bytes never change once they are written.
func (d *dictionary) parts(id ID) Parts {
	if id == None || int(id) > len(d.places) {
		return Parts{}
	}
	key := d.keyOf(id)
	kind, rest := key[0], key[1:]
	switch kind {
	case keyIRI:
		return Parts{Kind: KindIRI, Text: stringOf(rest)}
	case keyBlank:
		return Parts{Kind: KindBlankNode, Text: stringOf(rest)}
	case keyPlain:
		return Parts{Kind: KindLiteral, Text: stringOf(rest), Datatype: xsdString}
	}
	label, n := binary.Uvarint(rest)
	text := stringOf(rest[n:])
	if kind == keyTagged {
		return Parts{Kind: KindLiteral, Text: text, Datatype: rdfLangString, Lang: d.labels.texts[label]}
	}
	return Parts{Kind: KindLiteral, Text: text, Datatype: IRI(d.labels.texts[label])}
}

// stringOf returns bytes that do not change as a string, without copying them.
func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// appendKey appends the key of a term to dst: nothing for no term. It reports
// false where the datatype or language tag has no number.
func appendKey[T string | []byte](dst []byte, kind Kind, text, datatype, lang T, number func(T) (int, bool)) ([]byte, bool) {
	ok := true
	label := 0
	switch kind {
	case KindIRI:
		dst = append(dst, keyIRI)
	case KindBlankNode:
		dst = append(dst, keyBlank)
	case KindLiteral:
		switch {
		case len(lang) > 0:
			label, ok = number(lang)
			dst = binary.AppendUvarint(append(dst, keyTagged), uint64(label))
		case len(datatype) == 0 || string(datatype) == string(xsdString):
			dst = append(dst, keyPlain)
		default:
			label, ok = number(datatype)
			dst = binary.AppendUvarint(append(dst, keyTyped), uint64(label))
		}
	default:
		return dst, true
	}
	return append(dst, text...), ok
}

// labels numbers datatypes and language tags, of which there are few.
type labels struct {
	texts   []string
	numbers map[string]int
}

func (l *labels) find(text string) (int, bool) {
	n, ok := l.numbers[text]
	return n, ok
}

func (l *labels) add(text string) (int, bool) {
	n, ok := l.numbers[text]
	if !ok {
		n = l.next(strings.Clone(text))
	}
	return n, true
}

func (l *labels) addBytes(text []byte) (int, bool) {
	n, ok := l.numbers[string(text)]
	if !ok {
		n = l.next(string(text))
	}
	return n, true
}

func (l *labels) next(text string) int {
	if l.numbers == nil {
		l.numbers = make(map[string]int)
	}
	l.numbers[text] = len(l.texts)
	l.texts = append(l.texts, text)
	return len(l.texts) - 1
}
