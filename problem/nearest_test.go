package problem_test

import (
	"testing"

	"github.com/eventlod/eventlod/problem"
)

func TestNearest(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"licence", "license"}, {"titel", "title"}, {"tilte", "title"}, {"Title", "title"}, {"x", ""}, {"", ""},
		{"description", "description"}, {"descriptoin", "description"}, {"colour", ""}, {"nazwa", ""},
	} {
		if got := problem.Nearest(tt.name, []string{"title", "license", "description", "name"}); got != tt.want {
			t.Errorf("Nearest(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}
