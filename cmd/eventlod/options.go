package main

import (
	"slices"
	"strings"
)

// oneOf reports a value of an option that is none of those allowed.
func oneOf(option, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	last := len(allowed) - 1
	return usagef("it is "+strings.Join(allowed[:last], ", ")+" or "+allowed[last], "--%s cannot be %q", option, value)
}
