package turtle

import "strings"

// isWritable tells whether a label can be written so that the reader gives it
// back: it stands in [141s] BLANK_NODE_LABEL, and the reader does not take it
// for one that it made and alter it.
func isWritable(label string) bool { return isLabel(label) && !looksGenerated([]byte(label)) }

// isLabel tells whether text may follow "_:" in a [141s] BLANK_NODE_LABEL.
func isLabel(text string) bool {
	for i, c := range text {
		if i == 0 && !startsLocal(c) || c != '.' && !isPart(c) {
			return false
		}
	}
	return text != "" && !strings.HasSuffix(text, ".") && strings.ToValidUTF8(text, "") == text
}
