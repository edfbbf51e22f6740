package xpathregex

import (
	"fmt"
	"strings"
)

// chunk is the most repetitions that package regexp takes in one quantifier.
const chunk = 1000

// quantifier reads what may follow the atom whose translation is given and
// already written.
//
//	quantifier ::= ( [?*+] | '{' quantity '}' ) '?'?
//
// The question mark for "reluctant" changes what is matched, not whether.
func (t *translator) quantifier(atom string) error {
	if t.rest == "" || !strings.ContainsRune("?*+{", t.peek()) {
		return nil
	}
	if c := t.next(); c != '{' {
		t.out = append(t.out, byte(c))
	} else if err := t.quantity(atom); err != nil {
		return err
	}
	t.cut("?")
	return nil
}

// quantity ::= quantRange | quantMin | QuantExact
func (t *translator) quantity(atom string) error {
	inside, rest, closed := strings.Cut(t.rest, "}")
	if !closed {
		return fmt.Errorf(`"{" must be written \{ to stand for itself, and a quantifier ends with "}"`)
	}
	t.rest = rest
	from, to, isRange := strings.Cut(inside, ",")
	least, err := count(from)
	most := least
	if err == nil && isRange && to != "" {
		most, err = count(to)
	}
	if err != nil {
		return fmt.Errorf("the quantifier {%s} %w", inside, err)
	}
	if most < least {
		return fmt.Errorf("the quantifier {%s} runs backwards", inside)
	}
	t.out = t.out[:len(t.out)-len(atom)]
	t.repeat(atom, least, "{%d}")
	if isRange && to == "" {
		t.out = append(t.out, atom...)
		t.out = append(t.out, '*')
	} else {
		t.repeat(atom, most-least, "{0,%d}")
	}
	return nil
}

// repeat writes the atom n times, in portions that package regexp takes.
func (t *translator) repeat(atom string, n int, quantifier string) {
	for ; n > 0; n -= chunk {
		t.out = append(t.out, atom...)
		t.out = fmt.Appendf(t.out, quantifier, min(n, chunk))
	}
}

// count reads QuantExact.
func count(digits string) (n int, err error) {
	if digits == "" {
		return 0, fmt.Errorf("lacks a number")
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, fmt.Errorf("is not a number or two with a comma")
		}
		if n = n*10 + int(c-'0'); n > maxRepeat {
			return 0, fmt.Errorf("repeats more than %d times, which is %w", maxRepeat, ErrUnsupported)
		}
	}
	return n, nil
}
