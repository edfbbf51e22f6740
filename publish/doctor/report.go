package doctor

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// A Status is how a check ended.
type Status string

// The statuses. A warning is something that could be better; only a failure
// makes the report one that does not pass.
const (
	Pass    Status = "pass"
	Warning Status = "warning"
	Fail    Status = "fail"
	Skipped Status = "skipped"
)

// A Check is one thing that was looked at.
type Check struct {
	// Group is what the check belongs to, Name what was looked at.
	Group string `json:"group"`
	Name  string `json:"name"`

	Status Status `json:"status"`
	// Message says what was found, Hint what to do.
	Message string `json:"message,omitempty"`
	Hint    string `json:"hint,omitempty"`
	// Points of Of are what the MQA gives.
	Points int `json:"points,omitempty"`
	Of     int `json:"of,omitempty"`
}

// A Report is what an examination found, in a fixed order.
type Report struct {
	Source string  `json:"source"`
	Passed bool    `json:"passed"`
	Checks []Check `json:"checks"`
	// Score of ScoreOf is the MQA score.
	Score   int `json:"score"`
	ScoreOf int `json:"scoreOf"`
}

func (r *Report) add(c Check) {
	if c.Status == "" {
		c.Status = Pass
	}
	r.Checks = append(r.Checks, c)
}

// Count returns how many checks have a status.
func (r *Report) Count(s Status) int {
	n := 0
	for _, c := range r.Checks {
		if c.Status == s {
			n++
		}
	}
	return n
}

// WriteJSON writes the report as JSON.
func (r *Report) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// signs stand before each check.
var signs = map[Status]string{Pass: "ok", Warning: "warn", Fail: "FAIL", Skipped: "skip"}

// WriteHuman writes the report for people: a line a check, grouped, with a next
// step below what is not well.
func (r *Report) WriteHuman(w io.Writer) error {
	var b strings.Builder
	group := ""
	for _, c := range r.Checks {
		if c.Group != group {
			group = c.Group
			fmt.Fprintf(&b, "\n%s\n", group)
		}
		fmt.Fprintf(&b, "  %-4s  ", signs[c.Status])
		if c.Of > 0 {
			fmt.Fprintf(&b, "%2d of %2d  ", c.Points, c.Of)
		}
		b.WriteString(c.Name)
		if c.Message != "" {
			b.WriteString(": " + c.Message)
		}
		b.WriteByte('\n')
		if c.Hint != "" && c.Status != Pass {
			b.WriteString("        hint: " + c.Hint + "\n")
		}
	}
	fmt.Fprintf(&b, "\n%s: %d passed, %d warnings, %d failed, %d skipped; MQA score %d of %d\n",
		r.Source, r.Count(Pass), r.Count(Warning), r.Count(Fail), r.Count(Skipped), r.Score, r.ScoreOf)
	_, err := io.WriteString(w, strings.TrimPrefix(b.String(), "\n"))
	return err
}
