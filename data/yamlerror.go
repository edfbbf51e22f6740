package data

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A yamlMistake says in the words of curators what the YAML library found.
type yamlMistake struct {
	found   string // the library's message, or its beginning
	context string // what the library was reading; "" for anything
	// atContext is true where the cause is where the library began to read, not
	// where it gave up.
	atContext     bool
	message, hint string
}

const (
	hintQuote  = "put the text in quotes"
	hintIndent = "check the indentation: keys of one map begin in the same column"
)

// yamlMistakes are tried in order. A %c in a message is the character at the
// place, a %d the line where the list, map or text begins.
var yamlMistakes = []yamlMistake{
	{"found unexpected end of stream", "while scanning a quoted scalar", true,
		"the quote is never closed", "close it, or double a quote that is part of a text in single quotes"},
	{"found unexpected document indicator", "while scanning a quoted scalar", true, "the quote is never closed", ""},
	{"did not find expected ',' or ']'", "", false,
		"expected , or ] in the list that begins in line %d", "close the list with ], and put texts with , or : in quotes"},
	{"did not find expected ',' or '}'", "", false,
		"expected , or } in the map that begins in line %d", "close the map with }, and put texts with , or : in quotes"},
	{"did not find expected node content", "while parsing a flow node", false,
		"expected a value or the end of a list ] or map }", "close every [ with ] and every { with }"},
	{"mapping values are not allowed in this context", "", false,
		"unexpected colon", "put a text that holds a colon in quotes; " + hintIndent},
	{"found character that cannot start any token", "", false, "a text cannot begin with %c", hintQuote},
	{"found unknown escape character", "", false,
		"unknown escape after \\ in a text in double quotes", "double the \\, or use single quotes"},
	{"found invalid Unicode character escape code", "", false, "the escape names no Unicode character", ""},
	{"did not find expected hexadecimal number", "", false, "expected hexadecimal digits after \\x, \\u or \\U", ""},
	{"could not find expected ':'", "", true, "expected a colon after the key", "write key: value; " + hintIndent},
	{"did not find expected '-' indicator", "", false, "the indentation fits neither the list that begins in line %d nor what is in it", hintIndent},
	{"block sequence entries are not allowed in this context", "", false,
		"a list cannot begin here", "begin it on a new line, or put the text in quotes"},
	{"did not find expected key", "", false, "expected a key or the end of the map that begins in line %d",
		hintIndent + "; nothing may follow a closing quote"},
	{"did not find expected <document start>", "", false,
		"this is less indented than the first line of the file", hintIndent},
	{"did not find expected comment or line break", "", false, "expected the end of the line after | or >", ""},
	{"exceeded", "", false, "lists and maps are nested too deep", ""},
}

// yamlError reports a syntax error with the place and words that help most.
func (r *reader) yamlError(content []byte, err error) {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		r.fail(r.at(0, 0), "yaml-syntax", err.Error(), "")
		return
	}
	at := r.at(e.Mark.Line, e.Mark.Column)
	if strings.HasPrefix(e.Message, "unknown anchor") || strings.HasSuffix(e.ContextMsg, "an alias") ||
		strings.HasSuffix(e.ContextMsg, "an anchor") {
		if e.ContextMark.Line > 0 {
			at = r.at(e.ContextMark.Line, e.ContextMark.Column)
		}
		r.refuseAlias(at)
		return
	}
	for _, m := range yamlMistakes {
		if !strings.HasPrefix(e.Message, m.found) || m.context != "" && m.context != e.ContextMsg {
			continue
		}
		if m.atContext && e.ContextMark.Line > 0 {
			at = r.at(e.ContextMark.Line, e.ContextMark.Column)
		}
		r.fail(at, "yaml-syntax", m.say(content, e), m.hint)
		return
	}
	message := e.Message
	if e.ContextMsg != "" {
		message += " " + e.ContextMsg
	}
	r.fail(at, "yaml-syntax", message, "")
}

// say fills in the message.
func (m yamlMistake) say(content []byte, e *yaml.LoadError) string {
	switch {
	case strings.Contains(m.message, "%c"):
		return fmt.Sprintf(m.message, characterAt(content, e.Mark.Line, e.Mark.Column))
	case strings.Contains(m.message, "%d"):
		return fmt.Sprintf(m.message, e.ContextMark.Line)
	}
	return m.message
}

// characterAt returns the character at a line and column, or a space.
func characterAt(content []byte, line, column int) rune {
	lines := strings.SplitN(string(content), "\n", line+1)
	if line < 1 || len(lines) < line {
		return ' '
	}
	runes := []rune(lines[line-1])
	if column < 1 || len(runes) < column {
		return ' '
	}
	return runes[column-1]
}
