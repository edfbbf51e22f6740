package data

import (
	"io/fs"
	"iter"

	"github.com/eventlod/eventlod/problem"
)

// Options say how an archive is loaded. The zero value is good.
type Options struct {
	// Root is the folder as the user named it. Positions begin with it, so that
	// they can be clicked on; the loader itself reads from the fs.FS only.
	Root string
	// MaxYAML and MaxLines are the most bytes that a YAML file, and a CSV or
	// JSON Lines file, may have: 64 MiB and 4 GiB where 0.
	MaxYAML, MaxLines int64
	// MaxLine is the most bytes of one line of a CSV or JSON Lines file, and
	// of one row that goes over several lines: 16 MiB where 0.
	MaxLine int
	// MaxDepth is how deep lists and maps may be nested in a record: 16 where 0.
	MaxDepth int
}

// An Archive is a folder of records that has been read and checked. Records of
// YAML files are held in memory; those of CSV and JSON Lines files are read
// again each time that they are asked for, so that memory does not grow with
// their number (but for the index of ids).
type Archive struct {
	Meta Meta
	// FS is the folder itself.
	FS fs.FS
	// Files are the record files in the order in which they are read.
	Files []File
	// Shapes are the paths in FS of the *.ttl files that the archive brings.
	Shapes []string

	opts  Options
	index index
}

// A File is a record file of an archive.
type File struct {
	// Path is the path in the archive's FS.
	Path string
	// Format is "yaml", "csv" or "jsonl".
	Format string
	// Records is how many records the file holds.
	Records int

	held []*Record
}

// Load reads and checks a whole archive: archive.yaml and every record file
// below it. It returns all problems of all files, sorted and with excerpts.
// The archive is never nil; it is fit for use only where [problem.List.Err] of
// the list is nil.
//
// Folders and files whose names begin with . or _ are left out, and so are
// iris.lock, README*, LICENSE*, *.schema.json and *.ttl (which are listed in
// [Archive.Shapes]). A file of a type that no loader knows is a warning.
func Load(fsys fs.FS, opts Options) (*Archive, problem.List) {
	return &Archive{FS: fsys, opts: opts}, nil
}

// Records goes through the records of the archive: files in the order of
// [Archive.Files], records in the order of the file. A record stays valid
// after the loop has gone on. The second value is an error where a file can no
// longer be read as [Load] read it; the loop ends with it.
func (a *Archive) Records() iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {}
}

// Find returns where the record of the given type and id stands, and whether
// there is one.
func (a *Archive) Find(recordType, id string) (problem.Position, bool) {
	return problem.Position{}, false
}

// Types returns the record types that the archive has, sorted.
func (a *Archive) Types() []string { return nil }

// Count returns how many records of the given type the archive has.
func (a *Archive) Count(recordType string) int { return 0 }

// IDs returns the ids of the records of the given type, sorted. It makes the
// list anew: it is meant for hints, not for loops over the archive.
func (a *Archive) IDs(recordType string) []string { return nil }

// AddExcerpts fills in the offending line of every problem that has a position
// in a file of the archive and no excerpt.
func (a *Archive) AddExcerpts(list problem.List) {}

// Nearest returns the candidate that is most like the given name, for a hint
// such as "did you mean", and "" where none is near.
func Nearest(name string, candidates []string) string { return "" }
