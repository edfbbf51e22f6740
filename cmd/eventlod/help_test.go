package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

const cliHead = "# The command\n\n" +
	"What `eventlod --help` and `eventlod COMMAND --help` say. This file is written by\n" +
	"`go test ./cmd/eventlod -run TestHelp -update`.\n\n" +
	"Options may stand before or after arguments; `--` ends them. Exit codes: 0 fine; 1 the data does not conform, or\n" +
	"differs; 2 the command was called wrongly, or its input cannot be read. Results go to standard output, everything\n" +
	"else to standard error.\n"

// TestHelp holds docs/cli.md against what the commands say of themselves.
func TestHelp(t *testing.T) {
	var b strings.Builder
	b.WriteString(cliHead)
	writeHelp(t, &b, newApp(nil, nil, nil).Commands)
	file := filepath.Join("..", "..", "docs", "cli.md")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != b.String() {
		t.Error("docs/cli.md is not what the commands say; run: go test ./cmd/eventlod -run TestHelp -update")
	}
}

// writeHelp adds the help on a command and its sub-commands.
func writeHelp(t *testing.T, b *strings.Builder, below []*cli.Command, command ...string) {
	t.Helper()
	var out, errors bytes.Buffer
	if code := run(context.Background(), append(slices.Clone(command), "--help"), strings.NewReader(""), &out, &errors); code != exitFine || errors.Len() > 0 {
		t.Fatalf("%v: exit code %d\n%s", command, code, &errors)
	}
	b.WriteString("\n## " + strings.Join(append([]string{"eventlod"}, command...), " "))
	b.WriteString("\n\n```text\n" + strings.TrimRight(out.String(), "\n") + "\n```\n")
	for _, c := range below {
		writeHelp(t, b, c.Subcommands, append(slices.Clone(command), c.Name)...)
	}
}
