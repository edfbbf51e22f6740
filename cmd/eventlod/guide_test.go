package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	guideCommand = regexp.MustCompile(`(?m)^\$ eventlod (.*)$`)
	// elsewhere marks the commands that need a host or files of the reader's own.
	elsewhere = regexp.MustCompile(`https://|--shapes`)
)

// TestGuides runs the commands that the guides show, each guide's in a folder
// of its own and in their order.
func TestGuides(t *testing.T) {
	guides, err := filepath.Glob("../../docs/guide-*.md")
	if err != nil || len(guides) < 2 {
		t.Fatalf("found %d guides (%v)", len(guides), err)
	}
	guides = append(guides, "../../docs/publishing.md")
	for _, guide := range guides {
		text, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(guide), func(t *testing.T) {
			t.Chdir(t.TempDir())
			commands := guideCommand.FindAllStringSubmatch(string(text), -1)
			if len(commands) == 0 {
				t.Fatal("the guide shows no command")
			}
			if !strings.HasPrefix(commands[0][1], "init ") { // a guide that goes on where the first one ends
				runGuideCommand(t, "init talks")
			}
			for _, command := range commands {
				if !elsewhere.MatchString(command[1]) {
					runGuideCommand(t, command[1])
				}
			}
		})
	}
}

func runGuideCommand(t *testing.T, command string) {
	t.Helper()
	var out, errors bytes.Buffer
	if code := run(context.Background(), strings.Fields(command), strings.NewReader(""), &out, &errors); code != exitFine {
		t.Errorf("eventlod %s: exit code %d\n%s%s", command, code, out.String(), errors.String())
	}
}
