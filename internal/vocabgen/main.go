// Command vocabgen writes the packages of constants and the term lists of
// package vocab from the vocabularies' own files.
//
//	go run ./internal/vocabgen -dir rdf/vocab -npm node_modules -suites ../suites -testdata ../testdata
//
// The npm packages are installed, in the versions that sources.txt names, with
//
//	npm install --prefix DIR $(awk '$3 == "npm" { print $4 }' rdf/vocab/sources.txt)
//
// A vocabulary whose folder is not given is left as it is. It fails where a
// listed term does not exist in the vocabulary.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("dir", "rdf/vocab", "folder of package vocab")
	roots := map[string]*string{
		"npm":      flag.String("npm", "", "folder node_modules that holds the npm packages"),
		"suites":   flag.String("suites", "", "folder of the conformance suites"),
		"testdata": flag.String("testdata", "", "folder of the shared test data"),
		"project":  flag.String("project", ".", "folder of this project"),
	}
	flag.Parse()
	if err := generate(*dir, roots); err != nil {
		fmt.Fprintln(os.Stderr, "vocabgen:", err)
		os.Exit(1)
	}
}

// generate writes every vocabulary of sources.txt whose folder is known.
func generate(dir string, roots map[string]*string) error {
	sources, err := readSources(filepath.Join(dir, "sources.txt"))
	if err != nil {
		return err
	}
	for _, s := range sources {
		root := *roots[s.origin]
		if root == "" {
			continue
		}
		if err := generateOne(dir, root, s); err != nil {
			return fmt.Errorf("%s: %w", s.prefix, err)
		}
	}
	return nil
}

func generateOne(dir, root string, s source) error {
	v, err := s.read(root)
	if err != nil {
		return err
	}
	if err := write(filepath.Join(dir, "terms", s.prefix+".txt"), termList(v)); err != nil || s.listOnly {
		return err
	}
	picked, err := pick(filepath.Join(dir, "pick", s.prefix+".txt"), v.terms)
	if err != nil {
		return err
	}
	code, err := goFile(v, picked)
	if err != nil {
		return err
	}
	return write(filepath.Join(dir, s.prefix, s.prefix+".go"), code)
}

func write(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o644)
}
