package rdf

import "sort"

// Rows are quads that match a pattern, one after the other, in a known order.
// They must not be copied once the first was taken. A dataset may be added to
// while rows are taken, by the same goroutine: they are those from before.
type Rows struct {
	span          // of the oldest run that has any
	others []span // of the runs after it, for which there is mostly no need
}

// Next returns the next quad, or false after the last.
func (r *Rows) Next() (q QuadID, ok bool) {
	if len(r.others) > 0 {
		return r.nextOfAll()
	}
	if r.from == r.to {
		return q, false
	}
	q = r.head()
	r.from++
	return q, true
}

// nextOfAll returns the least of the next quads of all spans.
func (r *Rows) nextOfAll() (least QuadID, ok bool) {
	at := &r.span
	if ok = at.from < at.to; ok {
		least = at.head()
	}
	for i := range r.others {
		s := &r.others[i]
		if s.from == s.to {
			continue
		}
		if q := s.head(); !ok || compareBy(s.parts, q, least) < 0 {
			at, least, ok = s, q, true
		}
	}
	if ok {
		at.from++
	}
	return least, ok
}

// Len returns how many quads are left.
func (r *Rows) Len() int {
	n := r.len()
	for _, s := range r.others {
		n += s.len()
	}
	return n
}

// Seek leaves out quads before the first whose next part, the one after those
// that the pattern gives, is id or more. It takes logarithmic time.
func (r *Rows) Seek(id ID) {
	r.seek(id)
	for i := range r.others {
		r.others[i].seek(id)
	}
}

// A span is rows of a run that follow each other.
type span struct {
	*sorted
	from, to int
	given    int // how many parts all of them have in common, as the pattern gives them
	first    ID  // the first of these
	bucket   int // where none is given, the bucket of the next row, or one before it
}

func (s *span) len() int { return s.to - s.from }

// head returns the next quad.
func (s *span) head() QuadID {
	if s.given > 0 {
		return s.quad(s.from, s.first)
	}
	for int(s.at[s.bucket+1]) <= s.from {
		s.bucket++
	}
	return s.quad(s.from, s.sorted.head(s.bucket))
}

// seek is [Rows.Seek].
func (s *span) seek(id ID) {
	var before func(i int) bool
	switch s.given {
	case 0:
		s.from = max(s.from, s.sorted.start(id))
		return
	case 1:
		before = func(i int) bool { return ID(s.rows[s.from+i]>>32) >= id }
	case 2:
		before = func(i int) bool { return ID(s.rows[s.from+i]) >= id }
	default:
		before = func(i int) bool { return s.last == nil || s.last[s.from+i] >= id }
	}
	s.from += sort.Search(s.len(), before)
}

// column appends a part of each row to dst. The first part is not asked for.
func (s *span) column(dst []ID, part uint8) []ID {
	if s.len() == 0 {
		return dst
	}
	switch part {
	case s.parts[1]:
		for _, row := range s.rows[s.from:s.to] {
			dst = append(dst, ID(row>>32))
		}
	case s.parts[2]:
		for _, row := range s.rows[s.from:s.to] {
			dst = append(dst, ID(row))
		}
	default:
		dst = append(dst, s.last[s.from:s.to]...)
	}
	return dst
}

func compareBy(parts [4]uint8, a, b QuadID) int {
	for _, p := range parts {
		if a[p] != b[p] {
			if a[p] < b[p] {
				return -1
			}
			return 1
		}
	}
	return 0
}
