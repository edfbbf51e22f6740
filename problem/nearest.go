package problem

import (
	"cmp"
	"slices"
)

// Nearest returns the candidate that is most like the given name, for a hint
// such as "did you mean", and "" where none is near. Of several that are
// equally near it takes the first in the alphabet.
func Nearest(name string, candidates []string) string {
	best, least := "", max(1, len([]rune(name))/3)+1
	for _, candidate := range slices.Sorted(slices.Values(candidates)) {
		if d := distance([]rune(name), []rune(candidate), least); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance is the number of letters to insert, remove, replace or swap with
// their neighbour to make b of a (optimal string alignment), or at least limit
// where it is not less than that.
func distance(a, b []rune, limit int) int {
	if diff := len(a) - len(b); max(diff, -diff) >= limit {
		return limit
	}
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			changed := cmp.Compare(a[i-1], b[j-1])
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+changed*changed)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
