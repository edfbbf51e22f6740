package xpathregex

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/eventlod/eventlod/rdf/xsd"
)

// singleEscape returns the character that a SingleCharEsc stands for (XML
// Schema 1.1 Part 2, G.4.2.1; the dollar sign by section 5.6.1 here).
func singleEscape(c rune) (rune, bool) {
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	}
	return c, strings.ContainsRune(`\|.-^?*+{}()[]$`, c)
}

// multiEscape returns the set of a MultiCharEsc (XML Schema 1.1 Part 2,
// G.4.2.5); capitals stand for the rest of the characters.
func multiEscape(c rune) (s set, ok bool) {
	switch unicode.ToLower(c) {
	case 's':
		s = setOf([2]rune{'\t', '\n'}, [2]rune{'\r', '\r'}, [2]rune{' ', ' '})
	case 'i':
		s = setOf(xsd.NameStartRanges()...)
	case 'c':
		s = setOf(xsd.NameCharRanges()...)
	case 'd':
		s = tableSet(unicode.Nd)
	case 'w':
		s = category("P").union(category("Z")).union(category("C")).negate()
	default:
		return nil, false
	}
	if unicode.IsUpper(c) {
		s = s.negate()
	}
	return s, true
}

// property returns the set of \p{name} (XML Schema 1.1 Part 2, G.4.2.2 and
// G.4.2.3).
func property(name string) (set, error) {
	if block, ok := strings.CutPrefix(name, "Is"); ok {
		r, known := blocks[block]
		if !known {
			return nil, fmt.Errorf("there is no Unicode block %q", block)
		}
		if block == "PrivateUse" {
			return setOf(r, blocks["SupplementaryPrivateUseArea-A"], blocks["SupplementaryPrivateUseArea-B"]), nil
		}
		return set{r}, nil
	}
	if strings.Contains("L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn ", name+" ") && name != "" {
		return category(name), nil
	}
	return nil, fmt.Errorf("there is no Unicode category %q", name)
}

// category returns the characters of a general category. Surrogates are no
// characters of XML and belong to none.
func category(name string) set {
	switch name {
	case "C":
		return category("Cc").union(category("Cf")).union(category("Co")).union(category("Cn"))
	case "Cn":
		return unassigned()
	}
	return tableSet(unicode.Categories[name])
}

// unassigned returns the code points that are in no other category.
var unassigned = sync.OnceValue(func() set {
	var assigned set
	for _, major := range []*unicode.RangeTable{unicode.L, unicode.M, unicode.N, unicode.P, unicode.Z, unicode.S,
		unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs} {
		assigned = assigned.union(tableSet(major))
	}
	return assigned.negate()
})
