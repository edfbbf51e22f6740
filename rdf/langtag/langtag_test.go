package langtag_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf/langtag"
)

// The tags of RFC 5646, appendix A, and the grandfathered ones.
const wellFormed = `de fr ja i-enochian zh-Hant zh-Hans sr-Cyrl sr-Latn zh-cmn-Hans-CN cmn-Hans-CN zh-yue-HK
yue-HK zh-Hans-CN sr-Latn-RS sl-rozaj sl-rozaj-biske sl-nedis de-CH-1901 sl-IT-nedis hy-Latn-IT-arevela de-DE en-US
es-419 de-CH-x-phonebk az-Arab-x-AZE-derbend x-whatever qaa-Qaaa-QM-x-southern de-Qaaa sr-Latn-QM sr-Qaaa-RS
en-US-u-islamcal zh-CN-a-myext-x-private en-a-myext-b-another ar-a-aaa-b-bbb-a-ccc
en-GB-oed i-ami i-bnn i-default i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu sgn-BE-FR sgn-BE-NL
sgn-CH-DE art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang
pl csb szl be-x-old zh-TW EN-us abcd abcde abcdefgh de-1996 roa-tara en-x-1`

const illFormed = `de-419-DE a-DE ar-a-aaa-b- abcdefghi pl_PL pl- -pl pl--PL en-x x en-a en-a-b zh-classical
de-123456789 1de de-ł de-12 i-ami2 i i-klingo en-aaa-bbb-ccc-ddd en-US-GB x-123456789 p pl-PL-u`

func TestWellFormed(t *testing.T) {
	for tag := range strings.FieldsSeq(wellFormed) {
		if !langtag.WellFormed(tag) {
			t.Errorf("%q is refused", tag)
		}
		if n := langtag.Scan([]byte(tag + " .")); n != len(tag) {
			t.Errorf("Scan(%q) = %d", tag, n)
		}
	}
	for tag := range strings.FieldsSeq(illFormed) {
		if langtag.WellFormed(tag) {
			t.Errorf("%q passes", tag)
		}
	}
	if langtag.WellFormed("") {
		t.Error("the empty tag passes")
	}
}

func TestScan(t *testing.T) {
	for s, want := range map[string]int{"": 0, "-": 0, "1": 0, "pl": 2, "pl-": 2, "pl-PL .": 5, "pl_PL": 2, "pl--PL": 2, "en-1a.": 5} {
		if got := langtag.Scan(s); got != want {
			t.Errorf("Scan(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestSuiteTagsAreAccepted(t *testing.T) {
	root := suite.Dir(t, "rdf-tests/rdf/rdf11")
	seen := 0
	for _, pattern := range []string{"*/*.nt", "*/*.nq"} {
		files, _ := filepath.Glob(filepath.Join(root, pattern))
		for _, file := range files {
			if strings.Contains(file, "-bad-") {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(`"@([a-zA-Z0-9-]+)\s*[.<]`).FindAllSubmatch(data, -1) {
				seen++
				if !langtag.WellFormed(m[1]) {
					t.Errorf("%s: %q is refused", filepath.Base(file), m[1])
				}
			}
		}
	}
	if seen < 20 {
		t.Fatalf("found %d tags", seen)
	}
}

func TestNothingIsAllocated(t *testing.T) {
	tags := [][]byte{[]byte("pl"), []byte("zh-Hant-TW-x-a"), []byte("i-klingon"), []byte("pl_PL")}
	if n := testing.AllocsPerRun(100, func() {
		for _, tag := range tags {
			langtag.WellFormed(tag)
			langtag.Scan(tag)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
