package xpathregex

import (
	"errors"
	"strings"
)

// classExpr reads what follows the opening bracket of charClassExpr. With flag
// i, characters and ranges take in their case-variants before negation and
// subtraction are applied (section 5.6.1.1).
//
//	charGroup ::= ( posCharGroup | negCharGroup ) ( '-' charClassExpr )?
func (t *translator) classExpr() (s set, err error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer func() { t.depth-- }()
	negated := t.cut("^")
	for first := true; ; first = false {
		switch {
		case t.rest == "":
			return nil, errors.New("an opening bracket has no closing one")
		case t.peek() == ']' && first:
			return nil, errors.New("a class in brackets is empty")
		case t.cut("]"):
			return negatedIf(negated, s), nil
		case !first && t.cut("-["):
			return t.subtraction(negatedIf(negated, s))
		}
		part, err := t.groupPart()
		if err != nil {
			return nil, err
		}
		s = s.union(part)
	}
}

func negatedIf(negated bool, s set) set {
	if negated {
		return s.negate()
	}
	return s
}

func (t *translator) subtraction(from set) (set, error) {
	s, err := t.classExpr()
	if err != nil {
		return nil, err
	}
	if !t.cut("]") {
		return nil, errors.New("a subtraction must end its class: ]] is expected")
	}
	return from.minus(s), nil
}

// groupPart ::= singleChar | charRange | charClassEsc
//
// A hyphen stands for itself where it cannot mean a range or a subtraction.
func (t *translator) groupPart() (set, error) {
	from, isSingle, err := t.singleChar()
	if err != nil || !isSingle {
		return from, err
	}
	if !strings.HasPrefix(t.rest, "-") || strings.HasPrefix(t.rest, "-]") || strings.HasPrefix(t.rest, "-[") {
		return t.folded(from), nil
	}
	t.cut("-")
	to, isSingle, err := t.singleChar()
	if err != nil {
		return nil, err
	}
	if !isSingle {
		return nil, errors.New("a range ends in an escape that stands for many characters")
	}
	if to[0][0] < from[0][0] {
		return nil, errors.New("a range runs backwards: " + string(from[0][0]) + "-" + string(to[0][0]))
	}
	return t.folded(set{{from[0][0], to[0][0]}}), nil
}

// singleChar ::= SingleCharEsc | SingleCharNoEsc, or else a charClassEsc,
// for which isSingle is false.
func (t *translator) singleChar() (s set, isSingle bool, err error) {
	switch c := t.next(); c {
	case '\\':
		return t.classEscape()
	case '[':
		return nil, false, errors.New(`"[" must be written \[ to stand for itself in a class`)
	default:
		return single(c), true, nil
	}
}
