package main

import (
	"flag"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in testdata/script")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"eventlod": main})
}

// TestScripts runs the commands as a user would: each file of testdata/script
// is a folder of files and the commands that are run in it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			archive, err := filepath.Abs(filepath.Join("..", "..", "data", "sokwms"))
			env.Setenv("SOKWMS", archive)
			return err
		},
	})
}
