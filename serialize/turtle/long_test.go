package turtle_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// Tokens that are longer than what the reader holds at first.
var longTokens = map[string]struct{ before, unit, after, want string }{
	"string":       {`<http://a> <http://p> "`, `zażółć\n`, `" .`, "zażółć\n"},
	"long string":  {`<http://a> <http://p> """`, "two\nlines \"\" ", `""" .`, "two\nlines \"\" "},
	"IRI":          {`<http://a> <http://p> <http://`, "host", `> .`, "host"},
	"escaped IRI":  {`<http://a> <http://p> <http://`, `\u0061b`, `> .`, "ab"},
	"local name":   {`PREFIX : <http://> <http://a> <http://p> :`, "host", ` .`, "host"},
	"escaped name": {`PREFIX : <http://e/> <http://a> <http://p> :`, `a\,`, ` .`, "a,"},
	"label":        {`<http://a> <http://p> _:`, "ż", ` .`, "ż"},
	"number":       {`<http://a> <http://p> `, "12", ` .`, "12"},
}

func TestLongTokens(t *testing.T) {
	const n = 400_000
	for name, token := range longTokens {
		t.Run(name, func(t *testing.T) {
			in := "# " + strings.Repeat("ż", 100_000) + "\n" + token.before + strings.Repeat(token.unit, n) + token.after + " \n error"
			var value string
			err := turtle.Read(struct{ io.Reader }{strings.NewReader(in)}, syntax.ReadOptions{}, func(s *rdf.Statement) error {
				value = string(s.Object.Value)
				return nil
			})
			if !strings.HasSuffix(value, strings.Repeat(token.want, n)) {
				t.Errorf("got a value of %d bytes, want %d units of %q", len(value), n, token.want)
			}
			p, _ := err.(problem.Problem)
			if line := strings.Count(in, "\n") + 1; p.Pos != (problem.Position{Line: line, Column: 2}) {
				t.Errorf("the error behind is %v, want one in line %d", err, line)
			}
			err = turtle.Read(struct{ io.Reader }{strings.NewReader(in)}, syntax.ReadOptions{Limits: syntax.Limits{Token: 300_000}}, discard)
			if p, _ := err.(problem.Problem); p.Code != "token-too-long" {
				t.Errorf("above the limit, got %v", err)
			}
		})
	}
}

// TestPositionsInManyLines reads more than is held at once.
func TestPositionsInManyLines(t *testing.T) {
	var in strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&in, "<http://example.org/ż> <http://example.org/p>  %d .\n", i+1)
	}
	line := 0
	opt := syntax.ReadOptions{Positions: true}
	err := turtle.Read(struct{ io.Reader }{strings.NewReader(in.String())}, opt, func(s *rdf.Statement) error {
		line++
		if s.Line != line || s.Column != 48 || string(s.Object.Value) != fmt.Sprint(line) {
			return fmt.Errorf("statement %d is at %d:%d", line, s.Line, s.Column)
		}
		return nil
	})
	if err != nil || line != 20_000 {
		t.Errorf("read %d statements, %v", line, err)
	}
}
