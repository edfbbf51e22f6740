package ontology

import (
	"strconv"
	"unicode"
)

// slugPiece returns what one character of decomposed text becomes in a slug:
// "" for a mark that is dropped, "-" for a separator.
func slugPiece(r rune) string {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.', r == '_':
		return string(r)
	case r >= 'A' && r <= 'Z':
		return string(r + 'a' - 'A')
	case unicode.Is(unicode.Mn, r):
		return ""
	case unicode.IsLetter(r), unicode.IsNumber(r):
		return strconv.FormatInt(int64(r), 16)
	}
	return "-"
}
