package xpathregex

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A translator turns an expression into one of package regexp. It walks down
// the grammar of XML Schema 1.1 Part 2, appendix G, as changed by section
// 5.6.1: a method for each production.
type translator struct {
	dotAll, multiLine, fold, free, quote bool // flags s, m, i, x, q

	rest        string
	out         []byte
	depth       int
	lineAnchors bool
}

func newTranslator(flags string) (*translator, error) {
	t := new(translator)
	for _, f := range flags {
		switch f {
		case 's':
			t.dotAll = true
		case 'm':
			t.multiLine = true
		case 'i':
			t.fold = true
		case 'x':
			t.free = true
		case 'q':
			t.quote = true
		default:
			return nil, fmt.Errorf("there is no flag %q; the flags are s, m, i, x and q", f)
		}
	}
	return t, nil
}

func (t *translator) translate(pattern string) (string, error) {
	if t.quote {
		for _, c := range pattern {
			t.set(t.folded(single(c)))
		}
		return string(t.out), nil
	}
	t.rest = pattern
	if t.free {
		t.rest = withoutSpace(pattern)
	}
	if err := t.regExp(); err != nil {
		return "", err
	}
	if t.rest != "" { // only a closing parenthesis stops regExp early
		return "", errors.New("a closing parenthesis has no opening one")
	}
	return string(t.out), nil
}

// withoutSpace takes white space out, but for that in classes (flag x).
func withoutSpace(pattern string) string {
	var b strings.Builder
	depth := 0
	escaped := false
	for _, c := range pattern {
		if depth == 0 && strings.ContainsRune(" \t\n\r", c) {
			continue
		}
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == '[':
			depth++
		case c == ']' && depth > 0:
			depth--
		}
		b.WriteRune(c)
	}
	return b.String()
}

func (t *translator) peek() rune {
	c, _ := utf8.DecodeRuneInString(t.rest)
	return c
}

func (t *translator) next() rune {
	c, n := utf8.DecodeRuneInString(t.rest)
	t.rest = t.rest[n:]
	return c
}

func (t *translator) cut(prefix string) bool {
	rest, ok := strings.CutPrefix(t.rest, prefix)
	t.rest = rest
	return ok
}

func (t *translator) write(s string) { t.out = append(t.out, s...) }

func (t *translator) set(s set) { t.write(s.pattern()) }

func (t *translator) folded(s set) set {
	if t.fold {
		return s.folded()
	}
	return s
}

func (t *translator) enter() error {
	t.depth++
	if t.depth > maxDepth {
		return fmt.Errorf("nesting deeper than %d is %w", maxDepth, ErrUnsupported)
	}
	return nil
}

// regExp ::= branch ( '|' branch )*
func (t *translator) regExp() error {
	if err := t.enter(); err != nil {
		return err
	}
	defer func() { t.depth-- }()
	for t.rest != "" && t.peek() != ')' {
		if t.cut("|") {
			t.write("|")
			continue
		}
		if err := t.piece(); err != nil {
			return err
		}
	}
	return nil
}

// piece ::= atom quantifier?
func (t *translator) piece() error {
	start := len(t.out)
	if err := t.atom(); err != nil {
		return err
	}
	return t.quantifier(string(t.out[start:]))
}

// atom ::= NormalChar | charClass | '(' '?:'? regExp ')' | backReference
func (t *translator) atom() error {
	switch c := t.next(); c {
	case '(':
		return t.group()
	case '[':
		s, err := t.classExpr()
		t.set(s)
		return err
	case '\\':
		return t.escape()
	case '.':
		t.wildcard()
	case '^':
		t.anchor(`(?:\A)`, `(?m:^)`)
	case '$':
		t.anchor(`(?:\z)`, `(?m:$)`)
	case '?', '*', '+':
		return fmt.Errorf("the quantifier %q follows nothing that can be repeated", c)
	case '{', '}', ']':
		return fmt.Errorf("%q must be written \\%c to stand for itself", c, c)
	default:
		t.set(t.folded(single(c)))
	}
	return nil
}

func (t *translator) group() error {
	if !t.cut("?:") && strings.HasPrefix(t.rest, "?") {
		return errors.New("after an opening parenthesis only ?: is allowed")
	}
	t.write("(?:")
	if err := t.regExp(); err != nil {
		return err
	}
	if !t.cut(")") {
		return errors.New("an opening parenthesis has no closing one")
	}
	t.write(")")
	return nil
}

func (t *translator) wildcard() {
	if t.dotAll {
		t.write("(?s:.)")
		return
	}
	t.write(`[^\n\r]`)
}

func (t *translator) anchor(text, line string) {
	if t.multiLine {
		t.lineAnchors = true
		text = line
	}
	t.write(text)
}

func (t *translator) escape() error {
	if c := t.peek(); c >= '1' && c <= '9' {
		return fmt.Errorf("the back-reference \\%c is %w", c, ErrUnsupported)
	}
	s, isSingle, err := t.classEscape()
	if isSingle {
		s = t.folded(s)
	}
	t.set(s)
	return err
}

// classEscape reads what follows a backslash: SingleCharEsc, MultiCharEsc,
// catEsc or complEsc.
func (t *translator) classEscape() (s set, isSingle bool, err error) {
	if t.rest == "" {
		return nil, false, errors.New("the pattern ends in a backslash")
	}
	c := t.next()
	if r, ok := singleEscape(c); ok {
		return single(r), true, nil
	}
	if s, ok := multiEscape(c); ok {
		return s, false, nil
	}
	if c != 'p' && c != 'P' {
		return nil, false, fmt.Errorf("there is no escape \\%c", c)
	}
	name, rest, closed := strings.Cut(t.rest, "}")
	if !closed || !strings.HasPrefix(name, "{") {
		return nil, false, fmt.Errorf("after \\%c a name in braces is expected", c)
	}
	t.rest = rest
	s, err = property(name[1:])
	if c == 'P' {
		s = s.negate()
	}
	return s, false, err
}
