package release

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/data/edtf"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish"
	"github.com/eventlod/eventlod/publish/tree"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// Date returns the day of a release: that of epoch, in seconds since 1970 as
// SOURCE_DATE_EPOCH has it, or where it is empty the day on which the archive
// says that it was modified, or else issued.
func Date(meta *data.Meta, epoch string) (string, error) {
	if epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return "", fmt.Errorf("SOURCE_DATE_EPOCH is %q; expected seconds since 1970", epoch)
		}
		return time.Unix(seconds, 0).UTC().Format(time.DateOnly), nil
	}
	for _, day := range []data.String{meta.Modified, meta.Issued} {
		if value, err := edtf.Parse(day.Text); err == nil && !value.Interval {
			return (value.Start.String() + "-01-01")[:len(time.DateOnly)], nil
		}
	}
	return "", errors.New("archive.yaml has neither modified nor issued, so the release would have no date")
}

// Write publishes a run as a release: the current output, as a build writes
// it, and the release's own folder below it. The folder of a release that is
// there already may only be written again with the same bytes. It returns the
// release, and whether it is new; the caller then commits the folder, or
// discards it after an error.
func Write(ctx context.Context, run *pipeline.Run, to *tree.Folder, date string) (r Release, isNew bool, err error) {
	history, err := ReadHistory(to.Path())
	if err != nil {
		return Release{}, false, err
	}
	if run.Graph == nil {
		return Release{}, false, errors.New("a release needs a run that holds the graph of its data")
	}
	meta := &run.Archive.Meta
	w := writer{run: run, tree: to, history: history, release: Release{
		Version: meta.Version.Text, Date: date,
		Dump: "dumps/" + meta.Name.Text + ".nt", Triples: run.Graph.Len(),
	}}
	if err := history.admit(w.release.Version); err != nil {
		return Release{}, false, err
	}
	previous, _ := history.Before(w.release.Version)
	w.release.Previous = previous.Version
	if err := w.write(ctx, previous); err != nil {
		return Release{}, false, err
	}
	_, released := history.Find(w.release.Version)
	return w.release, !released, nil
}

// A writer writes one release into a tree.
type writer struct {
	run     *pipeline.Run
	tree    *tree.Folder
	history *History
	release Release
	edition *publish.Edition
}

func (w *writer) write(ctx context.Context, previous Release) error {
	w.edition = publish.NewEdition(w.run)
	if previous.Version != "" {
		w.edition.Previous = VersionIRI(w.run.Archive.Meta.Base.Text, previous.Version)
	}
	if err := w.edition.Write(ctx, w.tree); err != nil {
		return err
	}
	for _, name := range w.tree.Names() {
		if strings.HasPrefix(name, "dumps/") {
			if err := w.tree.Copy(w.path(name), name); err != nil {
				return err
			}
		}
	}
	if err := w.writeChanges(previous); err != nil {
		return err
	}
	if err := w.seal(); err != nil {
		return err
	}
	return w.writeFeed()
}

// path returns the path in the tree of a file of the release.
func (w *writer) path(name string) string {
	return path.Join(tree.VersionsFolder, w.release.Version, name)
}

// writeChanges compares the dumps of both releases and writes what differs.
func (w *writer) writeChanges(previous Release) error {
	meta := &w.run.Archive.Meta
	base, dataset := meta.Base.Text, ontology.DatasetIRI(meta)
	c := compareWithNothing(dataset, w.run.Graph)
	changes, removed := c.everything(), c.removed
	if previous.Version != "" {
		var added *rdf.Graph
		var err error
		if removed, added, err = w.difference(previous); err != nil {
			return err
		}
		c = compare(dataset, removed, added, w.run.Graph)
		changes = c.changes()
	}
	changes.Added = slices.DeleteFunc(changes.Added, func(iri rdf.IRI) bool { return iri == dataset })
	w.release.Counts = changes.Counts()
	former, err := w.formerTombstones(previous)
	if err != nil {
		return err
	}
	tombstones, err := bury(base, former, w.release, changes, c, removed)
	if err != nil {
		return err
	}
	log := changelog{
		title: meta.Title.In("en").Text, release: w.release, changes: changes, comparison: c,
		names: &names{graphs: []*rdf.Graph{w.run.Graph, c.removed, removed, w.run.Shapes}, profile: w.run.Profile, base: base},
	}
	manifest, err := json.MarshalIndent(w.release, "", "  ")
	return errors.Join(err,
		w.tree.WriteFile(w.path(changesFile), log.markdown()),
		w.writeGraph(changeSetFile, changeSet(base, dataset, w.release, changes)),
		w.writeGraph(tombstonesFile, tombstones),
		w.tree.WriteFile(w.path(manifestFile), append(manifest, '\n')))
}

// difference compares the new dump with that of the previous release, which
// must be as it was released.
func (w *writer) difference(previous Release) (removed, added *rdf.Graph, err error) {
	if err := w.history.verify(previous.Version); err != nil {
		return nil, nil, err
	}
	now, err := w.tree.Open(w.release.Dump)
	if err != nil {
		return nil, nil, err
	}
	defer now.Close()
	then, err := os.Open(w.history.path(previous.Version, previous.Dump))
	if err != nil {
		return nil, nil, err
	}
	defer then.Close()
	return difference(then, now)
}

func (w *writer) formerTombstones(previous Release) (*rdf.Graph, error) {
	g := new(rdf.Graph)
	if previous.Version == "" {
		return g, nil
	}
	name := w.history.path(previous.Version, tombstonesFile)
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return g, turtle.Read(file, syntax.ReadOptions{File: name}, g.AddStatement)
}

func (w *writer) writeGraph(name string, g *rdf.Graph) error {
	var b bytes.Buffer
	if err := turtle.WriteGraph(&b, g, turtle.Options{Prefixes: w.edition.Prefixes}); err != nil {
		return err
	}
	return w.tree.WriteFile(w.path(name), b.Bytes())
}

// seal writes the checksums of the release, which must be those that it has
// where it was released before.
func (w *writer) seal() error {
	sums, err := w.tree.WriteSums(w.path("."))
	if err != nil {
		return err
	}
	version := w.release.Version
	if _, released := w.history.Find(version); !released {
		return nil
	}
	if err := w.history.verify(version); err != nil {
		return err
	}
	old, err := os.ReadFile(w.history.path(version, sumsFile))
	if err != nil || bytes.Equal(old, sums) {
		return err
	}
	return fmt.Errorf("version %s is released already, with other content (%s); a release never changes: give archive.yaml a new version",
		version, strings.Join(differing(string(old), string(sums)), ", "))
}

// differing returns the files whose lines of checksums are not in both lists.
func differing(a, b string) []string {
	var files []string
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		for line := range strings.Lines(pair[0]) {
			if _, name, ok := strings.Cut(strings.TrimSpace(line), "  "); ok && !strings.Contains(pair[1], line) {
				files = append(files, name)
			}
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

func (w *writer) writeFeed() error {
	releases := slices.Clone(w.history.Releases)
	if _, released := w.history.Find(w.release.Version); !released {
		releases = append(releases, w.release)
	}
	meta := &w.run.Archive.Meta
	author := meta.Publisher.Name.In("en").Text
	if author == "" { // the publisher is a record of the archive
		n := names{graphs: []*rdf.Graph{w.run.Graph}}
		author = n.of(rdf.IRI(meta.Base.Text + meta.Publisher.Ref.Text))
	}
	content, err := feed(meta, author, releases)
	if err != nil {
		return err
	}
	return w.tree.WriteFile(tree.VersionsFolder+"/feed.atom", content)
}

// Summary says in a line what a release is.
func (r Release) Summary(w io.Writer, isNew bool) {
	state := "unchanged"
	switch {
	case isNew && r.Previous == "":
		state = "the first release"
	case isNew:
		state = "new since " + r.Previous + ": " + r.Counts.String()
	}
	fmt.Fprintf(w, "version %s: %s\n", r.Version, state)
}
