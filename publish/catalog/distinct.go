package catalog

import (
	"math/bits"

	"github.com/cespare/xxhash/v2"

	"github.com/eventlod/eventlod/rdf"
)

// hashOf returns a hash of a term. Equal terms have equal hashes; that two of n
// different terms share one has a chance of n²/2⁶⁵, one in four hundred thousand
// for ten million. The hash is the same in every run, and so are the counts.
func hashOf(n *rdf.Node) uint64 {
	h := xxhash.Sum64(n.Value)
	switch {
	case n.Kind == rdf.KindIRI:
		return h
	case n.Kind == rdf.KindBlankNode:
		return mixed(h, 1)
	case len(n.Lang) > 0:
		return mixed(h, xxhash.Sum64(n.Lang)|1)
	case len(n.Datatype) == 0 || string(n.Datatype) == xsdString:
		return mixed(h, 2)
	}
	return mixed(h, xxhash.Sum64(n.Datatype)&^1|4)
}

// hasPrefix is strings.HasPrefix of bytes.
func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}

// mixed is a hash of two numbers, the order of which matters.
func mixed(a, b uint64) uint64 {
	high, low := bits.Mul64(a^0x9E3779B97F4A7C15, b^0xC2B2AE3D27D4EB4F)
	return high ^ low ^ bits.RotateLeft64(a, 32)
}

// A hashSet is a set of hashes in one slice: about 12 bytes each. Its slots are
// in the order of the hashes, but for collisions, each in the first free slot
// after its home. So growing and merging go through memory forwards, and the
// union of many sets can be counted piece by piece.
type hashSet struct {
	slots []uint64 // 0 is a free slot
	homes uint64   // how many slots are homes; those after them take what is over
	n     int
}

// add adds a hash.
func (s *hashSet) add(h uint64) {
	h = max(h, 1)
	if uint64(s.n) >= s.homes*4/5 {
		s.grow()
	}
	s.insert(h)
}

func (s *hashSet) insert(h uint64) {
	i := s.home(h)
	for ; i < len(s.slots) && s.slots[i] != h; i++ {
		if s.slots[i] == 0 {
			s.slots[i] = h
			s.n++
			return
		}
	}
	if i == len(s.slots) {
		s.slots = append(s.slots, h)
		s.n++
	}
}

// home is the slot where the search for a hash begins.
func (s *hashSet) home(h uint64) int {
	high, _ := bits.Mul64(h, s.homes)
	return int(high)
}

// has reports whether the set has a hash.
func (s *hashSet) has(h uint64) bool {
	h = max(h, 1)
	for i := s.home(h); i < len(s.slots) && s.slots[i] != 0; i++ {
		if s.slots[i] == h {
			return true
		}
	}
	return false
}

// grow makes room for half as many hashes again.
func (s *hashSet) grow() {
	larger := hashSet{homes: max(10, s.homes*3/2)}
	larger.slots = make([]uint64, larger.homes, larger.homes+larger.homes/64+8)
	for _, h := range s.slots {
		if h != 0 {
			larger.insert(h)
		}
	}
	*s = larger
}

// addAll adds the hashes of another set.
func (s *hashSet) addAll(other *hashSet) {
	for _, h := range other.slots {
		if h != 0 {
			s.add(h)
		}
	}
}

// clear makes the set empty, and keeps its memory.
func (s *hashSet) clear() {
	clear(s.slots)
	s.n = 0
}

// addPiece adds those hashes of another set that begin with the given bits,
// without these bits.
func (s *hashSet) addPiece(other *hashSet, first uint64, length int) {
	low := first << (64 - length)
	high := low | (1<<(64-length) - 1)
	last := other.home(high)
	for i := other.home(low); i < len(other.slots) && (i <= last || other.slots[i] != 0); i++ {
		if h := other.slots[i]; h != 0 && h >= low && h <= high {
			s.add(h << length)
		}
	}
}

// pieceBits is how many bits the pieces of a union have in common: so many that
// a piece of ten million hashes is small enough for a processor's cache.
const pieceBits = 9

// unionSize returns how many hashes are in one or more of the sets.
func unionSize(sets []*hashSet) int {
	var n int
	var piece hashSet
	for first := range uint64(1 << pieceBits) {
		piece.clear()
		for _, s := range sets {
			piece.addPiece(s, first, pieceBits)
		}
		n += piece.n
	}
	return n
}
