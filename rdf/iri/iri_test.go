package iri_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf/iri"
)

func TestCheckAccepts(t *testing.T) {
	for _, s := range []string{
		"http://example.org/", "http://example.org", "s:", "urn:isbn:0451450523", "mailto:a@b.example",
		"file:///etc/hosts", "http://user:pass@host:80/p?q#f", "http://h:/", "http://[::1]:80/", "http://[v7.a:b]/",
		"http://[2001:db8::192.0.2.1]", "http://a/?q?r/@:", "http://a/#f?/@:", "x:a%20b", "tel:+48-22",
		"https://example.org/Wrocław", "http://żółw.example/", "http://a/\U00020000", "http://a/?\uE000",
		"http://example.org/a//b/../c", "http://%41/",
		"ftp://[::]", "x://?q", "x://#f", "http://1.2.3.4.5.6/",
	} {
		if err := iri.Check(s); err != nil {
			t.Errorf("%q: %v", s, err)
		}
		if n, ok := iri.Scan([]byte(s + "> .")); n != len(s) || !ok {
			t.Errorf("Scan(%q) = %d, %v, want %d", s, n, ok, len(s))
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	for _, c := range []struct {
		iri, code string
		offset    int
	}{
		{"", "iri-relative", 0}, {"a", "iri-relative", 0}, {"www.example.org/", "iri-relative", 0},
		{"1a:b", "iri-relative", 0}, {":a", "iri-relative", 0}, {"//a/b", "iri-relative", 0}, {"ą:b", "iri-relative", 0},
		{"http://a/b c", "iri-character", 10}, {"http://a/\"", "iri-character", 9}, {"http://a/<", "iri-character", 9},
		{"http://a/{b}", "iri-character", 9}, {`http://a/\b`, "iri-character", 9}, {"http://a/^", "iri-character", 9},
		{"http://a/`", "iri-character", 9}, {"http://a/|", "iri-character", 9}, {"http://a/[b]", "iri-character", 9},
		{"http://a/\x00", "iri-character", 9}, {"http://a/\x7f", "iri-character", 9}, {"http://a/\u0080", "iri-character", 9},
		{"http://a/\uFFFD", "iri-character", 9}, {"http://a/\uFDD0", "iri-character", 9}, {"http://a/\U000E0001", "iri-character", 9},
		{"http://a/\uE000", "iri-character", 9}, {"http://a/?#\uE000", "iri-character", 11},
		{"http://a/\xff", "iri-encoding", 9}, {"http://a/\xed\xa0\x80", "iri-encoding", 9},
		{"http://example.org/a#b#c", "iri-fragment", 22}, {"x:%", "iri-percent-encoding", 2},
		{"x:%2", "iri-percent-encoding", 2}, {"x:%zz", "iri-percent-encoding", 2},
		{"http://[::1/", "iri-host", 7}, {"http://[1.2.3.4]/", "iri-host", 7}, {"http://[fe80::1%25en0]/", "iri-host", 7},
		{"http://[v.a]/", "iri-host", 7}, {"http://[::1]a/", "iri-port", 12}, {"http://[::1]%20/", "iri-port", 12},
		{"http://a:b/", "iri-port", 10}, {"http://a:1:2/", "iri-port", 12}, {"http://a@b@c/", "iri-user", 10},
		{"http://a[b]/", "iri-character", 8},
	} {
		err := iri.Check(c.iri)
		if err == nil {
			t.Errorf("%q passes", c.iri)
			continue
		}
		if err.Code != c.code || err.Offset != c.offset {
			t.Errorf("%q: %s at %d, want %s at %d", c.iri, err.Code, err.Offset, c.code, c.offset)
		}
		if n, ok := iri.Scan(c.iri); ok && n == len(c.iri) {
			t.Errorf("Scan accepts %q", c.iri)
		}
	}
}

func TestCheckReference(t *testing.T) {
	for _, s := range []string{"", "a", "../b?c#d", "//host:1/x", "?q", "#f", "a/b:c", "http://a/"} {
		if err := iri.CheckReference(s); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, s := range []string{"a b", "1:b", "#a#b", "//h:x/", "%"} {
		if iri.CheckReference(s) == nil {
			t.Errorf("%q passes", s)
		}
	}
	for _, s := range []string{"1:2", ":", ":a", "_:g", "a_b:c/d", "ł:x", "%41:b", "1:2?q#f"} {
		if e := iri.CheckReference(s); e == nil || e.Code != "iri-colon" || e.Hint == "" {
			t.Errorf("%q: %v", s, e)
		}
	}
	for _, s := range []string{"./1:2", "a/b:c", "?1:2", "#1:2", "/1:2", "//h:1/x", "a:b", ""} {
		if e := iri.CheckSegment(s); e != nil {
			t.Errorf("%q: %v", s, e)
		}
	}
}

func TestSuiteIRIsAreAccepted(t *testing.T) {
	root := suite.Dir(t, "rdf-tests/rdf/rdf11")
	in := regexp.MustCompile(`<([a-zA-Z]+:[^<>\s"{}|^` + "`" + `\\]*)>`)
	seen := 0
	for _, pattern := range []string{"*/*.nt", "*/*.nq"} {
		files, _ := filepath.Glob(filepath.Join(root, pattern))
		for _, file := range files {
			if strings.Contains(file, "-bad-") {
				continue
			}
			for _, m := range in.FindAllStringSubmatch(read(t, file), -1) {
				seen++
				if err := iri.Check(m[1]); err != nil {
					t.Errorf("%s: %q: %v", filepath.Base(file), m[1], err)
				}
			}
		}
	}
	if seen < 1000 {
		t.Fatalf("found %d IRIs", seen)
	}
}

// RFC 3986, section 5.4, in the words of the W3C: the Turtle tests hold its
// examples for several bases, the JSON-LD tests for many more.
func TestResolveTurtleSuite(t *testing.T) {
	for _, n := range []string{"01", "02", "07", "08"} {
		file := suite.Dir(t, "rdf-tests/rdf/rdf11/rdf-turtle/IRI-resolution-"+n+".ttl")
		want := expected(t, strings.TrimSuffix(file, "ttl")+"nt")
		line := regexp.MustCompile(`(?m)^(?:@base <(.*)>|<(urn:ex:s\d+)> <urn:ex:p> <(.*)>)\s*\.`)
		base, tests := "", 0
		for _, m := range line.FindAllStringSubmatch(read(t, file), -1) {
			if m[1] != "" {
				base = m[1]
				continue
			}
			tests++
			if got := iri.Resolve(base, m[3]); got != want[m[2]] {
				t.Errorf("%s: %q against %q is %q, want %q", m[2], m[3], base, got, want[m[2]])
			}
		}
		if tests == 0 || tests != len(want) {
			t.Errorf("%s: %d tests, want %d", file, tests, len(want))
		}
	}
}

func TestResolveJSONLDSuite(t *testing.T) {
	total := 0
	for _, n := range []string{"0120", "0121", "0122", "0123", "0124", "0125", "0126", "0127", "0128", "0129", "0130", "0131", "0132"} {
		file := suite.Dir(t, "json-ld-api/tests/toRdf/"+n+"-in.jsonld")
		var doc struct {
			Context struct {
				Base string `json:"@base"`
			} `json:"@context"`
			Graph []map[string]string `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(read(t, file)), &doc); err != nil {
			t.Fatal(err)
		}
		want := expected(t, strings.TrimSuffix(file, "in.jsonld")+"out.nq")
		for _, node := range doc.Graph {
			total++
			ref := node["urn:ex:p"]
			if got := iri.Resolve(doc.Context.Base, ref); got != want[node["@id"]] {
				t.Errorf("%s %s: %q against %q is %q, want %q", n, node["@id"], ref, doc.Context.Base, got, want[node["@id"]])
			}
		}
	}
	if total < 300 {
		t.Fatalf("found %d tests", total)
	}
}

func TestResolveOpaqueBase(t *testing.T) {
	for _, c := range [][3]string{
		{"tag:example", "a", "tag:a"}, {"tag:example/foo", "../a", "tag:/a"}, {"urn:x:y", "#f", "urn:x:y#f"},
		{"urn:x:y", "?q", "urn:x:y?q"}, {"http://a", "b", "http://a/b"}, {"http://a?q", "b", "http://a/b"},
		{"http://a/b#f", "", "http://a/b"}, {"http://a/b", "http://c/../d", "http://c/../d"},
		{"http://a/b/c", "?x=/../y", "http://a/b/c?x=/../y"}, {"http://a/ł/c", "ó", "http://a/ł/ó"},
	} {
		if got := iri.Resolve(c[0], c[1]); got != c[2] {
			t.Errorf("%q against %q is %q, want %q", c[1], c[0], got, c[2])
		}
	}
}

func TestNothingIsAllocated(t *testing.T) {
	s := []byte("http://user@example.org:80/Wrocław/a%20b?q=1#f> .")
	base, err := iri.ParseBase("http://example.org/a/b/c")
	if err != nil {
		t.Fatal(err)
	}
	dst := make([]byte, 0, 100)
	ref := []byte("../x/./y?q")
	if n := testing.AllocsPerRun(100, func() {
		iri.Scan(s)
		dst = base.AppendResolve(dst[:0], ref)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkScan(b *testing.B) {
	s := []byte("http://example.org/events/2012/conference-000123/session/4> .")
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		iri.Scan(s)
	}
}

func expected(t *testing.T, file string) map[string]string {
	want := make(map[string]string)
	for _, m := range regexp.MustCompile(`<(urn:ex:s\d+)> <urn:ex:p> <(.*)> \.`).FindAllStringSubmatch(read(t, file), -1) {
		want[m[1]] = m[2]
	}
	return want
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
