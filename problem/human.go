package problem

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// HumanOptions say how [WriteHuman] writes.
type HumanOptions struct {
	// Color puts ANSI colours into the text. It is for terminals.
	Color bool
	// Width is how many columns of an offending line are shown: 100 where 0.
	Width int
}

// WriteHuman writes the problems for people, in the order of the list:
//
//	facts/sessions.yaml:14:10: end date 2013-06-27 is before start date 2013-06-28
//	  14 |     end: 2013-06-27
//	     |          ^
//	     = hint: write the earlier date first
//
// Warnings and notes have their severity before the message; clause, subject
// and hint have lines of their own. Control characters in texts are replaced,
// so that a file cannot write to the terminal. The error is that of the writer.
func WriteHuman(w io.Writer, list List, opts HumanOptions) error {
	out := bufio.NewWriter(w)
	for _, p := range list {
		human{out, opts}.problem(p)
	}
	return out.Flush()
}

// The ANSI styles.
const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	cyan   = "\x1b[1;36m"
	faint  = "\x1b[2m"
	reset  = "\x1b[0m"
)

type human struct {
	*bufio.Writer
	HumanOptions
}

// put writes a text in a style.
func (h human) put(style, text string) {
	if h.Color && style != "" {
		text = style + text + reset
	}
	h.WriteString(text)
}

func (h human) problem(p Problem) {
	color := [...]string{red, yellow, cyan}[p.Severity]
	where := cmp.Or(p.Pos.String(), p.Subject)
	if where != "" {
		h.put(bold, printable(where)+": ")
	}
	if p.Severity != Error {
		h.put(color, p.Severity.String()+": ")
	}
	h.put("", printable(p.Message)+"\n")
	margin := "    "
	if p.Excerpt != "" {
		margin = h.excerpt(p, color)
	}
	h.note(margin, "about", p.Subject, p.Subject != "" && p.Subject != where)
	h.note(margin, "rule", p.Clause, p.Clause != "")
	h.note(margin, "hint", p.Hint, p.Hint != "")
}

// excerpt writes the offending line with a caret below the place, and returns
// the margin for what follows.
func (h human) excerpt(p Problem, color string) (margin string) {
	number := strconv.Itoa(p.Pos.Line)
	margin = "  " + strings.Repeat(" ", len(number)) + " "
	text, before := window([]rune(printable(p.Excerpt)), p.Pos.Column-1, cmp.Or(h.Width, 100))
	h.put(faint, "  "+number+" | ")
	h.put("", text+"\n")
	if p.Pos.Column > 0 {
		h.put(faint, margin+"| ")
		h.put(color, before+"^")
		h.put("", "\n")
	}
	return margin
}

func (h human) note(margin, name, text string, write bool) {
	if write {
		h.put(faint, margin+"= "+name+": ")
		h.put("", printable(text)+"\n")
	}
}

// window returns the part of a line around a place that is no wider than the
// limit, and what has to stand before a caret below that place. The place is
// counted in code points from 0.
func window(line []rune, place, limit int) (text, before string) {
	place = max(0, min(place, len(line)))
	start, end := 0, len(line)
	if len(line) > limit {
		start = max(0, min(place-limit/2, len(line)-limit))
		end = start + limit
	}
	shown := string(line[start:end])
	if start > 0 {
		shown = "…" + shown
		before = " "
	}
	if end < len(line) {
		shown += "…"
	}
	var b strings.Builder
	for _, c := range line[start:place] {
		b.WriteString(blank(c))
	}
	return shown, before + b.String()
}

// blank returns space of the width that a character has in a terminal: a tab
// for a tab, two columns for East Asian wide characters (Unicode UAX #11),
// none for marks that combine.
func blank(c rune) string {
	switch {
	case c == '\t':
		return "\t"
	case unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf):
		return ""
	}
	if kind := width.LookupRune(c).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
		return "  "
	}
	return " "
}

// printable replaces what a terminal would obey: control characters, and those
// that turn the direction of the text (Unicode UAX #9, explicit formatting).
func printable(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\t':
			return c
		case unicode.IsControl(c), 0x202A <= c && c <= 0x202E, 0x2066 <= c && c <= 0x2069, c == 0x2028, c == 0x2029:
			return unicode.ReplacementChar
		}
		return c
	}, s)
}

// Summary returns the number of problems of each severity in words, such as
// "2 errors, 1 warning", and "no problems" for an empty list.
func (l List) Summary() string {
	var parts []string
	for _, s := range []Severity{Error, Warning, Info} {
		switch n := l.Count(s); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+s.String())
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, s))
		}
	}
	if parts == nil {
		return "no problems"
	}
	return strings.Join(parts, ", ")
}
