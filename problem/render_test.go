package problem

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample has a problem of each severity and of each amount of detail.
var sample = List{
	{Code: "unreadable", Pos: Position{File: "my facts/a:b.yaml"}, Message: "permission denied"},
	{Code: "less-than", Pos: Position{"facts/sessions.yaml", 14, 10}, Subject: "https://example.org/event/session-2",
		Message: "end date 2013-06-27 is before start date 2013-06-28", Clause: "SHACL 4.5.3",
		Hint: "write the earlier date first", Excerpt: "    end: 2013-06-27"},
	{Severity: Warning, Code: "no-label", Pos: Position{"facts/sessions.yaml", 120, 0}, Message: "no <label> & no \"name\"", Excerpt: "  - id: łódź"},
	{Severity: Info, Code: "less-than", Subject: "https://example.org/event/session-3", Message: "no end date"},
	{Code: "too-general", Message: "nothing is known of the place"},
}

var tool = Tool{Name: "eventlod", Version: "1.0.0", URL: "https://example.org/eventlod"}

func TestGolden(t *testing.T) {
	for name, write := range map[string]func(io.Writer, List) error{
		"human.txt":   func(w io.Writer, l List) error { return WriteHuman(w, l, HumanOptions{}) },
		"color.txt":   func(w io.Writer, l List) error { return WriteHuman(w, l[1:3], HumanOptions{Color: true}) },
		"report.json": WriteJSON,
		"sarif.json":  func(w io.Writer, l List) error { return WriteSARIF(w, l, tool) },
		"junit.xml":   func(w io.Writer, l List) error { return WriteJUnit(w, l, tool) },
		"empty.json":  func(w io.Writer, l List) error { return WriteJSON(w, nil) },
		"empty.sarif": func(w io.Writer, l List) error { return WriteSARIF(w, nil, tool) },
		"empty.xml":   func(w io.Writer, l List) error { return WriteJUnit(w, nil, tool) },
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := write(&got, sample); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("got\n%s\nwant\n%s", got.Bytes(), want)
			}
			if err := write(failing{}, sample); !errors.Is(err, errFull) {
				t.Errorf("writing to a full disk gives %v", err)
			}
		})
	}
}

var errFull = errors.New("disk full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

// The caret stands below the place in a terminal, whatever characters precede it.
func TestCaret(t *testing.T) {
	for _, tt := range []struct {
		name, excerpt string
		column        int
		want          string
	}{
		{"two bytes", "pl: Łódź, x", 11, "  1 | pl: Łódź, x\n    |           ^\n"},
		{"two columns", "zh: 会议x", 7, "  1 | zh: 会议x\n    |         ^\n"},
		{"combining", "o\u0301x", 3, "  1 | o\u0301x\n    |  ^\n"},
		{"tab", "\ta: b", 2, "  1 | \ta: b\n    | \t^\n"},
		{"end of line", "a: [", 5, "  1 | a: [\n    |     ^\n"},
		{"beyond the line", "a", 99, "  1 | a\n    |  ^\n"},
		{"long", strings.Repeat("a", 300) + "b" + strings.Repeat("c", 300), 301,
			"  1 | …" + strings.Repeat("a", 10) + "b" + strings.Repeat("c", 9) + "…\n    | " + strings.Repeat(" ", 11) + "^\n"},
		{"escape", "a\x1b[31mb\u202Ec", 2, "  1 | a\uFFFD[31mb\uFFFDc\n    |  ^\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			p := Problem{Pos: Position{"f", 1, tt.column}, Message: "m", Excerpt: tt.excerpt}
			if err := WriteHuman(&got, List{p}, HumanOptions{Width: 20}); err != nil {
				t.Fatal(err)
			}
			if _, rest, _ := strings.Cut(got.String(), "\n"); rest != tt.want {
				t.Errorf("got\n%s\nwant\n%s", rest, tt.want)
			}
		})
	}
}

func TestSummary(t *testing.T) {
	for want, list := range map[string]List{
		"no problems":                 nil,
		"1 error":                     {{}},
		"3 errors, 1 warning, 1 info": sample,
		"2 warnings":                  {{Severity: Warning}, {Severity: Warning}},
	} {
		if got := list.Summary(); got != want {
			t.Errorf("Summary() = %q, want %q", got, want)
		}
	}
}

// Every rule index points at the rule of its result, and locations are URIs.
func TestSARIFStructure(t *testing.T) {
	var out bytes.Buffer
	if err := WriteSARIF(&out, sample, tool); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	for _, result := range run.Results {
		if got := run.Tool.Driver.Rules[result.RuleIndex].ID; got != result.Rule {
			t.Errorf("rule index %d is %s, want %s", result.RuleIndex, got, result.Rule)
		}
	}
	if got, want := run.Results[0].Locations[0].Physical.Artifact.URI, "my%20facts/a:b.yaml"; got != want {
		t.Errorf("uri %s, want %s", got, want)
	}
}

// The official schema is not part of the project: EVENTLOD_SARIF_SCHEMA names a
// copy, such as the one in the npm package @microsoft/jest-sarif.
func TestSARIFSchema(t *testing.T) {
	path := os.Getenv("EVENTLOD_SARIF_SCHEMA")
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("EVENTLOD_SARIF_SCHEMA is not set")
		}
		t.Skip("left out: EVENTLOD_SARIF_SCHEMA does not name the JSON schema of SARIF 2.1.0")
	}
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []List{sample, nil} {
		var out bytes.Buffer
		if err := WriteSARIF(&out, list, tool); err != nil {
			t.Fatal(err)
		}
		document, err := jsonschema.UnmarshalJSON(&out)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); err != nil {
			t.Error(err)
		}
	}
}

func TestJUnitCounts(t *testing.T) {
	var out bytes.Buffer
	if err := WriteJUnit(&out, sample, tool); err != nil {
		t.Fatal(err)
	}
	var report junitSuites
	if err := xml.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	if report.Tests != len(sample) || report.Failures != sample.Count(Error) {
		t.Errorf("%d tests and %d failures", report.Tests, report.Failures)
	}
}
