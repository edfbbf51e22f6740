package serialize

import (
	"fmt"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// ReadFile reads a file, which may be compressed, and hands each statement to
// sink. The extension tells the format, unless one is given: for "-", the
// standard input, one must be. The file's name goes into errors where opt has
// none. For the errors see [syntax.ReadFunc].
func ReadFile(file string, format *Format, opt syntax.ReadOptions, sink rdf.Sink) error {
	if format == nil {
		byExtension, ok := ByExtension(file)
		if !ok {
			return fmt.Errorf("%s: the format is not known by the extension; name one of %s", file, Names())
		}
		format = &byExtension
	}
	r, err := Open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	if opt.File == "" {
		opt.File = file
	}
	if opt.Again == nil && file != "-" {
		opt.Again = func() (io.ReadCloser, error) { return Open(file) }
	}
	return format.Read(r, opt, sink)
}

// LoadDataset reads files into one dataset, the format of each told by its
// extension. Blank nodes of different files stay apart.
func LoadDataset(opt syntax.ReadOptions, files ...string) (*rdf.Dataset, error) {
	d := new(rdf.Dataset)
	return d, load(files, opt, d.AddStatement)
}

// LoadGraph is [LoadDataset] with all graphs merged into one.
func LoadGraph(opt syntax.ReadOptions, files ...string) (*rdf.Graph, error) {
	g := new(rdf.Graph)
	return g, load(files, opt, g.AddStatement)
}

func load(files []string, opt syntax.ReadOptions, sink rdf.Sink) error {
	prefix := opt.BlankPrefix
	for i, file := range files {
		if len(files) > 1 {
			opt.BlankPrefix = fmt.Sprintf("%sf%d-", prefix, i+1)
		}
		if err := ReadFile(file, nil, opt, sink); err != nil {
			return err
		}
	}
	return nil
}
