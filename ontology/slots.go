package ontology

// slots is a table of numbers of things that stand elsewhere, to find them by
// what they are called: an open hash table. Each slot holds a number plus one,
// or 0 where it is free; nothing is ever taken out.
type slots struct {
	list  []uint32
	count int
}

// find returns the number of the thing with the given hash that is meets.
func (s *slots) find(hash uint64, is func(uint32) bool) (uint32, bool) {
	if len(s.list) == 0 {
		return 0, false
	}
	mask := uint64(len(s.list) - 1)
	for i := hash & mask; s.list[i] != 0; i = (i + 1) & mask {
		if n := s.list[i] - 1; is(n) {
			return n, true
		}
	}
	return 0, false
}

// add enters a number; hashOf tells the hashes of those that are there already.
func (s *slots) add(hash uint64, n uint32, hashOf func(uint32) uint64) {
	if s.count*4 >= len(s.list)*3 {
		s.grow(hashOf)
	}
	s.place(hash, n)
	s.count++
}

func (s *slots) place(hash uint64, n uint32) {
	mask := uint64(len(s.list) - 1)
	i := hash & mask
	for s.list[i] != 0 {
		i = (i + 1) & mask
	}
	s.list[i] = n + 1
}

func (s *slots) grow(hashOf func(uint32) uint64) {
	old := s.list
	s.list = make([]uint32, max(64, 2*len(old)))
	for _, n := range old {
		if n != 0 {
			s.place(hashOf(n-1), n-1)
		}
	}
}
