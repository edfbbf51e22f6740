package extsort

import "io"

const (
	leastWindow = 4 << 10 // bytes read of a run at once
	usualWindow = 16 << 10
	mostWindow  = 256 << 10
)

// mergeToFew merges runs that follow each other until there are few enough to
// be merged at once: each needs a window into it.
func (s *sorter) mergeToFew() error {
	most := int(max(16, s.opt.Budget/2/usualWindow))
	for len(s.runs) > most {
		before := s.file.take()
		merged := make([]run, 0, len(s.runs)/most+1)
		for i := 0; i < len(s.runs); i += most {
			r, err := s.merge(s.cursors(s.runs[i:min(i+most, len(s.runs))], before))
			if err != nil {
				before.close()
				return err
			}
			merged = append(merged, r)
		}
		s.runs, s.file.other = merged, 0
		if err := before.close(); err != nil {
			return err
		}
	}
	return nil
}

// merge makes one run of several, in the file.
func (s *sorter) merge(cursors []*cursor) (run, error) {
	m := newMerger(cursors)
	w := runWriter{distinct: s.distinct}
	var whole run
	var last []byte
	for c := m.first(); c != nil; c = m.first() {
		w.add(c.key, c.value)
		last = append(last[:0], c.key...)
		w.last = last
		if m.next(); len(w.out) < mostWindow && m.first() != nil {
			continue
		}
		r, err := s.file.write(w.out)
		if err != nil {
			return run{}, err
		}
		if whole.size == 0 {
			whole.offset = r.offset
		}
		whole.size += r.size
		w.out = w.out[:0]
	}
	return whole, m.err()
}

// cursors returns cursors at the start of the runs.
func (s *sorter) cursors(runs []run, file *runFile) []*cursor {
	window := s.opt.Budget / 2 / int64(max(1, len(runs)))
	window = min(max(window, leastWindow), mostWindow)
	list := make([]*cursor, len(runs))
	for i, r := range runs {
		list[i] = &cursor{index: i, items: !s.distinct, window: r.memory, size: int(min(window, r.size))}
		if r.memory == nil {
			list[i].rest = io.NewSectionReader(file.file, r.offset, r.size)
		}
	}
	return list
}
