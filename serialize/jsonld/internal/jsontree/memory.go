package jsontree

import "strings"

// A Memory makes the values of one tree after another. What it made is good
// until Reset; then it is used again, so that a tree costs no allocations. The
// nil Memory takes every value from the heap.
type Memory struct {
	values  slab[Value]
	members slab[Member]
	items   slab[*Value]
	text    strings.Builder
}

// Reset gives back everything that the memory made, but for texts.
func (m *Memory) Reset() {
	m.values.reset()
	m.members.reset()
	m.items.reset()
}

// A slab hands out pieces of an array.
type slab[T any] struct {
	free []T // what is left of all
	all  []T
}

// Sizes of an array: of the first one, and of the largest that is kept.
const (
	firstSlab   = 64
	largestSlab = 1 << 16
)

func (s *slab[T]) reset() {
	if len(s.all) > largestSlab {
		s.all, s.free = nil, nil
	}
	clear(s.all[:len(s.all)-len(s.free)])
	s.free = s.all
}

// take returns n zero values in a row, with room for no more.
func (s *slab[T]) take(n int) []T {
	if n > len(s.free) {
		s.all = make([]T, max(2*len(s.all), firstSlab, n))
		s.free = s.all
	}
	piece := s.free[:n:n]
	s.free = s.free[n:]
	return piece
}

// NewValue returns a value of a kind that stands where at stands; at may be nil.
func (m *Memory) NewValue(kind Kind, at *Value) *Value {
	var v *Value
	if m == nil {
		v = new(Value)
	} else {
		v = &m.values.take(1)[0]
	}
	v.Kind = kind
	return placed(v, at)
}

// NewString returns a string value that stands where at stands.
func (m *Memory) NewString(text string, at *Value) *Value {
	v := m.NewValue(String, at)
	v.Text = text
	return v
}

// NewArray returns an array of the given items.
func (m *Memory) NewArray(items ...*Value) *Value {
	v := m.NewValue(Array, nil)
	v.Items = m.list(items)
	return v
}

// NewObject returns an empty object with room for n members that stands where
// at stands.
func (m *Memory) NewObject(at *Value, n int) *Value {
	v := m.NewValue(Object, at)
	if m != nil {
		v.Members = m.members.take(n)[:0]
	}
	return v
}

// list returns a copy of items.
func (m *Memory) list(items []*Value) []*Value {
	if m == nil {
		return append([]*Value(nil), items...)
	}
	list := m.items.take(len(items))
	copy(list, items)
	return list
}

// object returns a copy of members.
func (m *Memory) object(members []Member) []Member {
	if m == nil {
		return append([]Member(nil), members...)
	}
	list := m.members.take(len(members))
	copy(list, members)
	return list
}

// Concat returns two texts as one.
func (m *Memory) Concat(a, b string) string {
	if m == nil || a == "" || b == "" {
		return a + b
	}
	const block = 16 << 10
	if n := len(a) + len(b); m.text.Cap()-m.text.Len() < n {
		m.text = strings.Builder{}
		m.text.Grow(max(n, block))
	}
	from := m.text.Len()
	m.text.WriteString(a)
	m.text.WriteString(b)
	return m.text.String()[from:]
}
