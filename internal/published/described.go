package published

import (
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish"
	"github.com/eventlod/eventlod/publish/catalog"
)

// described adds the catalogue, until the edition writes it itself.
func described(tb testing.TB, run *pipeline.Run, tree *publish.Tree) {
	names := tree.Names()
	if slices.Contains(names, "catalog.ttl") {
		return
	}
	in := catalog.Input{Meta: &run.Archive.Meta, Graph: run.Graph, Shapes: run.Shapes, Record: run.Mapper.IRI}
	for _, name := range names {
		if !strings.HasPrefix(name, "dumps/") {
			continue
		}
		f, err := tree.Open(name)
		if err != nil {
			tb.Fatal(err)
		}
		h := sha256.New()
		n, _ := io.Copy(h, f)
		f.Close()
		file := catalog.File{Path: name, Size: n, SHA256: fmt.Sprintf("%x", h.Sum(nil))}
		if strings.Contains(name, "provenance") {
			file.Content = catalog.Provenance
		}
		in.Files = append(in.Files, file)
	}
	documents, err := catalog.Documents(in)
	if err != nil {
		tb.Fatal(err)
	}
	for _, d := range documents {
		if err := tree.WriteFile(d.Path, d.Content); err != nil {
			tb.Fatal(err)
		}
	}
}
