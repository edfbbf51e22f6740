package publish

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"

	"github.com/eventlod/eventlod/internal/inorder"
	"github.com/eventlod/eventlod/publish/tree"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/extsort"
	"github.com/eventlod/eventlod/serialize/grouped"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// batchSize is how many bytes of encoded resources are printed at a time.
const batchSize = 64 << 10

// A batch is some resources that follow each other in sorted order.
type batch struct {
	text  []byte
	items []batchItem
}

// A batchItem is where a resource's IRI and its encoded pairs end in the text
// of its batch, and what group it is in.
type batchItem struct {
	key, value int
	group      int
	opens      bool // whether it is the first of its group
}

// each goes through the resources of a batch.
func (s *resourceSink) each(b *batch, r *rdf.Resource, do func(*batchItem) error) error {
	from := 0
	for i := range b.items {
		item := &b.items[i]
		r.Subject = rdf.Node{Kind: rdf.KindIRI, Value: b.text[from:item.key]}
		r.Pairs = r.Pairs[:0]
		s.decode(r, b.text[item.key:item.value])
		from = item.value
		if err := do(item); err != nil {
			return err
		}
	}
	return nil
}

// batches cuts what a reader gives into batches. A key begins with so many bytes
// of a group.
func batches(r *extsort.Reader, group int) iter.Seq[*batch] {
	return func(yield func(*batch) bool) {
		b, last := new(batch), -1
		for r.Next() {
			item := batchItem{}
			if group > 0 {
				item.group = int(binary.BigEndian.Uint16(r.Key()))
			}
			item.opens = item.group != last
			last = item.group
			b.text = append(b.text, r.Key()[group:]...)
			item.key = len(b.text)
			b.text = append(b.text, r.Value()...)
			item.value = len(b.text)
			b.items = append(b.items, item)
			if len(b.text) >= batchSize {
				if !yield(b) {
					return
				}
				b = &batch{text: make([]byte, 0, batchSize+batchSize/4), items: make([]batchItem, 0, len(b.items))}
			}
		}
		yield(b)
	}
}

// inLineOrder puts batches that are sorted by IRI in the order of canonical
// lines, in which '>' follows the IRI: an IRI that others begin with waits for
// those of them that go on with a character below it.
func inLineOrder(sorted iter.Seq[*batch]) iter.Seq[*batch] {
	type waiting struct{ key, value []byte }
	return func(yield func(*batch) bool) {
		var stack []waiting
		out := new(batch)
		goOn := true
		emit := func(w waiting) {
			out.text = append(out.text, w.key...)
			key := len(out.text)
			out.text = append(out.text, w.value...)
			out.items = append(out.items, batchItem{key: key, value: len(out.text)})
			if len(out.text) >= batchSize {
				goOn = goOn && yield(out)
				out = new(batch)
			}
		}
		for b := range sorted {
			from := 0
			for _, item := range b.items {
				w := waiting{b.text[from:item.key], b.text[item.key:item.value]}
				from = item.value
				for len(stack) > 0 && !before(w.key, stack[len(stack)-1].key) {
					emit(stack[len(stack)-1])
					stack = stack[:len(stack)-1]
				}
				stack = append(stack, w)
			}
			if !goOn {
				return
			}
		}
		for _, w := range slices.Backward(stack) {
			emit(w)
		}
		if goOn {
			yield(out)
		}
	}
}

// before reports whether <longer> stands before <shorter>, which it begins with.
func before(longer, shorter []byte) bool {
	return len(longer) > len(shorter) && bytes.HasPrefix(longer, shorter) && longer[len(shorter)] < '>'
}

// writeSorted writes the dumps from sorted resources. A sorter serves one
// goroutine at a time, so all readers are made before the work is shared out.
func (e *Edition) writeSorted(ctx context.Context, t tree.Tree, s *resourceSink) error {
	var readers [3]*extsort.Reader
	for i, items := range []*extsort.Items{s.byIRI, s.byIRI, s.byGroup} {
		sorted, err := items.Sorted()
		if err != nil {
			return err
		}
		defer sorted.Close()
		readers[i] = sorted
	}
	return parallel(ctx,
		func(ctx context.Context) error { return e.writeSortedLines(ctx, t, s, readers[0]) },
		func(ctx context.Context) error { return e.writeSortedXML(ctx, t, s, readers[1]) },
		func(ctx context.Context) error { return e.writeGrouped(ctx, t, s, readers[2]) },
	)
}

// A linesJob is the lines of a batch.
type linesJob struct {
	resource rdf.Resource
	memory   []byte
	lines    [][]byte
	nt, nq   []byte
	err      error
}

// writeSortedLines writes N-Triples and N-Quads in canonical form (RDFC-1.0),
// plain and compressed.
func (e *Edition) writeSortedLines(ctx context.Context, t tree.Tree, s *resourceSink, sorted *extsort.Reader) error {
	triples, quads, err := e.newLineDumps(t)
	if err != nil {
		return err
	}
	graph := e.graphSuffix()
	loop := inorder.Loop[*batch, *linesJob]{
		Made: func() *linesJob { return new(linesJob) },
		Work: func(job *linesJob, b *batch) {
			job.nt, job.nq = job.nt[:0], job.nq[:0]
			job.err = s.each(b, &job.resource, func(*batchItem) error { job.print(graph); return nil })
		},
		Finish: func(job *linesJob, _ *batch) error {
			triples.Write(job.nt) // an error stays with the dump until it is closed
			quads.Write(job.nq)
			return job.err
		},
	}
	err = loop.Run(ctx, inLineOrder(batches(sorted, 0)))
	if err == nil {
		err = sorted.Err()
	}
	return closing(quads, closing(triples, err))
}

// print appends the lines of a resource in their order.
func (job *linesJob) print(graph string) {
	job.memory, job.lines = job.memory[:0], job.lines[:0]
	for i := range job.resource.Pairs {
		pair := &job.resource.Pairs[i]
		from := len(job.memory)
		job.memory = append(append(append(job.memory, '<'), job.resource.Subject.Value...), "> <"...)
		job.memory = append(append(job.memory, pair.Predicate...), "> "...)
		job.memory = rdf.AppendNode(job.memory, &pair.Object)
		job.lines = append(job.lines, job.memory[from:len(job.memory):len(job.memory)])
	}
	if !slices.IsSortedFunc(job.lines, bytes.Compare) {
		slices.SortFunc(job.lines, bytes.Compare)
	}
	for _, line := range job.lines {
		job.nt = append(append(job.nt, line...), " .\n"...)
		job.nq = append(append(job.nq, line...), graph...)
	}
}

// writeSortedXML writes RDF/XML.
func (e *Edition) writeSortedXML(ctx context.Context, t tree.Tree, s *resourceSink, sorted *extsort.Reader) error {
	document, err := rdfxml.NewDocument(rdfxml.Options{Prefixes: e.Prefixes}, nil)
	if err != nil {
		return err
	}
	p := press{sink: s, documents: []grouped.Document{document}, files: []string{e.dump("rdf")}}
	p.newPrinter = func() printing {
		one := document.NewPrinter()
		return printing{
			print: func(texts [][]byte, r *rdf.Resource) (err error) {
				texts[0], err = one.AppendResource(texts[0], r)
				return err
			},
			used: func() []grouped.Used { return []grouped.Used{one.Used()} },
		}
	}
	return p.run(ctx, t, sorted, 0)
}

// writeGrouped writes Turtle, TriG and JSON-LD.
func (e *Edition) writeGrouped(ctx context.Context, t tree.Tree, s *resourceSink, sorted *extsort.Reader) error {
	options := turtle.Options{Prefixes: e.Prefixes, Groups: e.groups, Header: e.header()}
	ttl, err := turtle.NewDocument(options)
	if err != nil {
		return err
	}
	trig, err := turtle.NewTrigDocument(e.Dataset, options)
	if err != nil {
		return err
	}
	json, err := jsonld.NewDocument(jsonld.WriteOptions{Context: e.Context, Sections: e.sections()})
	if err != nil {
		return err
	}
	p := press{sink: s, documents: []grouped.Document{ttl, trig, json}, files: []string{e.dump("ttl"), e.dump("trig"), e.dump("jsonld")}}
	p.newPrinter = func() printing {
		twin, object := ttl.NewTwin(), json.NewPrinter()
		return printing{
			print: func(texts [][]byte, r *rdf.Resource) (err error) {
				if texts[0], texts[1], err = twin.AppendResource(texts[0], texts[1], r); err != nil {
					return err
				}
				texts[2], err = object.AppendResource(texts[2], r)
				return err
			},
			used: func() []grouped.Used { return []grouped.Used{twin.Used(), twin.Used(), object.Used()} },
		}
	}
	return p.run(ctx, t, sorted, groupSize)
}

// A press prints sorted resources into several documents at once.
type press struct {
	sink       *resourceSink
	documents  []grouped.Document
	files      []string
	newPrinter func() printing
}

// printing is the printers of one goroutine: each appends a resource to the text
// of its document.
type printing struct {
	print func(texts [][]byte, r *rdf.Resource) error
	used  func() []grouped.Used
}

// A pressJob is the texts of a batch.
type pressJob struct {
	printing
	resource rdf.Resource
	texts    [][]byte
	err      error
}

// run prints all resources. What stands above the first of them is known last,
// so the bodies of the documents wait in temporary files.
func (p *press) run(ctx context.Context, t tree.Tree, sorted *extsort.Reader, group int) error {
	bodies := make([]*spool, len(p.documents))
	for i := range bodies {
		var err error
		if bodies[i], err = newSpool(); err != nil {
			return err
		}
		defer bodies[i].Close()
	}
	used, first := make([]grouped.Used, len(p.documents)), true
	loop := inorder.Loop[*batch, *pressJob]{
		Made: func() *pressJob { return &pressJob{printing: p.newPrinter(), texts: make([][]byte, len(p.documents))} },
		Work: p.printBatch,
		Finish: func(job *pressJob, b *batch) error {
			if job.err != nil || len(b.items) == 0 {
				return job.err
			}
			for i, u := range job.used() {
				used[i].Merge(u)
				text := job.texts[i]
				if first {
					text = text[len(p.documents[i].Between()):]
				}
				bodies[i].Write(text) // an error stays with the spool
			}
			first = false
			return nil
		},
	}
	if err := loop.Run(ctx, batches(sorted, group)); err != nil {
		return err
	}
	if err := sorted.Err(); err != nil {
		return err
	}
	for i, d := range p.documents {
		head, tail := d.Frame(used[i], first)
		if err := bodies[i].pour(t, p.files[i], head, tail); err != nil {
			return err
		}
	}
	return nil
}

// printBatch prints a batch: every item with what stands between two before it.
func (p *press) printBatch(job *pressJob, b *batch) {
	for i := range job.texts {
		job.texts[i] = job.texts[i][:0]
	}
	job.err = p.sink.each(b, &job.resource, func(item *batchItem) error {
		for i, d := range p.documents {
			if title := d.Title(item.group); item.opens && title != "" {
				job.texts[i] = append(append(job.texts[i], d.Between()...), title...)
			}
			job.texts[i] = append(job.texts[i], d.Between()...)
		}
		return job.print(job.texts, &job.resource)
	})
}

// A spool is a temporary file that is written and then read once.
type spool struct {
	file *os.File
	err  error
}

func newSpool() (*spool, error) {
	file, err := os.CreateTemp("", "eventlod-")
	if err != nil {
		return nil, err
	}
	// Where the system allows it the name goes at once, so that a run that is
	// killed leaves nothing behind; elsewhere it goes in Close.
	_ = os.Remove(file.Name())
	return &spool{file: file}, nil
}

// Write appends to the spool.
func (s *spool) Write(text []byte) (int, error) {
	if s.err == nil {
		_, s.err = s.file.Write(text)
	}
	return len(text), s.err
}

// pour writes the spool into a file of the tree, between a head and a tail.
func (s *spool) pour(t tree.Tree, name, head, tail string) error {
	if s.err != nil {
		return s.err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	out, err := t.Create(name)
	if err != nil {
		return err
	}
	if _, err = io.WriteString(out, head); err == nil {
		_, err = io.CopyBuffer(onlyWriter{out}, onlyReader{s.file}, make([]byte, 256<<10))
	}
	if err == nil {
		_, err = io.WriteString(out, tail)
	}
	return closing(out, err)
}

// onlyWriter and onlyReader hide other methods, so that copying uses a buffer.
type (
	onlyWriter struct{ io.Writer }
	onlyReader struct{ io.Reader }
)

// Close removes the file.
func (s *spool) Close() error {
	err := s.file.Close()
	if removed := os.Remove(s.file.Name()); removed != nil && !errors.Is(removed, fs.ErrNotExist) {
		err = errors.Join(err, removed)
	}
	return err
}
