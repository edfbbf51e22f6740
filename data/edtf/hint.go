package edtf

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxLength is more than the longest interval has.
const maxLength = 60

// refuseOtherForms recognises what people and other levels of EDTF write in
// place of a date of level 0, and says what to write.
func refuseOtherForms(text string) error {
	if text == "" {
		return &Error{0, "a date is empty", hintForms}
	}
	if length := utf8.RuneCountInString(text); length > maxLength {
		return &Error{0, fmt.Sprintf("a text of %d characters is not a date", length), hintForms}
	}
	if strings.TrimSpace(text) != text {
		return &Error{0, fmt.Sprintf("%q has a space at its beginning or end", text), "write " + strings.TrimSpace(text)}
	}
	for _, form := range otherForms {
		if at := form.pattern.FindStringIndex(text); at != nil {
			return &Error{utf8.RuneCountInString(text[:at[0]]),
				fmt.Sprintf(form.message, text), form.hint(text)}
		}
	}
	return nil
}

// otherForms are tried in order. The pattern finds the offending part.
var otherForms = []struct {
	pattern *regexp.Regexp
	message string
	hint    func(text string) string
}{
	{regexp.MustCompile(`^\d{1,2}[./-]\d{1,2}[./-]\d{4}$`), "%q is not a date that all read alike: expected year-month-day", dayFirst},
	{regexp.MustCompile(`^\d{1,4}[.]\d{1,2}([.]\d{1,4})?$`), "%q has dots: expected year-month-day with hyphens", say(hintForms)},
	{regexp.MustCompile(`^\d{4}-(\d(-\d{1,2})?|\d{2}-\d)$`), "%q lacks a zero: expected two digits for month and day", padded},
	{regexp.MustCompile(`[?~%]`), "%q says that the date is not certain (EDTF level 1), which is not supported",
		say("write the date without the sign and say in the evidence or description what is uncertain")},
	{regexp.MustCompile(`[0-9]X|X[0-9X-]|^X`), "%q has X for unknown digits (EDTF level 1), which is not supported",
		say("write as much of the date as is known, or an interval such as 2010/2019")},
	{regexp.MustCompile(`^\d{4}-(2[1-9]|3\d|4[01])$`), "%q is a season or part of a year (EDTF level 1 or 2), which is not supported",
		say("write an interval of months such as 2012-09/2012-11")},
	{regexp.MustCompile(`^[\[{]`), "%q is a set of dates (EDTF level 2), which is not supported",
		say("write an interval such as 2012/2015")},
	{regexp.MustCompile(`^Y-?\d|\dE\d`), "%q is a year with a letter (EDTF level 1 or 2), which is not supported", say("write a year of four digits")},
	{regexp.MustCompile(`^[-+]\d`), "%q has a sign before the year, which is not supported", say("write a year of four digits")},
	{regexp.MustCompile(`^\d{8}$`), "%q is in basic format: expected hyphens", hyphens},
	{regexp.MustCompile(`^[0-9-]{10} `), "%q has a space: expected T between date and time", say("write 2012-11-15T09:00:00")},
}

// say makes a hint that is the same for every text.
func say(hint string) func(string) string { return func(string) string { return hint } }

// valid keeps a hint only where it is itself a date.
func valid(date string) string {
	s := scanner{text: date}
	year := s.digits(4, "")
	if s.more('-') {
		month := s.between(1, 12, "")
		if s.more('-') {
			s.day(year, month)
		}
	}
	if s.err != nil || s.pos < len(date) {
		return hintForms
	}
	return "write " + date
}

// dayFirst reads 15.11.2012 as Europe does.
func dayFirst(text string) string {
	part := strings.FieldsFunc(text, func(r rune) bool { return !('0' <= r && r <= '9') })
	return valid(part[2] + "-" + twoDigits(part[1]) + "-" + twoDigits(part[0]))
}

// padded writes 2012-1-5 as 2012-01-05. A text that needs no zero is refused
// elsewhere.
func padded(text string) string {
	part := strings.Split(text, "-")
	for i := 1; i < len(part); i++ {
		part[i] = twoDigits(part[i])
	}
	return valid(strings.Join(part, "-"))
}

// hyphens writes 20121115 as 2012-11-15.
func hyphens(text string) string { return valid(text[:4] + "-" + text[4:6] + "-" + text[6:]) }

func twoDigits(s string) string {
	n, _ := strconv.Atoi(s)
	return fmt.Sprintf("%02d", n)
}
