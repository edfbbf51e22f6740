package xpathregex

import (
	"regexp/syntax"
	"unicode/utf8"
)

// matchLines runs a program with the line anchors of section 5.6.1: neither
// matches after a newline that ends the text, where both of Go's do. All else is the plain simulation of the automaton, all states at once.
func matchLines(prog *syntax.Prog, text string) bool {
	m := &lineMatcher{prog: prog, text: text, in: make([]int, len(prog.Inst))}
	var next []uint32
	for pos := 0; ; {
		m.step++
		for _, pc := range next {
			m.follow(pc, pos)
		}
		m.follow(uint32(prog.Start), pos)
		if m.matched || pos == len(text) {
			return m.matched
		}
		r, n := utf8.DecodeRuneInString(text[pos:])
		next = next[:0]
		for _, pc := range m.states {
			if prog.Inst[pc].MatchRune(r) {
				next = append(next, prog.Inst[pc].Out)
			}
		}
		m.states = m.states[:0]
		pos += n
	}
}

type lineMatcher struct {
	prog    *syntax.Prog
	text    string
	step    int
	in      []int    // the step at which each instruction was last reached
	states  []uint32 // instructions that wait for a character
	matched bool
}

// follow goes from an instruction to all that are reached without reading a
// character.
func (m *lineMatcher) follow(pc uint32, pos int) {
	if m.in[pc] == m.step {
		return
	}
	m.in[pc] = m.step
	inst := &m.prog.Inst[pc]
	switch inst.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		m.follow(inst.Out, pos)
		m.follow(inst.Arg, pos)
	case syntax.InstCapture, syntax.InstNop:
		m.follow(inst.Out, pos)
	case syntax.InstEmptyWidth:
		if syntax.EmptyOp(inst.Arg)&^m.empty(pos) == 0 {
			m.follow(inst.Out, pos)
		}
	case syntax.InstMatch:
		m.matched = true
	case syntax.InstFail:
	default:
		m.states = append(m.states, pc)
	}
}

// empty returns which anchors match at a position.
func (m *lineMatcher) empty(pos int) (op syntax.EmptyOp) {
	end := len(m.text)
	if pos == 0 {
		op |= syntax.EmptyBeginText | syntax.EmptyBeginLine
	} else if pos < end && m.text[pos-1] == '\n' {
		op |= syntax.EmptyBeginLine
	}
	if pos == end {
		op |= syntax.EmptyEndText
		if pos == 0 || m.text[pos-1] != '\n' {
			op |= syntax.EmptyEndLine
		}
	} else if m.text[pos] == '\n' {
		op |= syntax.EmptyEndLine
	}
	return op
}
