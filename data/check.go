package data

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/eventlod/eventlod/problem"
)

// finish checks a record that a format has read and yields it where it is
// sound. It returns whether to go on.
func (r *reader) finish(record *Record, yield func(*Record) bool) bool {
	if r.isSound(record) {
		return yield(record) && !r.givenUp()
	}
	return !r.givenUp()
}

// isSound checks the type and the id of a record.
func (r *reader) isSound(record *Record) bool {
	return r.checkName(record.Type, "type", record.TypePos) && r.checkID(record)
}

func (r *reader) checkID(record *Record) bool {
	if record.IDPos.Line == 0 {
		r.fail(record.Pos, "missing-id", fmt.Sprintf("a record of type %s has no id", record.Type),
			"give it a short name that never changes, such as id: session-1")
		return false
	}
	return r.checkName(record.ID, "id", record.IDPos)
}

// isBadKey is true for names of fields that no profile can have: without a
// visible character, or with one that is none.
func isBadKey(key string) bool {
	return strings.TrimSpace(key) == "" || strings.ContainsFunc(key, unicode.IsControl)
}

func (r *reader) badKey(at Pos) {
	r.fail(at, "bad-key", "expected a name before the colon", "")
}

// noID reports an id that is a list, a map or nothing.
func (r *reader) noID(at Pos, found string) {
	r.fail(at, "bad-id", "expected an id, found "+found, hintName)
}

// maxName is how many bytes a type or id may have: it becomes the name of a
// file, of which most systems allow 255.
const maxName = 200

// clip shortens a text for a message.
func clip(text string) string { return problem.Clip(text, 60) }

const hintName = "use letters, digits, and . _ ~ - between them"

// checkName checks a record type or an id, and reports whether it is sound:
// letters and digits of any script, and the other unreserved characters of
// RFC 3986 section 2.3, so that it can be a part of an IRI without escapes.
func (r *reader) checkName(name, what string, at Pos) bool {
	switch {
	case name != "" && len(name) <= maxName && isPlainName(name):
		return true
	case name == "" || name == "." || name == "..":
		r.fail(at, "bad-"+what, fmt.Sprintf("%q cannot be %s", name, article(what)), hintName)
	case len(name) > maxName:
		r.fail(at, "bad-"+what, fmt.Sprintf("the %s %q has more than %d bytes", what, clip(name), maxName), "give it a short name")
	case strings.IndexFunc(name, notInName) >= 0:
		i := strings.IndexFunc(name, notInName)
		r.fail(at, "bad-"+what, fmt.Sprintf("the %s %q has the character %q", what, clip(name), firstRune(name[i:])), hintName)
	case !norm.NFC.IsNormalString(name):
		r.fail(at, "bad-"+what, fmt.Sprintf("the %s %q has a letter and its accent as two characters", what, name),
			"write it in Unicode normalization form C")
	default:
		return true
	}
	return false
}

// isPlainName is true for names of small letters, digits, hyphens and
// underscores, as most are, which need no closer look.
func isPlainName(name string) bool {
	for i := range len(name) {
		if c := name[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}

func notInName(c rune) bool {
	if c < 0x80 {
		return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("._~-", c))
	}
	return !unicode.In(c, unicode.L, unicode.M, unicode.Nd)
}

func firstRune(s string) string {
	for _, c := range s {
		return string(c)
	}
	return ""
}

// article puts the indefinite article before a word.
func article(word string) string {
	if strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

// duplicate is the problem of a record whose id is taken.
func duplicate(record *Record, first problem.Position) problem.Problem {
	return problem.Problem{
		Severity: problem.Error, Code: "duplicate-id", Pos: record.At(record.IDPos),
		Message: fmt.Sprintf("the id %q of type %s is taken by the record at %s", record.ID, record.Type, first),
		Hint:    "give this record another id, or put the two together",
	}
}

// checkText reports a text that is empty or has a character that no text may
// have, and returns whether it is sound. It warns of what cannot be seen but
// makes two texts differ.
func (r *reader) checkText(text string, at Pos) bool {
	if strings.TrimSpace(text) == "" {
		r.emptyValue(at)
		return false
	}
	if i := strings.IndexFunc(text, isForbidden); i >= 0 {
		r.fail(at, "bad-character", fmt.Sprintf("the text has the control character %U", []rune(text[i:])[0]), "take it out")
		return false
	}
	if r.again {
		return true
	}
	if strings.TrimSpace(text) != text {
		r.warn(at, "outer-space", fmt.Sprintf("the text %q begins or ends with a space or line break", clip(text)), "take the space out")
	}
	if !norm.NFC.IsNormalString(text) {
		// RDF 1.1 Concepts, section 3.3: lexical forms should be in this form.
		r.warn(at, "not-nfc", "the text is not in Unicode normalization form C: a letter and its accent are two characters, or the like",
			"type it anew: copies from PDF files and file names have such letters")
	}
	return true
}

func (r *reader) emptyValue(at Pos) {
	r.fail(at, "empty-value", "no value: expected one, or no field at all", "leave the field out where nothing is known")
}

func (r *reader) emptyFile() {
	hint := "delete it, or begin its name with _"
	if r.path == metaFile {
		hint = "eventlod init shows what to write"
	}
	r.fail(r.at(1, 1), "empty-file", "the file is empty", hint)
}

// isForbidden is true for the control characters that an escape can bring into
// a text, but tab and line breaks.
func isForbidden(c rune) bool { return isControl(c) && c != '\n' && c != '\r' }
