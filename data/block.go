package data

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"iter"
	"strings"

	"github.com/eventlod/eventlod/problem"
)

// A Block is a run of records of one file, small enough to be worked on while
// others are. [Archive.Blocks] gives them out for the first reading of the
// archive and [Archive.Again] for the second, in order; any number of
// goroutines may call [Block.Read], each on a block of its own. What they have
// read goes back into the archive, in order, with [Archive.Enter].
type Block struct {
	// Records are the sound records, once the block is read. Their texts are
	// theirs; the memory of their fields is the block's and re-used after
	// [Block.Free].
	Records []Record
	// Changed says that the file is no longer what the first reading found. It
	// is set by Read, and only in a second reading.
	Changed error
	// Size is how many bytes of the file the block has.
	Size int64

	archive *Archive
	file    int
	again   bool // whether this is the second reading
	begin   bool // whether it has the first line of its file that is not blank
	last    bool // whether nothing of the file follows
	hash    uint64
	lines   // the text of a JSON Lines file
	pending problem.List
	before  []int // how many of the pending problems were found before each record
	held    bool  // whether the records are those that a YAML file's are held in
	ended   bool  // whether the rest of the file cannot be read
	scanner jsonScanner
}

// lines is a text of whole lines and the number of the first of them.
type lines struct {
	text string
	line int
}

// Blocks gives out the records of the archive for the first time.
func (a *Archive) Blocks() iter.Seq[*Block] { return a.blocks(false) }

// Again gives out the records of an archive that has been read once, for the
// second time. A block whose file has changed says so when it is read.
func (a *Archive) Again() iter.Seq[*Block] { return a.blocks(true) }

func (a *Archive) blocks(again bool) iter.Seq[*Block] {
	return func(yield func(*Block) bool) {
		for i := range a.Files {
			var goOn bool
			switch f := &a.Files[i]; {
			case f.Format == jsonlFormat:
				goOn = a.cut(i, again, yield)
			case f.Format == csvFormat:
				goOn = a.readRows(i, again, yield)
			case again:
				goOn = a.deal(i, yield)
			default:
				goOn = yield(&Block{archive: a, file: i, begin: true, last: true})
			}
			if !goOn {
				return
			}
		}
	}
}

// Free gives the memory of the block's fields back, to be used by the next one.
func (b *Block) Free() {
	if !b.held {
		b.archive.free.Put(b)
	}
}

// newBlock returns an empty block of a file.
func (a *Archive) newBlock(file int, again bool) *Block {
	b, ok := a.free.Get().(*Block)
	if !ok {
		return &Block{archive: a, file: file, again: again}
	}
	*b = Block{archive: a, file: file, again: again, Records: b.Records[:0], before: b.before[:0], scanner: b.scanner}
	b.scanner.release()
	return b
}

// deal gives out the records of a YAML file, which are held.
func (a *Archive) deal(file int, yield func(*Block) bool) bool {
	held := a.Files[file].held
	for len(held) > 0 {
		n := min(a.opts.BlockRecords, len(held))
		if !yield(&Block{archive: a, file: file, again: true, Records: held[:n:n], held: true, ended: true}) {
			return false
		}
		held = held[n:]
	}
	return true
}

// readRows reads a CSV file, whose rows tell only from the beginning where they
// end, and gives its records out.
func (a *Archive) readRows(file int, again bool, yield func(*Block) bool) bool {
	b := a.newBlock(file, again)
	b.begin = true
	r := a.newReader(a.Files[file].Path, func(p problem.Problem) { b.pending = append(b.pending, p) })
	r.again = again
	r.hash.SetSeed(a.seed)
	goOn := true
	r.readCSV(func(record *Record) bool {
		b.add(record)
		b.Size = r.size
		if len(b.Records) == a.opts.BlockRecords {
			r.size = 0
			goOn = yield(b)
			b = a.newBlock(file, again)
		}
		return goOn
	})
	if !goOn {
		return false
	}
	b.last, b.hash, b.Size = true, r.hash.Sum64(), r.size
	if again && (len(a.Files[file].hashes) != 1 || a.Files[file].hashes[0] != b.hash) {
		b.Changed = a.changed(file)
	}
	return yield(b)
}

func (b *Block) add(record *Record) {
	b.Records = append(b.Records, *record)
	b.before = append(b.before, len(b.pending))
}

// changed is the error of a file that is not what it was.
func (a *Archive) changed(file int) error {
	return fmt.Errorf("%s has changed since it was checked", a.Files[file].Path)
}

// cut cuts a JSON Lines file into blocks of whole lines and gives them out.
func (a *Archive) cut(file int, again bool, yield func(*Block) bool) bool {
	var failed problem.List
	r := a.newReader(a.Files[file].Path, func(p problem.Problem) { failed = append(failed, p) })
	c := cutter{archive: a, file: file, again: again, line: 1}
	if f := r.open(a.opts.MaxLines); f != nil {
		defer f.Close()
		c.source = io.LimitedReader{R: f, N: a.opts.MaxLines + 1}
	} else {
		c.err = io.EOF
	}
	for number := 0; ; number++ {
		if again && number == len(a.Files[file].hashes) && a.Files[file].ended {
			return true // the first reading went no further
		}
		b := c.next()
		switch {
		case c.err != nil && c.err != io.EOF:
			r.fail(r.at(c.line, 0), "unreadable", reason(c.err), "")
		case c.source.N <= 0 && c.source.R != nil && b.last:
			r.tooLarge(a.opts.MaxLines)
		}
		b.pending, failed = failed, nil
		if again && (number >= len(a.Files[file].hashes) || a.Files[file].hashes[number] != b.hash) {
			b.Changed = a.changed(file)
		}
		if !yield(b) {
			return false
		}
		if b.last {
			return true
		}
	}
}

// A cutter cuts a file into blocks of whole lines.
type cutter struct {
	archive *Archive
	file    int
	again   bool
	source  io.LimitedReader
	rest    []byte // what was read, but belongs to the next block
	line    int
	begun   bool
	err     error // of the source
}

// next returns the next block; the last may be empty.
func (c *cutter) next() *Block {
	opts, cut := &c.archive.opts, 0
	for cut == 0 && c.err == nil {
		from := len(c.rest)
		c.fill(opts.BlockBytes)
		cut = from + bytes.LastIndexByte(c.rest[from:], '\n') + 1
		if cut == from {
			cut = 0
		}
		if cut == 0 && len(c.rest) > opts.MaxRow+1 {
			cut = len(c.rest) // a line too long, which the block reports
		}
	}
	if c.err != nil {
		cut = len(c.rest)
	}
	b := c.archive.newBlock(c.file, c.again)
	b.text, b.line = string(c.rest[:cut]), c.line
	b.Size, b.last = int64(cut), c.err != nil
	b.hash = maphash.String(c.archive.seed, b.text)
	c.rest = append(c.rest[:0], c.rest[cut:]...)
	c.line += strings.Count(b.text, "\n")
	if !c.begun && strings.TrimSpace(b.text) != "" {
		c.begun, b.begin = true, true
	}
	return b
}

// fill reads up to n more bytes.
func (c *cutter) fill(n int) {
	from := len(c.rest)
	if cap(c.rest) < from+n {
		c.rest = append(make([]byte, 0, 2*(from+n)), c.rest...)
	}
	var got int
	got, c.err = io.ReadFull(&c.source, c.rest[from:from+n])
	if c.err == io.ErrUnexpectedEOF {
		c.err = io.EOF
	}
	c.rest = c.rest[:from+got]
}

// Read reads the records of the block.
func (b *Block) Read() {
	switch f := &b.archive.Files[b.file]; {
	case b.Changed != nil || len(b.Records) > 0 || f.Format == csvFormat || b.ended:
	case f.Format == jsonlFormat:
		b.readLines()
	default:
		r := b.reader()
		r.readYAML(func(record *Record) bool { b.add(record); return true })
		b.ended = true
	}
}

// reader returns a reader whose problems are the block's.
func (b *Block) reader() *reader {
	r := b.archive.newReader(b.archive.Files[b.file].Path, func(p problem.Problem) { b.pending = append(b.pending, p) })
	r.again = b.again
	return r
}

// Enter enters what the first reading of a block has found into the archive:
// the ids of its records, each of which is told to entered by its number in the
// block unless a record before it has the id. It returns the problems of the
// block.
func (a *Archive) Enter(b *Block, entered func(record int)) problem.List {
	f := &a.Files[b.file]
	if f.ended {
		return nil
	}
	note := noter{file: f}
	from := 0
	for i := range b.Records {
		note.all(b.pending[from:b.before[i]])
		from = b.before[i]
		if f.problems >= maxProblems {
			break
		}
		record := &b.Records[i]
		if first, taken := a.index.add(b.file, record); taken {
			note.all(problem.List{duplicate(record, a.position(first))})
			continue
		}
		f.Records++
		if f.Format == yamlFormat {
			f.held = append(f.held, *record)
		}
		if entered != nil {
			entered(i)
		}
	}
	note.all(b.pending[from:])
	f.seen = f.seen || b.begin
	f.hashes = append(f.hashes, b.hash)
	if f.Format == csvFormat && !b.last {
		f.hashes = f.hashes[:0] // one for the whole file
	}
	f.ended = f.problems >= maxProblems || b.ended
	if b.last && !f.seen && f.problems == 0 && f.Format == jsonlFormat {
		r := a.newReader(f.Path, func(p problem.Problem) { note.all(problem.List{p}) })
		r.emptyFile()
	}
	return note.list
}

// A noter takes the problems of a file up to their limits.
type noter struct {
	file *File
	list problem.List
}

func (n *noter) all(list problem.List) {
	for _, p := range list {
		f := n.file
		if p.Severity != problem.Error {
			if f.warnings++; f.warnings <= maxWarnings {
				n.list = append(n.list, p)
			}
			continue
		}
		f.problems++
		if f.problems == maxProblems {
			p.Code, p.Hint = "too-many-problems", "mend the problems above first"
			p.Message = fmt.Sprintf("the file has %d problems: the rest of it is not read", maxProblems)
		}
		if f.problems <= maxProblems {
			n.list = append(n.list, p)
		}
	}
}

// Close ends the first reading, when all blocks are entered. The problems that
// it returns are those that only the whole archive has.
func (a *Archive) Close() problem.List {
	var list problem.List
	a.checkAgents(func(p problem.Problem) { list = append(list, p) })
	return list
}

// open opens the file where it is no larger than limit. It reports why it
// cannot be opened and returns nil then.
func (r *reader) open(limit int64) fs.File {
	f, err := r.fsys.Open(r.path)
	if err != nil {
		r.fail(r.at(0, 0), "unreadable", reason(err), "")
		return nil
	}
	if info, err := f.Stat(); err == nil && info.Size() > limit {
		f.Close()
		r.tooLarge(limit)
		return nil
	}
	return f
}
