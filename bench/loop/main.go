// Command loop is a yardstick: what check and build do to the archive that
// internal/synth writes, as loops written by hand for that one archive. It
// knows every field in advance, sorts nothing and explains nothing, so that a
// ratio to it says what generality costs.
//
//	loop check ARCHIVE
//	loop build ARCHIVE OUT
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

func main() {
	log.SetFlags(0)
	args := os.Args[1:]
	var err error
	switch {
	case len(args) == 2 && args[0] == "check":
		err = check(args[1])
	case len(args) == 3 && args[0] == "build":
		err = build(args[1], args[2])
	default:
		log.Fatal("usage: loop check ARCHIVE | loop build ARCHIVE OUT")
	}
	if err != nil {
		log.Fatal(err)
	}
}

// block is a run of whole lines of one file.
type block struct {
	file string
	line int // the number of the first line
	data []byte
}

const blockSize = 256 << 10

// load reads the two files of records, things first, and cuts them into blocks.
func load(archive string) ([]block, error) {
	var blocks []block
	for _, name := range []string{"things.jsonl", "events.jsonl"} {
		data, err := os.ReadFile(filepath.Join(archive, name))
		if err != nil {
			return nil, err
		}
		line := 1
		for len(data) > 0 {
			end := len(data)
			if end > blockSize {
				end = blockSize
				if more := bytes.IndexByte(data[end:], '\n'); more >= 0 {
					end += more + 1
				} else {
					end = len(data)
				}
			}
			blocks = append(blocks, block{name, line, data[:end]})
			line += bytes.Count(data[:end], newline)
			data = data[end:]
		}
	}
	return blocks, nil
}

var newline = []byte("\n")

// each scans the records of a block and hands them on with their line. The
// record is used again for the next line.
func (b block) each(visit func(r *record, line int) error) error {
	var r record
	data, number := b.data, b.line
	for len(data) > 0 {
		end := bytes.IndexByte(data, '\n')
		if end < 0 {
			end = len(data)
		}
		err := r.scan(data[:end])
		if err == nil {
			err = visit(&r, number)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", b.file, number, err)
		}
		data = data[min(end+1, len(data)):]
		number++
	}
	return nil
}

// parallel calls work for 0 to n-1, in order of beginning, one worker a
// processor. Every call waits at the gate first: whoever waits has no number yet.
func parallel(n int, gate func(), work func(i int) error) error {
	var next atomic.Int64
	var group sync.WaitGroup
	errs := make([]error, n)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for {
				gate()
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				errs[i] = work(i)
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// open is a gate that lets everybody through.
func open() {}

// check maps every record to N-Triples in memory and checks it on the way.
func check(archive string) error {
	blocks, err := load(archive)
	if err != nil {
		return err
	}
	ids, err := collect(blocks)
	if err != nil {
		return err
	}
	var triples atomic.Int64
	err = parallel(len(blocks), open, func(i int) error {
		var facts []fact
		var text []byte
		return blocks[i].each(func(r *record, line int) error {
			var err error
			if facts, err = r.facts(facts[:0], ids); err != nil {
				return err
			}
			text = text[:0]
			for i := range facts {
				text = append(facts[i].ntriples(text), " .\n"...)
			}
			triples.Add(int64(len(facts)))
			return nil
		})
	})
	fmt.Println(triples.Load(), "triples")
	return err
}
