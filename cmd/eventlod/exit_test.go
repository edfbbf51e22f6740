package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inputs are the files that the table below reads.
var exitInputs = map[string]string{
	"good.ttl":   "@prefix ex: <http://example.org/> .\nex:a a ex:T ; ex:p 1 .\n",
	"other.ttl":  "@prefix ex: <http://example.org/> .\nex:a a ex:T ; ex:p 2 .\n",
	"syntax.ttl": "a b",
	"bad.nt":     "<http://example.org/a> <http://example.org/p> \"1\" .\nbad\n",
	"date.nt":    "<http://example.org/a> <http://example.org/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#date> .\n",
	"shapes.ttl": "@prefix ex: <http://example.org/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n" +
		"ex:S sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:in ( 1 ) ] .\n",
	"broken.ttl": "@prefix ex: <http://example.org/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n" +
		"ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:minCount 1 .\n",
}

// TestExitCodes holds what scripts of testdata cannot: which of the codes that
// are not 0 a command ends with.
func TestExitCodes(t *testing.T) {
	tests := []struct {
		want int
		args string
	}{
		{0, "convert good.ttl"},
		{1, "convert --lax bad.nt"},
		{2, "convert bad.nt"},
		{2, "convert nowhere.nt"},
		{2, "convert"},
		{2, "convert good.ttl -o nowhere/out.nt"},
		{0, "canon good.ttl"},
		{2, "canon syntax.ttl"},
		{2, "canon --algorithm md5 good.ttl"},
		{0, "diff good.ttl good.ttl"},
		{1, "diff good.ttl other.ttl"},
		{2, "diff good.ttl syntax.ttl"},
		{2, "diff good.ttl"},
		{0, "validate -s shapes.ttl good.ttl"},
		{1, "validate -s shapes.ttl other.ttl"},
		{1, "validate other.ttl -s shapes.ttl --format junit"},
		{2, "validate -s broken.ttl good.ttl"},
		{2, "validate -s shapes.ttl syntax.ttl"},
		{2, "validate good.ttl"},
		{0, "validate --check-shapes shapes.ttl"},
		{1, "validate --check-shapes broken.ttl"},
		{2, "validate --check-shapes"},
		{2, "validate --check-shapes nowhere.ttl"},
		{0, "lint good.ttl"},
		{1, "lint date.nt"},
		{1, "lint good.ttl syntax.ttl"},
		{2, "lint nowhere.ttl"},
		{2, "lint"},
		{0, "describe"},
		{2, "describe nowhere"},
		{2, "describe --format html"},
	}
	dir := t.TempDir()
	for name, content := range exitInputs {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	for _, test := range tests {
		t.Run(test.args, func(t *testing.T) {
			var out, errors bytes.Buffer
			code := run(context.Background(), strings.Fields(test.args), strings.NewReader(""), &out, &errors)
			if code != test.want {
				t.Errorf("exit code %d, want %d\n%s%s", code, test.want, &out, &errors)
			}
			if code == exitFailure && (out.Len() > 0 || errors.Len() == 0) {
				t.Errorf("a failure belongs on standard error alone, got\n%s--\n%s", &out, &errors)
			}
		})
	}
}
