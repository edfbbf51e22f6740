package jsonld

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sameJSON fails the test where two JSON-LD documents differ in more than the
// order of keys and of arrays that are no lists (the rule of the W3C suite).
func sameJSON(t *testing.T, got, want []byte) {
	t.Helper()
	if g, w := normalForm(t, got), normalForm(t, want); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func normalForm(t *testing.T, doc []byte) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(doc, &v); err != nil {
		t.Fatalf("%v\n%s", err, doc)
	}
	out, err := json.MarshalIndent(unordered(v, false), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// unordered sorts arrays that are no lists.
func unordered(v any, inList bool) any {
	switch x := v.(type) {
	case []any:
		items := make([]any, len(x))
		for i := range x {
			items[i] = unordered(x[i], false)
		}
		if !inList {
			slices.SortFunc(items, func(a, b any) int { return strings.Compare(text(a), text(b)) })
		}
		return items
	case map[string]any:
		for key, value := range x {
			x[key] = unordered(value, key == "@list")
		}
	}
	return v
}

func text(v any) string {
	b, err := json.Marshal(v)
	return string(b) + fmt.Sprint(err)
}
