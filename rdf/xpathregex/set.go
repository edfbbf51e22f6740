package xpathregex

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// A set is a set of characters as ranges, both ends included, sorted and apart
// from each other.
type set [][2]rune

// setOf returns the set of the given ranges, in any order.
func setOf(ranges ...[2]rune) set {
	slices.SortFunc(ranges, func(a, b [2]rune) int { return cmp.Compare(a[0], b[0]) })
	var s set
	for _, r := range ranges {
		if n := len(s); n > 0 && r[0] <= s[n-1][1]+1 {
			s[n-1][1] = max(s[n-1][1], r[1])
			continue
		}
		s = append(s, r)
	}
	return s
}

func single(r rune) set { return set{{r, r}} }

func (s set) union(t set) set { return setOf(slices.Concat(s, t)...) }

func (s set) negate() set {
	var out set
	next := rune(0)
	for _, r := range s {
		if r[0] > next {
			out = append(out, [2]rune{next, r[0] - 1})
		}
		next = r[1] + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, [2]rune{next, unicode.MaxRune})
	}
	return out
}

func (s set) minus(t set) set { return s.negate().union(t).negate() }

// pattern returns the set in the syntax of package regexp.
func (s set) pattern() string {
	if len(s) == 0 {
		return `[^\x00-\x{10FFFF}]`
	}
	if len(s) == 1 && s[0][0] == s[0][1] {
		return fmt.Sprintf(`\x{%X}`, s[0][0])
	}
	var b strings.Builder
	b.WriteByte('[')
	for _, r := range s {
		fmt.Fprintf(&b, `\x{%X}-\x{%X}`, r[0], r[1])
	}
	b.WriteByte(']')
	return b.String()
}

// tableSet returns the characters of a table of package unicode.
func tableSet(t *unicode.RangeTable) set {
	var ranges [][2]rune
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			ranges = append(ranges, [2]rune{lo, hi})
			return
		}
		for r := lo; r <= hi; r += stride {
			ranges = append(ranges, [2]rune{r, r})
		}
	}
	for _, r := range t.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return setOf(ranges...)
}

// folded returns the set with the case-variants of its characters.
func (s set) folded() set {
	ranges := slices.Clone([][2]rune(s))
	for _, pair := range caseVariants() {
		for _, r := range s {
			if pair[0] >= r[0] && pair[0] <= r[1] {
				ranges = append(ranges, [2]rune{pair[1], pair[1]})
				break
			}
		}
	}
	return setOf(ranges...)
}

// caseVariants returns all pairs of characters that flag i takes for the same:
// their lower-case forms are equal, or their upper-case forms are (section
// 5.6.1.1). U+0130 is none: its full lower-case form has two characters.
var caseVariants = sync.OnceValue(func() (pairs [][2]rune) {
	const dottedI = 0x130
	lower, upper := map[rune][]rune{}, map[rune][]rune{}
	for _, table := range []*unicode.RangeTable{unicode.L, unicode.M, unicode.Nl, unicode.So} {
		for _, rg := range tableSet(table) {
			for r := rg[0]; r <= rg[1]; r++ {
				if l := unicode.ToLower(r); l != r && r != dottedI {
					lower[l] = append(lower[l], r)
				}
				if u := unicode.ToUpper(r); u != r {
					upper[u] = append(upper[u], r)
				}
			}
		}
	}
	for _, same := range []map[rune][]rune{lower, upper} {
		for mapped, group := range same {
			pairs = append(pairs, allPairs(append(group, mapped))...)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]rune) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(pairs)
})

func allPairs(group []rune) (pairs [][2]rune) {
	for _, a := range group {
		for _, b := range group {
			if a != b {
				pairs = append(pairs, [2]rune{a, b})
			}
		}
	}
	return pairs
}
