package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// manyEvents writes an archive whose build takes a while.
func manyEvents(t *testing.T, dir string, events int) {
	t.Helper()
	var b strings.Builder
	for i := range events {
		fmt.Fprintf(&b, `{"type":"event","id":"e%d","title":{"en":"Event %d"},"start":"2013-06-27"}`+"\n", i, i)
	}
	for name, content := range map[string]string{
		"archive.yaml": strings.Replace(sound["archive.yaml"], "evidence: required\n", "", 1),
		"events.jsonl": b.String(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// command returns eventlod as a process of its own: the program of the tests
// under its name, or else one that is built.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "eventlod")
	if self, err := os.Executable(); err == nil && os.Symlink(self, binary) == nil {
		return exec.Command(binary, args...) // TestMain goes by the name
	}
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return exec.Command(binary, args...)
}

func sums(t *testing.T, out string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(out, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// A build that is killed while it writes leaves the old output as it was.
func TestKilledBuildLeavesOldOutput(t *testing.T) {
	archive, parent := t.TempDir(), t.TempDir()
	out := filepath.Join(parent, "out")
	manyEvents(t, archive, 10)
	build := command(t, "build", archive, "-o", out)
	if report, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	before := sums(t, out)

	manyEvents(t, archive, 30000)
	build = exec.Command(build.Path, "build", archive, "-o", out)
	if err := build.Start(); err != nil {
		t.Fatal(err)
	}
	started := waitForFiles(filepath.Join(parent, ".out.partial-*", "dumps", "*"))
	if err := build.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := build.Wait(); err == nil || !started {
		t.Fatalf("the build was not killed while it wrote (files seen: %v, ended with %v)", started, err)
	}
	if sums(t, out) != before {
		t.Error("the output has changed")
	}
	if report, err := exec.Command(build.Path, "build", archive, "-o", out).CombinedOutput(); err != nil {
		t.Errorf("the next build fails: %v\n%s", err, report)
	}
	if left, _ := filepath.Glob(filepath.Join(parent, ".out.*")); len(left) > 0 {
		t.Errorf("the next build leaves behind: %v", left)
	}
}

// waitForFiles waits until files of that pattern are there.
func waitForFiles(pattern string) bool {
	for range 3000 {
		if files, _ := filepath.Glob(pattern); len(files) > 0 {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// A build on a disk that is full fails, says so, and leaves the old output.
func TestFullDiskLeavesOldOutput(t *testing.T) {
	disk := t.TempDir()
	if runtime.GOOS != "linux" || exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk).Run() != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("cannot mount a small file system, which needs Linux and root")
		}
		t.Skip("left out: mounting a small file system needs Linux and root")
	}
	defer exec.Command("umount", disk).Run()
	archive, out := t.TempDir(), filepath.Join(disk, "out")
	manyEvents(t, archive, 10)
	build := command(t, "build", archive, "-o", out)
	if report, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	before := sums(t, out)

	manyEvents(t, archive, 3000)
	report, err := exec.Command(build.Path, "build", archive, "-o", out).CombinedOutput()
	if err == nil || !strings.Contains(string(report), "no space left on device") {
		t.Errorf("got %v\n%s\nwant an error that says that the disk is full", err, report)
	}
	if sums(t, out) != before {
		t.Error("the output has changed")
	}
	if left, _ := filepath.Glob(filepath.Join(disk, ".out.*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
