package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// pipe makes a named pipe that nobody writes to.
func pipe(t *testing.T, name string) {
	t.Helper()
	if out, err := exec.Command("mkfifo", name).CombinedOutput(); err != nil {
		t.Skipf("left out: no named pipes here: %v %s", err, out)
	}
}

// A signal ends the program also where it waits for a read or is deep in work.
func TestSignalsEndTheProgram(t *testing.T) {
	dir := t.TempDir()
	fifo, archive := filepath.Join(dir, "in"), filepath.Join(dir, "archive")
	pipe(t, fifo)
	writer, err := os.OpenFile(fifo, os.O_RDWR, 0) // so that opening it for reading does not wait
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	if err := os.Mkdir(archive, 0o755); err != nil {
		t.Fatal(err)
	}
	manyEvents(t, archive, 30000)
	binary := command(t).Path
	for _, args := range [][]string{
		{"convert", "--from", "turtle", fifo},
		{"convert", "--from", "turtle", "-"},
		{"validate", fifo, "--from", "turtle"},
		{"build", archive, "-o", filepath.Join(dir, "out")},
	} {
		t.Run(args[0], func(t *testing.T) {
			c := exec.Command(binary, args...)
			c.Stdin = writer
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(300 * time.Millisecond) // for the handler to stand and the work to begin
			if err := c.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- c.Wait() }()
			select {
			case <-ended:
				if code := c.ProcessState.ExitCode(); code != 128+int(syscall.SIGINT) {
					t.Errorf("exit code %d", code)
				}
			case <-time.After(20 * time.Second):
				c.Process.Kill()
				t.Error("still runs")
			}
		})
	}
}

// Pipes in an archive or an output are not read: nobody may ever write to them.
func TestPipesAreRefused(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"archive/archive.yaml", "plain file"}, {"archive/iris.lock", "plain file"}, {"archive/events.yaml", "ordinary file"},
		{"out/SHA256SUMS", "plain file"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			for file, content := range sound {
				writeTestFile(t, filepath.Join("archive", file), content)
			}
			os.Remove(test.name)
			os.Mkdir("out", 0o755)
			pipe(t, test.name)
			code, _, errors := runHere("build", "archive", "-o", "out")
			if code == exitFine || !strings.Contains(errors, test.want) {
				t.Errorf("exit code %d\n%s", code, errors)
			}
		})
	}
}

// What cannot be printed is told.
func TestFullStandardOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("left out: ", err)
	}
	defer full.Close()
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	if code, _, errors := runHere("build", "-o", out); code != exitFine {
		t.Fatal(errors)
	}
	writeTestFile(t, filepath.Join(out, "LICENSE"), "drift")
	for _, args := range []string{"--help", "build --help", "--version", "build --check -o " + out} {
		var errors bytes.Buffer
		code := run(t.Context(), strings.Fields(args), strings.NewReader(""), full, &errors)
		if code != exitFailure || !strings.Contains(errors.String(), "no space left") {
			t.Errorf("%s: exit code %d\n%s", args, code, &errors)
		}
	}
}

// Of two releases at once one succeeds, and the history stays one.
func TestSimultaneousReleases(t *testing.T) {
	binary := command(t).Path
	t.Chdir(t.TempDir())
	for _, version := range []string{"1.0.0", "2.0.0", "3.0.0"} {
		for file, content := range sound {
			writeTestFile(t, filepath.Join(version, file), strings.Replace(content, "version: 1.0.0", "version: "+version, 1))
		}
	}
	if report, err := exec.Command(binary, "release", "1.0.0", "-o", "out").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	var runs []*exec.Cmd
	for _, version := range []string{"2.0.0", "3.0.0"} {
		c := exec.Command(binary, "release", version, "-o", "out")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		runs = append(runs, c)
	}
	fine := 0
	for _, c := range runs {
		if c.Wait() == nil {
			fine++
		} else if code := c.ProcessState.ExitCode(); code != exitFailure {
			t.Errorf("exit code %d", code)
		}
	}
	if fine == 0 {
		t.Error("neither release was made")
	}
	if report, err := exec.Command(binary, "build", "3.0.0", "-o", "out").CombinedOutput(); err != nil {
		t.Errorf("the history is broken: %v\n%s", err, report)
	}
}

// The IRIs that were minted and the output are committed together, so that an
// archive that cannot be written to is told before anything is published.
func TestReadOnlyArchive(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("left out: folders have no such mode")
	}
	t.Chdir(t.TempDir())
	for file, content := range sound {
		writeTestFile(t, filepath.Join("archive", file), content)
	}
	// A folder in its place stops also those whom no mode stops.
	writeTestFile(t, "archive/iris.lock.new/x", "")
	code, _, errors := runHere("build", "archive", "-o", "out")
	if code != exitFailure || !strings.Contains(errors, "iris.lock must keep the IRIs that were minted, and cannot be written") {
		t.Errorf("exit code %d\n%s", code, errors)
	}
	if _, err := os.Stat("out"); err == nil {
		t.Error("something was published")
	}
}

// What a killed conversion has left goes with the next one.
func TestLeftPartsAreCollected(t *testing.T) {
	t.Chdir(t.TempDir())
	writeTestFile(t, "in.nt", "<a:a> <a:b> <a:c> .\n")
	writeTestFile(t, ".out.ttl.1.part", "left")
	writeTestFile(t, ".out.ttl.mine.part", "not ours")
	if code, _, errors := runHere("convert", "in.nt", "-o", "out.ttl"); code != exitFine {
		t.Fatal(errors)
	}
	if files, _ := filepath.Glob(".out.*"); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
}

func writeTestFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// runHere runs a command in this process.
func runHere(args ...string) (code int, stdout, stderr string) {
	var out, errors bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &out, &errors)
	return code, out.String(), errors.String()
}

// What convert writes is on the disk before it gets its name, and the name
// before the command ends.
func TestConvertSyncs(t *testing.T) {
	binary := command(t).Path
	t.Chdir(t.TempDir())
	writeTestFile(t, "in.nt", "<a:a> <a:b> <a:c> .\n")
	trace, err := exec.Command("strace", "-f", "-y", "-e", "trace=fsync,rename,renameat,renameat2", binary, "convert", "in.nt", "-o", "out.ttl").CombinedOutput()
	if err != nil && !strings.Contains(string(trace), "out.ttl") {
		if os.Getenv("CI") == "true" {
			t.Fatalf("strace cannot be run: %v", err)
		}
		t.Skipf("left out: strace cannot be run here: %v", err)
	}
	if !regexp.MustCompile(`(?s)fsync\(\d+<[^>]*\.out\.ttl\.\d+\.part>.*rename[^\n]*out\.ttl.*fsync\(\d+<[^>]*>`).Match(trace) {
		t.Errorf("got\n%s", trace)
	}
}
