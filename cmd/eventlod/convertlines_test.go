package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// convertIn runs convert with given options in one goroutine (size 0), or by
// blocks of lines.
func convertIn(t *testing.T, size int, args ...string) (output, errors string) {
	t.Helper()
	var out, stderr bytes.Buffer
	app := newApp(strings.NewReader(""), &out, &stderr)
	app.Command("convert").Action = func(c *cli.Context) error {
		v, err := newConversion(c)
		if err != nil {
			return err
		}
		v.out = &outFile{Writer: &out}
		if !v.byLines() {
			t.Fatal("not by lines")
		}
		if size > 0 {
			return v.runByLines(size)
		}
		return v.runInOrder()
	}
	err := app.RunContext(context.Background(), append([]string{"eventlod"}, permute(app.Commands, app.Flags, append([]string{"convert"}, args...))...))
	report(&stderr, err)
	return out.String(), stderr.String()
}

// TestByLines holds that it makes no difference whether a document is converted
// in blocks, as long as a subject fits into one.
func TestByLines(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var lines strings.Builder
	for i := range 400 {
		switch random.IntN(40) {
		case 0:
			lines.WriteString("\n")
		case 1:
			lines.WriteString("# a comment\n")
		case 2:
			lines.WriteString("a mistake\n")
		}
		fmt.Fprintf(&lines, "<http://example.org/s%d> <http://example.org/p%d> %s .\n", i/(1+random.IntN(9)), random.IntN(3),
			[]string{"_:b1", `"text"@en`, "<http://example.org/o>", `"` + strings.Repeat("long ", random.IntN(40)) + `"`}[random.IntN(4)])
	}
	file := filepath.Join(t.TempDir(), "a.nt")
	if err := os.WriteFile(file, []byte(strings.TrimSuffix(lines.String(), "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	context := filepath.Join(t.TempDir(), "context.json")
	if err := os.WriteFile(context, []byte(`{"@context": {"ex": "http://example.org/"}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, options := range [][]string{
		{"--to", "nt", "--lax"},
		{"--to", "turtle", "--lax"},
		{"--to", "jsonld", "--lax"},
		{"--to", "jsonld", "--lax", "--context", context},
		{"--to", "turtle", "--prefix", "ex=http://example.org/", "--lax", "--skolemize", "https://example.org/"},
	} {
		options = append(options, file)
		want, wantErrors := convertIn(t, 0, options...)
		if want == "" || wantErrors == "" {
			t.Fatal("nothing to compare")
		}
		for _, size := range []int{1, 10, 100, 1000, 10_000, blockSize} {
			got, gotErrors := convertIn(t, size, options...)
			// Turtle says a subject again that fills a block.
			if got != want && (size >= 1000 || options[1] == "nt") {
				t.Errorf("%v: the output of blocks of %d bytes differs", options, size)
			}
			if gotErrors != wantErrors {
				t.Errorf("%v: blocks of %d bytes: got\n%s\nwant\n%s", options, size, gotErrors, wantErrors)
			}
		}
	}
	for _, format := range []string{"nt", "turtle", "jsonld"} {
		want, _ := convertIn(t, 0, "--to", format, os.DevNull, "--from", "nt")
		if got, _ := convertIn(t, 10, "--to", format, os.DevNull, "--from", "nt"); got != want {
			t.Errorf("%s of nothing: got %q, want %q", format, got, want)
		}
	}
	old := filepath.Join(t.TempDir(), "old.nt")
	if err := os.WriteFile(old, []byte(strings.ReplaceAll(lines.String(), "\n", "\r")), 0o644); err != nil {
		t.Fatal(err)
	}
	returns := []string{"--to", "nt", "--from", "nt", "--lax", old}
	want, wantErrors := convertIn(t, 0, returns...)
	if got, gotErrors := convertIn(t, 50, returns...); got != want || gotErrors != wantErrors {
		t.Errorf("lines that end with carriage returns: got\n%s\nwant\n%s", gotErrors, wantErrors)
	}
	_, want = convertIn(t, 0, "--to", "nt", file)
	if _, got := convertIn(t, 50, "--to", "nt", file); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
