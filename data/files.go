package data

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
)

// metaFile is the file that describes the archive.
const metaFile = "archive.yaml"

// The formats of record files.
const (
	yamlFormat  = "yaml"
	csvFormat   = "csv"
	jsonlFormat = "jsonl"
)

// formats are the formats by file extension.
var formats = map[string]string{
	".yaml": yamlFormat, ".yml": yamlFormat,
	".csv":   csvFormat,
	".jsonl": jsonlFormat, ".ndjson": jsonlFormat,
}

// list finds the record files and shapes files of the archive, in the order of
// their paths.
func (a *Archive) list(report func(problem.Problem)) {
	err := fs.WalkDir(a.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			report(a.fileProblem(name, problem.Error, "unreadable", reason(err), ""))
			return nil
		case name == ".":
			return nil
		case entry.IsDir() && (leftOut(entry.Name()) || a.isOutput(name)):
			return fs.SkipDir
		case leftOut(entry.Name()) || entry.IsDir() || name == metaFile:
			return nil
		}
		a.listFile(name, entry, report)
		return nil
	})
	if err != nil {
		report(a.fileProblem(".", problem.Error, "unreadable", reason(err), ""))
	}
	slices.SortFunc(a.Files, func(x, y File) int { return strings.Compare(x.Path, y.Path) })
	slices.Sort(a.Shapes)
}

// leftOut is true for names that are not part of the data. An archive may be
// embedded in a Go program, whose sources and test data then stand beside it.
func leftOut(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") ||
		strings.HasPrefix(name, "README") || strings.HasPrefix(name, "LICENSE") ||
		name == "iris.lock" || strings.HasSuffix(name, ".schema.json") ||
		name == "testdata" || strings.HasSuffix(name, ".go")
}

// isOutput is true for a folder that a build has written: its checksums show
// it. What is built of an archive is not a part of it.
func (a *Archive) isOutput(name string) bool {
	_, err := fs.Stat(a.FS, path.Join(name, "SHA256SUMS"))
	return err == nil
}

func (a *Archive) listFile(name string, entry fs.DirEntry, report func(problem.Problem)) {
	extension := strings.ToLower(path.Ext(name))
	format, known := formats[extension]
	switch {
	case !known && extension != ".ttl":
		report(a.fileProblem(name, problem.Warning, "unknown-file-type",
			fmt.Sprintf("file type %q is not read: expected .yaml, .csv, .jsonl or .ttl", path.Ext(name)),
			"begin the name with _ to keep the file out of the archive"))
	case !a.isRegular(name, entry):
		report(a.fileProblem(name, problem.Error, "not-a-file", "expected an ordinary file", ""))
	case !known:
		a.Shapes = append(a.Shapes, name)
	default:
		a.Files = append(a.Files, File{Path: name, Format: format})
	}
}

// isRegular is false for pipes and devices, which would block the reader, and
// for links to anything but a file.
func (a *Archive) isRegular(name string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := fs.Stat(a.FS, name)
	return err == nil && info.Mode().IsRegular()
}

// fileProblem makes a problem of a whole file.
func (a *Archive) fileProblem(name string, severity problem.Severity, code, message, hint string) problem.Problem {
	return problem.Problem{Severity: severity, Code: code, Message: message, Hint: hint,
		Pos: problem.Position{File: name}}
}
