package extsort

import "encoding/binary"

// A code says how a key departs from the one that came out last, which is not
// greater: in which word of four bytes, counted from the start, and what stands
// there. Of two codes, the less is that of the lesser key, which the other then
// departs from in the same way; so text is compared only where codes are equal.
//
// From the most significant bit: 29 bits count the words, the more the less;
// 32 are the bytes of the word, zeros where the key ends before; 3 are how many
// bytes it has.
const (
	codeEqual = uint64(0)  // of a key that is the same
	codeEnd   = ^uint64(0) // of a run at its end

	wordSize = 4
	lastWord = 1<<29 - 1
)

// codeAt returns the code of a key that departs at the byte given.
func codeAt(key []byte, at int) uint64 {
	word := at / wordSize
	rest := key[word*wordSize:]
	var value uint64
	if len(rest) >= wordSize {
		value = uint64(binary.BigEndian.Uint32(rest))<<3 | wordSize
	} else {
		for i, b := range rest {
			value |= uint64(b) << (24 - 8*i)
		}
		value = value<<3 | uint64(len(rest))
	}
	return uint64(lastWord-word)<<35 | value
}

// afterWord returns the byte after the word that a code is about.
func afterWord(code uint64) int { return (lastWord - int(code>>35) + 1) * wordSize }

// A merger merges runs: a tree of losers (Knuth, volume 3, 5.4.1) over codes.
type merger struct {
	cursors []*cursor
	// losers[0] is the winner; losers[n] is who lost the match between the
	// winners of 2n and 2n+1. Run i enters at len(cursors)+i.
	losers []*cursor
}

// newMerger returns a merger at the first record of all.
func newMerger(cursors []*cursor) *merger {
	m := &merger{cursors: cursors, losers: make([]*cursor, len(cursors))}
	for _, c := range cursors {
		c.next()
	}
	if len(cursors) > 0 {
		m.losers[0] = m.play(1)
	}
	return m
}

// play plays the matches below a node and returns the winner.
func (m *merger) play(node int) *cursor {
	if n := len(m.cursors); node >= n {
		return m.cursors[node-n]
	}
	winner, loser := m.play(2*node), m.play(2*node+1)
	if beats(loser, winner) {
		winner, loser = loser, winner
	}
	m.losers[node] = loser
	return winner
}

// first returns the run whose record comes next, or nil at the end of all.
func (m *merger) first() *cursor {
	if len(m.losers) == 0 || m.losers[0].code == codeEnd {
		return nil
	}
	return m.losers[0]
}

// next goes to the next record.
func (m *merger) next() {
	winner := m.losers[0]
	winner.next()
	for node := (len(m.cursors) + winner.index) / 2; node > 0; node /= 2 {
		if beats(m.losers[node], winner) {
			m.losers[node], winner = winner, m.losers[node]
		}
	}
	m.losers[0] = winner
}

// beats reports whether the record of a comes before that of b. Afterwards the
// code of the one that does not is how it departs from the other.
func beats(a, b *cursor) bool {
	if a.code != b.code {
		return a.code < b.code
	}
	if a.code == codeEqual || a.code == codeEnd {
		return a.index < b.index
	}
	at := min(afterWord(a.code), len(a.key), len(b.key))
	at += commonPrefix(a.key[at:], b.key[at:])
	switch {
	case at == len(a.key) && at == len(b.key):
		first := a.index < b.index
		if first {
			b.code = codeEqual
		} else {
			a.code = codeEqual
		}
		return first
	case at == len(a.key) || at < len(b.key) && a.key[at] < b.key[at]:
		b.code = codeAt(b.key, at)
		return true
	}
	a.code = codeAt(a.key, at)
	return false
}

// err returns the first error of a run.
func (m *merger) err() error {
	for _, c := range m.cursors {
		if c.err != nil {
			return c.err
		}
	}
	return nil
}
