package extsort

import (
	"bytes"
	"fmt"
	"runtime"
	"sync"
)

// DefaultBudget is the memory that a sorter takes where its options do not say.
const DefaultBudget = 64 << 20

// Options say what a sorter may use. The zero value is ready to use.
type Options struct {
	// Budget is how many bytes of memory to take; 0 means [DefaultBudget]. One
	// line or item larger than that is held all the same.
	Budget int64
	// Folder is where the file of sorted runs goes, if one is needed: empty
	// means the system's folder for temporary files.
	Folder string
	// DiskLimit is how many bytes that file may have; 0 means that the disk is
	// the limit.
	DiskLimit int64
	// Workers is how many goroutines sort at the same time; 0 means one for each
	// core.
	Workers int
}

// A LimitError says that sorting would take more room on disk than allowed.
type LimitError struct {
	Limit  int64
	Folder string // where the file is
}

// Error says what happened and what can be done.
func (e *LimitError) Error() string {
	return fmt.Sprintf("sorting takes more than %d bytes on disk in %s; raise the limit, or the memory to sort in", e.Limit, e.Folder)
}

// Lines sorts lines and leaves out those that are there already. Call
// [NewLines], and Close at the end. It is used from one goroutine at a time.
type Lines struct{ sorter }

// NewLines returns a sorter of lines.
func NewLines(opt Options) *Lines { return &Lines{newSorter(opt, true)} }

// Add adds a block of lines, each with its line end, copying what it keeps. A
// last line without a line end gets one. The error is that of the file of runs,
// such as a [*LimitError], and may tell of lines that were added before.
func (l *Lines) Add(block []byte) error {
	for len(block) > 0 {
		end := bytes.IndexByte(block, '\n') + 1
		if end == 0 {
			block = append(block[:len(block):len(block)], '\n')
			end = len(block)
		}
		if err := l.add(block[:end], nil); err != nil {
			return err
		}
		block = block[end:]
	}
	return nil
}

// Items sorts items of a key and a value by their keys. Items with equal keys
// stay in the order in which they were added. Call [NewItems], and Close at the
// end. It is used from one goroutine at a time.
type Items struct{ sorter }

// NewItems returns a sorter of items.
func NewItems(opt Options) *Items { return &Items{newSorter(opt, false)} }

// Add adds an item, copying what it keeps. The error is as in [Lines.Add].
func (s *Items) Add(key, value []byte) error { return s.add(key, value) }

// A sorter is what lines and items have in common.
type sorter struct {
	opt      Options
	distinct bool  // equal keys count once, and there are no values
	size     int   // of a chunk that is full
	room     int64 // for runs in memory
	filling  *chunk
	count    int64

	working sync.WaitGroup
	turns   chan struct{} // one for each worker that is free

	mu   sync.Mutex
	runs []run    // in the order of their chunks
	free []*chunk // to be filled again
	held int64    // bytes of runs in memory
	file runFile
	err  error // the first of the background
}

func newSorter(opt Options, distinct bool) sorter {
	if opt.Budget <= 0 {
		opt.Budget = DefaultBudget
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	// While chunks are filled and sorted they take half of the budget: one is
	// being filled, each worker has one and a buffer for its run.
	size := min(opt.Budget/2/int64(opt.Workers+2), mostChunk)
	return sorter{
		opt: opt, distinct: distinct,
		size: int(size), room: opt.Budget * 3 / 8,
		turns: make(chan struct{}, opt.Workers),
		file:  runFile{folder: opt.Folder, limit: opt.DiskLimit},
	}
}

// mostChunk is as much as a processor's caches take: larger chunks are sorted
// more slowly than what merging their runs costs.
const mostChunk = 4 << 20

// maxRecord bounds the length of a key, and of a value.
const maxRecord = 1 << 30

// add adds a record.
func (s *sorter) add(key, value []byte) error {
	if len(key) > maxRecord || len(value) > maxRecord {
		return fmt.Errorf("a record of %d bytes is too long to be sorted: the limit is %d", max(len(key), len(value)), maxRecord)
	}
	c := s.filling
	if c == nil {
		c = s.newChunk()
		s.filling = c
	}
	if s.distinct {
		c.addKey(key)
	} else {
		c.addItem(key, value)
	}
	s.count++
	if c.bytes() < s.size {
		return nil
	}
	return s.sortBehind()
}

// Len returns how many lines or items were added, equal ones included.
func (s *sorter) Len() int64 { return s.count }

func (s *sorter) newChunk() *chunk {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.free); n > 0 {
		c := s.free[n-1]
		s.free = s.free[:n-1]
		return c
	}
	return &chunk{distinct: s.distinct}
}

// sortBehind sorts the chunk that is full in the background, and keeps it as a
// run. It returns the first error so far.
func (s *sorter) sortBehind() error {
	c := s.filling
	s.filling = nil
	s.turns <- struct{}{}
	s.mu.Lock()
	place, err := len(s.runs), s.err
	s.runs = append(s.runs, run{})
	s.mu.Unlock()
	if err != nil {
		<-s.turns
		return err
	}
	s.working.Go(func() {
		s.keep(place, c)
		<-s.turns
	})
	return nil
}

// keep sorts a chunk and keeps it as the run of the place.
func (s *sorter) keep(place int, c *chunk) {
	c.encode()
	r, err := s.store(c.encoded)
	c.reset()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runs[place] = r
	s.free = append(s.free, c)
	if s.err == nil {
		s.err = err
	}
}

// store keeps an encoded run, in memory if there is room.
func (s *sorter) store(encoded []byte) (run, error) {
	s.mu.Lock()
	inMemory := s.held+int64(len(encoded)) <= s.room
	if inMemory {
		s.held += int64(len(encoded))
	}
	s.mu.Unlock()
	if inMemory {
		return run{memory: bytes.Clone(encoded), size: int64(len(encoded))}, nil
	}
	return s.file.write(encoded)
}

// Sorted ends the adding and returns a reader from the first line or item on.
// There may be several readers, one after another or at the same time, until
// the sorter is closed. The error is as in [Lines.Add].
func (s *sorter) Sorted() (*Reader, error) {
	if s.filling != nil {
		if err := s.sortBehind(); err != nil {
			return nil, err
		}
	}
	s.working.Wait()
	if s.err != nil {
		return nil, s.err
	}
	s.free = nil
	if err := s.mergeToFew(); err != nil {
		return nil, err
	}
	return newReader(s), nil
}

// Close ends the work and removes the file of runs, if there is one. Readers
// must be closed before. What was added is gone.
func (s *sorter) Close() error {
	s.working.Wait()
	s.runs, s.free, s.filling = nil, nil, nil
	return s.file.close()
}
