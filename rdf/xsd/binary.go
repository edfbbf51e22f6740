package xsd

import "strings"

// checkHexBinary obeys XML Schema 1.1 Part 2, 3.3.15.2.
func checkHexBinary(s string) string {
	if len(s)%2 != 0 {
		return "it has an odd number of digits"
	}
	for i := range len(s) {
		if c := s[i]; c-'0' > 9 && c|0x20-'a' > 5 {
			return "it holds a character that is no hexadecimal digit"
		}
	}
	return ""
}

func hexBinaryValue(s string) (Value, bool) {
	return Value{family: hexBinaries, text: strings.ToUpper(s)}, checkHexBinary(s) == ""
}

// checkBase64Binary obeys Base64Binary of XML Schema 1.1 Part 2, 3.3.16.2:
// groups of four characters, the last one possibly padded, a single space
// allowed between any two, and no stray bits before the padding.
func checkBase64Binary(s string) string {
	const why = "it is not Base64 of whole bytes"
	count, padding := 0, 0
	last := byte(0)
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ':
			if i == 0 || i == len(s)-1 || s[i-1] == ' ' {
				return why
			}
			continue
		case c == '=':
			padding++
		case padding > 0 || sextet(c) < 0:
			return why
		default:
			last = c
		}
		count++
	}
	if count%4 != 0 || padding > 2 || padding > 0 && sextet(last)&(1<<(2*padding)-1) != 0 {
		return why
	}
	return ""
}

// sextet returns the number that a character of Base64 stands for, or -1.
func sextet(c byte) int {
	switch {
	case c >= 'A' && c <= 'Z':
		return int(c - 'A')
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 26
	case c-'0' <= 9:
		return int(c-'0') + 52
	case c == '+':
		return 62
	case c == '/':
		return 63
	}
	return -1
}

func base64BinaryValue(s string) (Value, bool) {
	return Value{family: base64Binaries, text: strings.ReplaceAll(s, " ", "")}, checkBase64Binary(s) == ""
}
