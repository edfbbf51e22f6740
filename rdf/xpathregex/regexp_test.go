package xpathregex

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// Patterns and texts, most of them examples of XPath and XQuery Functions and
// Operators 3.1, sections 5.6.1 to 5.6.3, and of XML Schema 1.1 Part 2,
// appendix G.
func TestMatch(t *testing.T) {
	const poem = "Kaum hat dies der Hahn gesehen,\nFängt er auch schon an zu krähen:\nKikeriki! Kikikerikih!!\nTak, tak, tak! - da kommen sie.\n"
	for _, c := range []struct {
		pattern, flags, text string
		want                 bool
	}{
		// 5.6.3, fn:matches
		{"bra", "", "abracadabra", true},
		{"^a.*a$", "", "abracadabra", true},
		{"^bra", "", "abracadabra", false},
		{"Kaum.*krähen", "", poem, false},
		{"Kaum.*krähen", "s", poem, true},
		{"^Kaum.*gesehen,$", "m", poem, true},
		{"^Kaum.*gesehen,$", "", poem, false},
		{"kiki", "i", poem, true},
		// 5.6.2, flags
		{"helloworld", "", "helloworld", true},
		{"hello world", "x", "helloworld", true},
		{"hello[ ]world", "x", "helloworld", false},
		{"hello[ ]world", "x", "hello world", true},
		{"hello\\ sworld", "x", "hello world", true},
		{`a b[ \]c] d`, "x", "ab d", true},
		{"a.b", "q", "a.b", true},
		{"a.b", "q", "axb", false},
		{"A.b[", "qi", "a.B[", true},
		{"[", "qsmx", "[", true},
		{" ", "qx", "ab", false},
		// case-variants, 5.6.1.1
		{"z", "i", "Z", true},
		{"^[A-Z]$", "i", "b", true},
		{"^[A-Z]$", "i", "\u212A", true}, // the Kelvin sign
		{"^[A-Z-[IO]]$", "i", "a", true},
		{"^[A-Z-[IO]]$", "i", "i", false},
		{"^[A-Z-[IO]]$", "i", "O", false},
		{"^[^Q]$", "i", "q", false},
		{"^[^Q]$", "i", "Q", false},
		{`^\p{Lu}$`, "i", "a", false},
		{"^ſ$", "i", "S", true},
		{"^ς$", "i", "Σ", true},
		{"^ß$", "i", "ẞ", true},
		{"^ı$", "i", "I", true},
		{"^Ł$", "i", "ł", true},
		{"^i$", "i", "İ", false},
		// anchors and lines
		{"^$", "", "", true},
		{"^$", "m", "", true},
		{"a$", "", "a\n", false},
		{"a$", "m", "a\n", true},
		{"^$", "m", "a\n", false},
		{"^$", "m", "a\n\nb", true},
		{"^$", "m", "a\n\n", true},
		{"\n^", "m", "a\n", false},
		{"\n^", "m", "a\nb", true},
		{"\n$", "m", "a\n", false},
		{"\n$", "m", "a\n\n", true},
		{"^[b\n]*$", "m", "a\nb\n", true},
		{"^b$", "m", "a\r\nb\r\n", false},
		{"b\r$", "m", "a\nb\r\n", true},
		{"(^)*x", "", "ax", true},
		{"x^", "", "x^", false},
		{`x\^`, "", "x^", true},
		{".", "", "\n", false},
		{".", "", "\r", false},
		{".", "", "\u2028", true},
		{"^.$", "s", "\r", true},
		// quantifiers
		{"^a{2,3}$", "", "aaaa", false},
		{"^a{2,}$", "", "aaaa", true},
		{"^a{0}$", "", "", true},
		{"^a{0,2}?$", "", "aa", true},
		{"^(ab)+?$", "", "abab", true},
		{"^(?:ab|c)*?$", "", "abcab", true},
		{"^a{1500}$", "", strings.Repeat("a", 1500), true},
		{"^a{1500}$", "", strings.Repeat("a", 1499), false},
		{"^a{1001,2500}$", "", strings.Repeat("a", 2500), true},
		{"^a{1001,2500}$", "", strings.Repeat("a", 2501), false},
		{"^a{1001,}$", "", strings.Repeat("a", 1000), false},
		{"a||b", "", "", true},
		{"()", "", "", true},
		// escapes
		{`^\d+$`, "", "٣4", true},
		{`^\D$`, "", "4", false},
		{`^[0-9]$`, "", "٣", false},
		{`^\w+$`, "", "Łódź1", true},
		{`^\w$`, "", "_", false}, // a punctuation mark, unlike in Perl
		{`^\W$`, "", "_", true},
		{`^\w$`, "", "€", true}, // a symbol
		{`^\s$`, "", "\u00A0", false},
		{`^\s$`, "", "\f", false},
		{`^\S$`, "", "\u00A0", true},
		{`^\i\c*$`, "", "_a-b.c:1", true},
		{`^\i\c*$`, "", "1a", false},
		{`^[\i-[:]][\c-[:]]*$`, "", "a:b", false},
		{`^[\i-[:]][\c-[:]]*$`, "", "ab-1", true},
		{`^\I$`, "", "1", true},
		{`^\C$`, "", "/", true},
		{`^\p{IsBasicLatin}*$`, "", "abc", true},
		{`^\p{IsBasicLatin}*$`, "", "abć", false},
		{`^\P{IsBasicLatin}$`, "", "ć", true},
		{`^\p{IsLatinExtended-A}$`, "", "ć", true},
		{`^\p{IsGreek}$`, "", "λ", true},
		{`^[\p{IsPrivateUse}\-]$`, "", "\U00100000", true},
		{`^\p{Cn}$`, "", "\u0378", true},
		{`^\p{L}\p{Ll}\P{Lu}$`, "", "Łód", true},
		{`^\p{Sc}\p{Nd}$`, "", "€5", true},
		{`^\$\.\-\n\t\r\{\}$`, "", "$.-\n\t\r{}", true},
		// classes
		{"^[a-z-[aeiou]]+$", "", "xyz", true},
		{"^[a-z-[aeiou]]+$", "", "xyza", false},
		{"^[^a-z-[0-9]]+$", "", "A", true},
		{"^[^a-z-[0-9]]+$", "", "5", false},
		{"^[a-z-[b-y-[m]]]+$", "", "amz", true},
		{"^[a-z-[b-y-[m]]]+$", "", "n", false},
		{"^[-a]+$", "", "a-", true},
		{"^[a-]+$", "", "a-", true},
		{`^[\w-.]+$`, "", "a-.", true},
		{"^[a-c-9]+$", "", "b-9", true},
		{"^[a^]$", "", "^", true},
		{"^[.$|?*+(){}]+$", "", ".$|?*+(){}", true},
		{`^[\[\]\\]+$`, "", `[]\`, true},
		{`^[^\d]$`, "", "x", true},
		{"^[😀-😎]$", "", "😃", true},
		{`[a-a-[a]]`, "", "a", false},
		// Go's own syntax means nothing here
		{`^[[:alpha:]]$`, "", "", false},
		{`a\zb`, "", "", false},
	} {
		re, err := Compile(c.pattern, c.flags)
		if err != nil {
			if c.pattern == `^[[:alpha:]]$` || c.pattern == `a\zb` {
				continue
			}
			t.Errorf("%q with flags %q: %v", c.pattern, c.flags, err)
			continue
		}
		if got := re.MatchString(c.text); got != c.want {
			t.Errorf("%q with flags %q on %q: got %v", c.pattern, c.flags, c.text, got)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ pattern, flags, want string }{
		{"(", "", "an opening parenthesis has no closing one"},
		{"a)", "", "a closing parenthesis has no opening one"},
		{"*a", "", `the quantifier '*' follows nothing that can be repeated`},
		{"a**", "", `the quantifier '*' follows nothing that can be repeated`},
		{"a|+", "", `the quantifier '+' follows nothing that can be repeated`},
		{"a{2", "", `"{" must be written \{ to stand for itself, and a quantifier ends with "}"`},
		{"a{,2}", "", "the quantifier {,2} lacks a number"},
		{"a{3,2}", "", "the quantifier {3,2} runs backwards"},
		{"a{x}", "", "the quantifier {x} is not a number or two with a comma"},
		{"{", "", `'{' must be written \{ to stand for itself`},
		{"a]", "", `']' must be written \] to stand for itself`},
		{"[]", "", "a class in brackets is empty"},
		{"[^]", "", "a class in brackets is empty"},
		{"[a", "", "an opening bracket has no closing one"},
		{"[a-[b]c]", "", "a subtraction must end its class: ]] is expected"},
		{"[z-a]", "", "a range runs backwards: z-a"},
		{`[a-\d]`, "", "a range ends in an escape that stands for many characters"},
		{"[a[b]]", "", `"[" must be written \[ to stand for itself in a class`},
		{`\y`, "", `there is no escape \y`},
		{`\b`, "", `there is no escape \b`},
		{`a\`, "", "the pattern ends in a backslash"},
		{`\p{Foo}`, "", `there is no Unicode category "Foo"`},
		{`\p{Cs}`, "", `there is no Unicode category "Cs"`},
		{`\p{}`, "", `there is no Unicode category ""`},
		{`\p{IsFoo}`, "", `there is no Unicode block "Foo"`},
		{`\pL`, "", `after \p a name in braces is expected`},
		{`\p{L`, "", `after \p a name in braces is expected`},
		{"(?i)a", "", "after an opening parenthesis only ?: is allowed"},
		{"(?=a)", "", "after an opening parenthesis only ?: is allowed"},
		{"a", "g", `there is no flag 'g'; the flags are s, m, i, x and q`},
		{"\xff", "", "the pattern is not UTF-8"},
	} {
		_, err := Compile(c.pattern, c.flags)
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.pattern, err, c.want)
		}
		if errors.Is(err, ErrUnsupported) {
			t.Errorf("%q is ill-formed, not unsupported", c.pattern)
		}
	}
}

func TestUnsupported(t *testing.T) {
	for _, pattern := range []string{
		`(a)\1`, "a{10001}", "(a{1000}){1000}", "((a{100}){100}){100}", strings.Repeat("(", 300) + strings.Repeat(")", 300),
		strings.Repeat("a", maxPattern+1),
	} {
		if _, err := Compile(pattern, ""); !errors.Is(err, ErrUnsupported) {
			t.Errorf("%.20q...: got %v, want an error that wraps ErrUnsupported", pattern, err)
		}
	}
}

func TestHostilePatternsDoNotHang(t *testing.T) {
	text := strings.Repeat("a", 20_000) + "!"
	start := time.Now()
	for _, pattern := range []string{"^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(.*)*=(.*)*$", "^(([a-z])+.)+[A-Z]([a-z])+$"} {
		for _, flags := range []string{"", "m"} {
			re, err := Compile(pattern, flags)
			if err != nil {
				t.Fatal(err)
			}
			re.MatchString(text)
			re.MatchString(text + "\n")
		}
	}
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("took %v", took)
	}
}

// The two ways to match must agree wherever both are right: on texts that do
// not end with a newline.
func FuzzCompile(f *testing.F) {
	for _, p := range []string{"^a.*a$", "[a-z-[aeiou]]+", `\i\c*`, `\p{IsGreek}|\P{L}`, "(?:ab|c){2,3}?", "^$", "[^\n]\n$", `\$\.\-`} {
		for _, flags := range []string{"", "i", "smx", "q", "m"} {
			f.Add(p, flags, "abc\n\nxyz")
		}
	}
	f.Fuzz(func(t *testing.T, pattern, flags, text string) {
		re, err := Compile(pattern, flags)
		if err != nil {
			return
		}
		got := re.MatchString(text)
		if re.lines != nil && !strings.HasSuffix(text, "\n") && got != matchLines(re.lines, text) {
			t.Fatalf("%q with flags %q on %q: the matchers disagree", pattern, flags, text)
		}
	})
}
