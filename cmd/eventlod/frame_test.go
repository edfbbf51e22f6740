package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/internal/w3c"
)

// notFramed says why cases fail: the algorithm is json-gold's.
var notFramed = map[string]string{
	"frame-manifest#t0064": "json-gold: a frame with @default under @type is refused",
	"frame-manifest#tin01": "json-gold: @included is not framed",
	"frame-manifest#tin02": "json-gold: @included is not framed",
	"frame-manifest#tin03": "json-gold: @included is not framed",
}

// The W3C suite of JSON-LD framing, through the command.
func TestConvertFrame(t *testing.T) {
	w3c.Run(t, suite.Dir(t, "json-ld-framing/tests/frame-manifest.jsonld"), func(t *testing.T, c w3c.Case) {
		switch {
		case c.Option.SpecVersion == "json-ld-1.0" || c.Option.ProcessingMode == "json-ld-1.0":
			t.Skip("the command is for JSON-LD 1.1")
		case c.Option.OmitGraph != nil && !*c.Option.OmitGraph:
			t.Skip("the command has no such option")
		}
		var out, stderr bytes.Buffer
		args := []string{"convert", c.Action, "--from", "jsonld", "--to", "jsonld", "--frame", c.Frame, "--base", cmp.Or(c.Option.Base, c.Base)}
		code := run(context.Background(), args, strings.NewReader(""), &out, &stderr)
		if c.Type == "NegativeEvaluationTest" {
			if code != exitFailure {
				t.Errorf("exit code %d, want %s", code, c.ErrorCode)
			}
			return
		}
		if reason, known := notFramed[filepath.Base(c.ID)]; known {
			t.Skip(reason)
		}
		want, err := os.ReadFile(c.Result)
		if err != nil {
			t.Fatal(err)
		}
		if code != exitFine {
			t.Fatalf("exit code %d\n%s", code, &stderr)
		}
		if !sameFrame(t, out.Bytes(), want) {
			t.Errorf("got\n%s\nwant\n%s", &out, want)
		}
	})
}

// sameFrame reports whether documents are equal but for the order of arrays that
// are no lists (the rule of the suite).
func sameFrame(t *testing.T, a, b []byte) bool {
	t.Helper()
	var values [2]any
	for i, text := range [][]byte{a, b} {
		if err := json.Unmarshal(text, &values[i]); err != nil {
			t.Fatal(err)
		}
		values[i] = sorted(t, values[i], false)
	}
	return reflect.DeepEqual(values[0], values[1])
}

func sorted(t *testing.T, value any, list bool) any {
	switch x := value.(type) {
	case []any:
		for i := range x {
			x[i] = sorted(t, x[i], false)
		}
		if !list {
			slices.SortFunc(x, func(a, b any) int { return cmp.Compare(jsonText(t, a), jsonText(t, b)) })
		}
	case map[string]any:
		for key := range x {
			x[key] = sorted(t, x[key], key == "@list")
		}
	}
	return value
}

func jsonText(t *testing.T, value any) string {
	b, err := json.Marshal(value)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}
