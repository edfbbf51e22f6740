package tables

import (
	"bytes"
	"encoding/csv"
	"testing"
)

// Cells are what encoding/csv makes of them.
func FuzzCell(f *testing.F) {
	for _, text := range []string{"", "plain", `"`, "a\r\nb", "\r", "\n", "a,b", " a", "\u00A0a", "\u2028", `\.`, `\.a`, "\xFF", "ł;|¦␟", "a ", "\ta", "-1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want bytes.Buffer
		w := csv.NewWriter(&want)
		w.UseCRLF = true
		w.Write([]string{text, text})
		w.Flush()
		got := appendCell(nil, []byte(text))
		got = appendCell(append(got, ','), []byte(text))
		if got = append(got, "\r\n"...); !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%q: got %q, want %q", text, got, want.Bytes())
		}
	})
}
