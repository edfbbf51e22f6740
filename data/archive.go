package data

import (
	"hash/maphash"
	"io/fs"
	"iter"
	"sync"

	"github.com/eventlod/eventlod/problem"
)

// Options say how an archive is loaded. The zero value is good.
type Options struct {
	// MaxYAML and MaxLines are the most bytes that a YAML file, and a CSV or
	// JSON Lines file, may have: 64 MiB and 4 GiB where 0.
	MaxYAML, MaxLines int64
	// MaxRow is the most bytes of one line of a CSV or JSON Lines file, and of
	// one row that goes over several lines: 16 MiB where 0.
	MaxRow int
	// MaxDepth is how deep lists and maps may be nested in a record: 16 where 0.
	MaxDepth int
	// BlockBytes and BlockRecords are how much a block of records holds: of a
	// JSON Lines file so many bytes, of other files so many records; 256 KiB
	// and 256 where 0.
	BlockBytes, BlockRecords int
}

func (o Options) withDefaults() Options {
	if o.MaxYAML == 0 {
		o.MaxYAML = 64 << 20
	}
	if o.MaxLines == 0 {
		o.MaxLines = 4 << 30
	}
	if o.MaxRow == 0 {
		o.MaxRow = 16 << 20
	}
	if o.MaxDepth == 0 {
		o.MaxDepth = 16
	}
	if o.BlockBytes == 0 {
		o.BlockBytes = 256 << 10
	}
	if o.BlockRecords == 0 {
		o.BlockRecords = 256
	}
	return o
}

// An Archive is a folder of records. Records of YAML files are held in memory
// once they were read; those of CSV and JSON Lines files are read again each
// time that they are asked for, so that memory does not grow with their number
// (but for the index of ids).
type Archive struct {
	Meta Meta
	// FS is the folder itself.
	FS fs.FS
	// Files are the record files in the order in which they are read.
	Files []File
	// Shapes are the paths in FS of the *.ttl files that the archive brings.
	Shapes []string

	opts  Options
	index *index
	seed  maphash.Seed
	free  *sync.Pool // of blocks
}

// A File is a record file of an archive.
type File struct {
	// Path is the path in the archive's FS.
	Path string
	// Format is "yaml", "csv" or "jsonl".
	Format string
	// Records is how many sound records the file holds.
	Records int

	// What the first reading found: how many problems; how much of a line-based
	// file there is to read, by number and by a hash for each block, so that the
	// second reading sees where it is another file by then; the records of a
	// YAML file.
	problems, warnings int
	seen               bool // whether it has a line that is not blank
	ended              bool // whether the rest of it is not read
	hashes             []uint64
	held               []Record
}

// Open lists the files of an archive and reads archive.yaml, but no records.
// The problems are those of archive.yaml and of the files as such.
//
// Folders and files whose names begin with . or _ are left out, and so are
// iris.lock, README*, LICENSE*, *.schema.json, *.go, testdata, *.ttl (which are listed in
// [Archive.Shapes]) and folders with a file SHA256SUMS, which are the output of
// a build. A file of a type that no loader knows is a warning.
func Open(fsys fs.FS, opts Options) (*Archive, problem.List) {
	a := &Archive{FS: fsys, opts: opts.withDefaults(), index: newIndex(), seed: maphash.MakeSeed(), free: new(sync.Pool)}
	var list problem.List
	report := func(p problem.Problem) { list = append(list, p) }
	a.list(report)
	a.Meta = a.readMeta(report)
	return a, list
}

// Load opens an archive and reads and checks every record of it. It returns all
// problems of all files, sorted and with excerpts. The archive is never nil; it
// is fit for publication only where [problem.List.Err] of the list is nil, but
// the records that are sound can be gone through in any case.
func Load(fsys fs.FS, opts Options) (*Archive, problem.List) {
	a, list := Open(fsys, opts)
	for b := range a.Blocks() {
		b.Read()
		list = append(list, a.Enter(b, nil)...)
	}
	list = append(list, a.Close()...)
	list.Sort()
	a.AddExcerpts(list)
	return a, list
}

// Records goes through the sound records of a loaded archive: files in the
// order of [Archive.Files], records in the order of the file. A record stays
// valid after the loop has gone on. The second value is an error where a file
// is no longer as it was when it was loaded; the loop ends with it.
func (a *Archive) Records() iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for b := range a.Again() {
			b.Read()
			if b.Changed != nil {
				yield(nil, b.Changed)
				return
			}
			for i := range b.Records {
				if record := &b.Records[i]; a.Has(record) && !yield(record, nil) {
					return
				}
			}
		}
	}
}

// Has reports whether a record is the one of its type and id, which a second
// one with the same id is not.
func (a *Archive) Has(r *Record) bool {
	p, found := a.index.find(r.Type, r.ID)
	return found && p.pos == r.IDPos && a.Files[p.file].Path == r.File
}

// Find returns where the id of the record of the given type and id stands, and
// whether there is one.
func (a *Archive) Find(recordType, id string) (problem.Position, bool) {
	p, found := a.index.find(recordType, id)
	if !found {
		return problem.Position{}, false
	}
	return a.position(p), true
}

// Types returns the record types that the archive has, sorted.
func (a *Archive) Types() []string { return a.index.typeNames() }

// Count returns how many records of the given type the archive has.
func (a *Archive) Count(recordType string) int { return a.index.count(recordType) }

// IDs returns the ids of the records of the given type, sorted. It makes the
// list anew: it is meant for hints, not for loops over the archive.
func (a *Archive) IDs(recordType string) []string { return a.index.ids(recordType) }

func (a *Archive) position(p idPlace) problem.Position {
	return problem.Position{File: a.Files[p.file].Path, Line: int(p.pos.Line), Column: int(p.pos.Column)}
}
