package data

import (
	"fmt"
	"io/fs"
	"iter"

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
	return o
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
	// Records is how many sound records the file holds.
	Records int

	problems int       // how many problems the file had when it was loaded
	held     []*Record // the records of a YAML file
}

// Load reads and checks a whole archive: archive.yaml and every record file
// below it. It returns all problems of all files, sorted and with excerpts.
// The archive is never nil; it is fit for publication only where
// [problem.List.Err] of the list is nil, but the records that are sound can be
// gone through in any case.
//
// Folders and files whose names begin with . or _ are left out, and so are
// iris.lock, README*, LICENSE*, *.schema.json, *.go, testdata, *.ttl (which are listed in
// [Archive.Shapes]) and folders with a file SHA256SUMS, which are the output of
// a build. A file of a type that no loader knows is a warning.
func Load(fsys fs.FS, opts Options) (*Archive, problem.List) {
	a := &Archive{FS: fsys, opts: opts.withDefaults(), index: newIndex()}
	var list problem.List
	report := func(p problem.Problem) { list = append(list, p) }
	a.list(report)
	a.Meta = a.readMeta(report)
	for i := range a.Files {
		a.loadFile(i, report)
	}
	a.checkAgents(report)
	list.Sort()
	a.AddExcerpts(list)
	return a, list
}

// loadFile reads one file for the first time: it checks the records, enters
// their ids in the index and holds those of a YAML file.
func (a *Archive) loadFile(i int, report func(problem.Problem)) {
	f := &a.Files[i]
	r := a.newReader(f.Path, report)
	r.read(f.Format, func(record *Record) bool {
		if first, taken := a.index.add(i, record); taken {
			r.reportDuplicate(record, a.position(first))
			return true
		}
		f.Records++
		if f.Format == yamlFormat {
			f.held = append(f.held, record)
		}
		return true
	})
	f.problems = r.problems
}

// Records goes through the sound records of the archive: files in the order of
// [Archive.Files], records in the order of the file. A record stays valid
// after the loop has gone on. The second value is an error where a file is no
// longer as [Load] read it; the loop ends with it.
func (a *Archive) Records() iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for i := range a.Files {
			if !a.held(i, yield) || !a.stream(i, yield) {
				return
			}
		}
	}
}

// held yields the records of a YAML file and returns whether to go on.
func (a *Archive) held(i int, yield func(*Record, error) bool) bool {
	for _, record := range a.Files[i].held {
		if !yield(record, nil) {
			return false
		}
	}
	return true
}

// stream reads a line-based file once more, yields its sound records and
// returns whether to go on.
func (a *Archive) stream(i int, yield func(*Record, error) bool) bool {
	f := a.Files[i]
	if f.Format == yamlFormat {
		return true
	}
	records, strangers, goOn := 0, 0, true
	r := a.newReader(f.Path, func(problem.Problem) {})
	r.read(f.Format, func(record *Record) bool {
		place, found := a.index.find(record.Type, record.ID)
		switch {
		case !found:
			strangers++
		case a.position(place) != record.IDPos:
			r.problems++ // the second record of one id, which Load has reported
		default:
			records++
			goOn = yield(record, nil)
		}
		return goOn
	})
	if goOn && (strangers > 0 || records != f.Records || r.problems != f.problems) {
		yield(nil, fmt.Errorf("%s has changed since it was checked", f.Path))
		return false
	}
	return goOn
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
func (a *Archive) Count(recordType string) int { return len(a.index.types[recordType]) }

// IDs returns the ids of the records of the given type, sorted. It makes the
// list anew: it is meant for hints, not for loops over the archive.
func (a *Archive) IDs(recordType string) []string { return a.index.ids(recordType) }

func (a *Archive) position(p place) problem.Position {
	return problem.Position{File: a.Files[p.file].Path, Line: int(p.line), Column: int(p.column)}
}
