package problem

// Clip shortens a text for a message to at most so many code points, the last
// of which is then an ellipsis.
func Clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
