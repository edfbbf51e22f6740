package judge

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"
)

// patience is how long a worker may take over one request.
const patience = 3 * time.Minute

var (
	//go:embed scripts/worker.py
	pythonScript string
	//go:embed scripts/worker.mjs
	nodeScript string
	//go:embed scripts/Worker.java
	javaScript string
)

// runtimes are the long-lived processes, one a language, started when first
// asked.
var runtimes = map[string]*worker{
	"python": {command: pythonCommand},
	"node":   {command: nodeCommand},
	"java":   {command: javaCommand},
}

// request is one line to a worker. Op is "count", "canon" or "shacl".
type request struct {
	Op     string `json:"op"`
	Tool   string `json:"tool"`
	Format string `json:"format,omitempty"`
	File   string `json:"file,omitempty"`
	Shapes string `json:"shapes,omitempty"`
	Data   string `json:"data,omitempty"`
	Merge  bool   `json:"merge,omitempty"` // canon: drop the names of graphs
}

// answer is the line that comes back. Error is what the tool says where it
// refuses its input; Warnings is what it complains of while accepting it.
type answer struct {
	Count    int          `json:"count"`
	Hash     string       `json:"hash"`
	Conforms bool         `json:"conforms"`
	Report   [][3]rawTerm `json:"report"`
	Warnings []string     `json:"warnings"`
	Error    string       `json:"error"`
}

// refused returns the tool's objection to its input: an error or a warning.
func (a answer) refused() error {
	if a.Error != "" {
		return errors.New(a.Error)
	}
	if len(a.Warnings) > 0 {
		return fmt.Errorf("warning: %s", a.Warnings[0])
	}
	return nil
}

// worker is a process that answers one line with one line, both JSON. It ends
// by itself when its input ends, which is when the test binary ends.
type worker struct {
	command func() (*exec.Cmd, error)

	mu      sync.Mutex
	process *exec.Cmd // nil where it does not run
	input   io.WriteCloser
	output  *bufio.Reader
	noise   *bytes.Buffer
}

// ask sends a request and waits for the answer. An error means that the worker
// itself failed, not that it refused its input; the next call starts it anew.
func (w *worker) ask(q request) (answer, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.process == nil {
		if err := w.start(); err != nil {
			return answer{}, err
		}
	}
	a, err := w.exchange(q)
	if err != nil {
		_ = w.process.Process.Kill()
		_ = w.process.Wait() // its error tells only that it was killed
		w.process = nil
		return answer{}, fmt.Errorf("%w; it said: %s", err, w.noise)
	}
	return a, nil
}

func (w *worker) start() error {
	cmd, err := w.command()
	if err != nil {
		return err
	}
	w.noise = new(bytes.Buffer)
	cmd.Stderr = w.noise
	if w.input, err = cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	w.output = bufio.NewReader(out)
	if err := cmd.Start(); err != nil {
		return err
	}
	w.process = cmd
	return nil
}

func (w *worker) exchange(q request) (answer, error) {
	limit := time.AfterFunc(patience, func() { _ = w.process.Process.Kill() })
	defer limit.Stop()
	line, err := json.Marshal(q)
	if err != nil {
		return answer{}, err
	}
	if _, err := w.input.Write(append(line, '\n')); err != nil {
		return answer{}, fmt.Errorf("write to worker: %w", err)
	}
	reply, err := w.output.ReadBytes('\n')
	if err != nil {
		return answer{}, fmt.Errorf("read from worker: %w", err)
	}
	var a answer
	if err := json.Unmarshal(reply, &a); err != nil {
		return answer{}, fmt.Errorf("answer of worker: %w", err)
	}
	return a, nil
}

func pythonCommand() (*exec.Cmd, error) {
	return exec.Command(cached("python/bin/python"), "-I", "-c", pythonScript), nil
}

func nodeCommand() (*exec.Cmd, error) {
	cmd := exec.Command("node", "--input-type=module", "--eval", nodeScript)
	cmd.Dir = cached("node") // where the script's imports are looked up
	return cmd, nil
}

// javaCommand writes the program to a file, the only form in which java takes
// source text. The program removes the file and its folder when it starts.
func javaCommand() (*exec.Cmd, error) {
	dir, err := os.MkdirTemp("", "eventlod-judge-")
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "Worker.java")
	if err := os.WriteFile(file, []byte(javaScript), 0o600); err != nil {
		return nil, err
	}
	return exec.Command("java", "-cp", cached("jena/lib")+"/*", file, file), nil
}
