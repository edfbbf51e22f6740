package jsonld

import (
	"fmt"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A failure is an error of the JSON-LD algorithms: a code of the specification
// (JSON-LD API, section 9.6, JsonLdErrorCode) and the value that is to blame.
type failure struct {
	code    string
	message string
	hint    string
	offset  int
}

// Error returns the code and the message.
func (f *failure) Error() string { return f.code + ": " + f.message }

// fail returns a failure at a value, which may be nil.
func fail(at *jsontree.Value, code, format string, args ...any) error {
	f := &failure{code: code, message: fmt.Sprintf(format, args...)}
	if at != nil {
		f.offset = at.Offset
	}
	return f
}

// problem returns the failure as a problem: its code is that of the
// specification in kebab case.
func (f *failure) problem(opt *syntax.ReadOptions, position func(int) (line, column int)) problem.Problem {
	line, column := position(f.offset)
	p := opt.Errorf(line, column, kebab(f.code), "JSON-LD 1.1 API, section 9.6", "%s", f.message)
	p.Hint = f.hint
	return p
}

// kebab turns a code of the specification, such as "invalid @id value", into
// the form of ours, "invalid-id-value".
func kebab(code string) string {
	return strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(code, "@", ""), " ", "-"))
}

// excerpt shows a value in a message, cut to a bearable length.
func excerpt(v *jsontree.Value) string {
	const long = 60
	text := string(jsontree.AppendCanonical(nil, v))
	if len(text) > long {
		return strings.ToValidUTF8(text[:long], "") + "..."
	}
	return text
}
