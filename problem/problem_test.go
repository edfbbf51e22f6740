package problem

import (
	"errors"
	"fmt"
	"testing"
)

func TestPosition(t *testing.T) {
	for _, tt := range []struct {
		p    Position
		want string
	}{
		{Position{"a.yaml", 3, 7}, "a.yaml:3:7"},
		{Position{"a.yaml", 3, 0}, "a.yaml:3"},
		{Position{"a.yaml", 0, 7}, "a.yaml"},
		{Position{"", 3, 7}, "3:7"},
		{Position{}, ""},
	} {
		if got := tt.p.String(); got != tt.want {
			t.Errorf("%#v.String() = %q, want %q", tt.p, got, tt.want)
		}
	}
}

func TestList(t *testing.T) {
	l := List{
		{Pos: Position{"b", 1, 1}, Message: "later file"},
		{Pos: Position{"a", 10, 1}, Message: "later line", Hint: "mend it", Clause: "SHACL 4.1"},
		{Pos: Position{"a", 9, 5}, Severity: Warning, Message: "warning"},
		{Pos: Position{"a", 9, 5}, Message: "error"},
		{Pos: Position{"a", 9, 5}, Message: "error"},
		{Pos: Position{"a", 9, 2}, Message: "earlier column"},
		{Subject: "https://example.org/x", Message: "no place"},
	}
	want := `https://example.org/x: no place
a:9:2: earlier column
a:9:5: error
a:9:5: warning
a:10:1: later line (SHACL 4.1); hint: mend it
b:1:1: later file`
	err := fmt.Errorf("check: %w", l.Err())
	var sorted List
	if !errors.As(err, &sorted) || sorted.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	if err := (List{{Severity: Warning}}).Err(); err != nil {
		t.Errorf("warnings only give the error %v", err)
	}
}
