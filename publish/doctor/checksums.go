package doctor

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/eventlod/eventlod/publish/harvest"
)

const checksumGroup = "files"

const buildAgain = "build again and publish the whole folder"

// checksums compares every listed file with its checksum, those of the
// releases too, and every file of the catalogue with what it says of it.
func (e *examination) checksums(ctx context.Context) error {
	lists := []string{"SHA256SUMS"}
	if f, ok := e.Source.(folder); ok {
		versions, err := fs.Glob(f.fsys(), "v/*/SHA256SUMS")
		if err != nil {
			return err
		}
		lists = append(lists, versions...)
	}
	sums := map[string]string{}
	for _, list := range lists {
		e.checkList(ctx, list, sums)
	}
	for _, d := range e.cat.Distributions {
		e.checkDistribution(ctx, d, sums)
	}
	return nil
}

// checkList checks the files of one list, and notes their checksums.
func (e *examination) checkList(ctx context.Context, list string, sums map[string]string) {
	content, err := e.content(ctx, list)
	if err != nil {
		e.report.add(failed(checksumGroup, list, err, buildAgain))
		return
	}
	bad, n := 0, 0
	for line := range strings.Lines(string(content)) {
		want, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		name = path.Join(path.Dir(list), name)
		if !ok || !fs.ValidPath(name) {
			e.report.add(Check{Group: checksumGroup, Name: list, Status: Fail, Message: fmt.Sprintf("%q is not a checksum and a path", line)})
			bad++
			continue
		}
		n++
		got, _, err := e.sum(ctx, name)
		switch {
		case err != nil:
			bad++
			e.report.add(failed(checksumGroup, name, err, buildAgain))
		case got != want:
			bad++
			e.report.add(Check{Group: checksumGroup, Name: name, Status: Fail, Message: "the checksum is not that of " + list, Hint: buildAgain})
		}
		sums[name] = got
	}
	if bad == 0 {
		e.report.add(Check{Group: checksumGroup, Name: list, Message: fmt.Sprintf("%d files are as listed", n)})
	}
}

// checkDistribution compares a file with what the catalogue says of it.
func (e *examination) checkDistribution(ctx context.Context, d harvest.Distribution, sums map[string]string) {
	if d.Path == "" {
		return
	}
	got, size := sums[d.Path], int64(-1)
	var err error
	if got == "" || d.Size >= 0 {
		got, size, err = e.sum(ctx, d.Path)
	}
	c := Check{Group: checksumGroup, Name: d.Path, Status: Fail, Hint: buildAgain}
	switch {
	case err != nil:
		c.Message = err.Error()
	case d.SHA256 != "" && got != d.SHA256:
		c.Message = "the catalogue gives another checksum"
	case d.Size >= 0 && size != d.Size:
		c.Message = fmt.Sprintf("the catalogue says %d bytes, and it has %d", d.Size, size)
	case d.SHA256 == "" || d.Size < 0:
		c.Status, c.Message, c.Hint = Warning, "the catalogue does not give both size and checksum", ""
	default:
		c.Status, c.Message, c.Hint = Pass, fmt.Sprintf("%d bytes with the checksum of the catalogue", size), ""
	}
	e.report.add(c)
}

func (e *examination) sum(ctx context.Context, name string) (string, int64, error) {
	file, err := e.Open(ctx, name)
	if err != nil {
		return "", 0, err
	}
	defer file.Close()
	digest := sha256.New()
	n, err := io.Copy(digest, file)
	return hex.EncodeToString(digest.Sum(nil)), n, err
}
