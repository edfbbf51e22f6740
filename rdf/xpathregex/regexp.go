// Package xpathregex has the regular expressions of XPath and XQuery Functions
// and Operators 3.1, section 5.6, which sh:pattern uses: those of XML Schema
// with anchors, reluctant quantifiers, groups that do not capture, and the
// flags s, m, i, x and q.
//
// An expression is translated to one of package regexp, so that matching takes
// time proportional to the text, whatever the pattern: hostile ones cannot hang
// it. The price is that back-references, which no such matcher can have, are
// refused.
package xpathregex

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// Bounds on what one pattern may ask for.
const (
	maxPattern = 1 << 16 // bytes
	maxDepth   = 200     // nesting of groups and of class subtractions
	maxProgram = 50_000  // instructions
	maxRepeat  = 10_000  // of one quantifier
)

// ErrUnsupported is wrapped by the error of [Compile] for a well-formed
// expression that this package cannot run.
var ErrUnsupported = errors.New("not supported")

// A Regexp is a compiled expression. Any number of goroutines may use it.
type Regexp struct {
	re *regexp.Regexp
	// lines is the program of an expression with line anchors, for the texts
	// on which these differ from Go's: see matchLines.
	lines *syntax.Prog
}

// Compile compiles a pattern with flags, a string of the letters s, m, i, x
// and q. Its errors say what is wrong with either, as one clause; they wrap
// [ErrUnsupported] where the pattern is good but uses a back-reference or is
// too large.
func Compile(pattern, flags string) (*Regexp, error) {
	if len(pattern) > maxPattern {
		return nil, fmt.Errorf("a pattern of more than %d bytes is %w", maxPattern, ErrUnsupported)
	}
	if !utf8.ValidString(pattern) {
		return nil, errors.New("the pattern is not UTF-8")
	}
	t, err := newTranslator(flags)
	if err != nil {
		return nil, err
	}
	translated, err := t.translate(pattern)
	if err != nil {
		return nil, err
	}
	return build(translated, t.lineAnchors)
}

func build(translated string, lineAnchors bool) (*Regexp, error) {
	tooLarge := fmt.Errorf("a pattern whose quantifiers multiply to that size is %w", ErrUnsupported)
	parsed, err := syntax.Parse(translated, syntax.Perl)
	if err != nil {
		return nil, tooLarge // the only errors left: the translation is well-formed
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil || len(prog.Inst) > maxProgram {
		return nil, tooLarge
	}
	re, err := regexp.Compile(translated)
	if err != nil {
		return nil, tooLarge
	}
	r := &Regexp{re: re}
	if lineAnchors {
		r.lines = prog
	}
	return r, nil
}

// MatchString reports whether the text holds a match, as fn:matches does.
func (r *Regexp) MatchString(text string) bool {
	if r.lines != nil && strings.HasSuffix(text, "\n") {
		return matchLines(r.lines, text)
	}
	return r.re.MatchString(text)
}
