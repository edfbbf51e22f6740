package validate

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	vocabxsd "github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/rdf/xpathregex"
)

// text returns what the SPARQL function STR makes of a term; it has nothing
// for blank nodes, which therefore conform to no string constraint.
func text(t *rdf.Parts) (s string, ok bool) { return t.Text, t.Kind != rdf.KindBlankNode }

// compileMinLength is sh:minLength (SHACL 4.4.1).
func compileMinLength(_ *builder, value rdf.Term) checker {
	least := integerOf(value)
	return compileLength(func(n int) bool { return n >= least }, fmt.Sprintf("at least %d", least))
}

// compileMaxLength is sh:maxLength (SHACL 4.4.2).
func compileMaxLength(_ *builder, value rdf.Term) checker {
	most := integerOf(value)
	return compileLength(func(n int) bool { return n <= most }, fmt.Sprintf("at most %d", most))
}

// compileLength counts in Unicode code points, as STRLEN does.
func compileLength(good func(int) bool, want string) checker {
	return &perTerm{
		conforms: func(node *rdf.Parts) bool {
			s, ok := text(node)
			return ok && good(utf8.RuneCountInString(s))
		},
		because: func(node rdf.Term) string {
			parts := rdf.PartsOf(node)
			s, ok := text(&parts)
			if !ok {
				return fmt.Sprintf("a blank node has no length, and %s characters are wanted", want)
			}
			return fmt.Sprintf("%s has %s, %s wanted", show(node), count(utf8.RuneCountInString(s), "character"), want)
		},
	}
}

// compilePattern is sh:pattern with sh:flags (SHACL 4.4.3).
func compilePattern(b *builder, value rdf.Term) checker {
	pattern := value.(rdf.Literal).Lexical
	flags := ""
	if l, ok := b.optional(sh.Flags).(rdf.Literal); ok && l.Datatype == vocabxsd.String {
		flags = l.Lexical
	}
	re, err := xpathregex.Compile(pattern, flags)
	if errors.Is(err, xpathregex.ErrUnsupported) {
		b.lacks(sh.Pattern, value, "SHACL 4.4.3", err.Error())
		return nil
	}
	if err != nil {
		b.report(problem.Error, "ill-formed-shape", rdf.Triple{Subject: b.shape.node, Predicate: sh.Pattern, Object: value},
			"SHACL 4.4.3, pattern-regex", fmt.Sprintf("sh:pattern %s is no regular expression of XPath: %v", show(value), err), "")
		return nil
	}
	want := show(value)
	if flags != "" {
		want += fmt.Sprintf(" with flags %q", flags)
	}
	return &perTerm{
		conforms: func(node *rdf.Parts) bool {
			s, ok := text(node)
			return ok && re.MatchString(s)
		},
		because: func(node rdf.Term) string {
			return fmt.Sprintf("%s does not match the pattern %s", show(node), want)
		},
	}
}

// compileLanguageIn is sh:languageIn (SHACL 4.4.4).
func compileLanguageIn(b *builder, value rdf.Term) checker {
	var ranges []string
	for _, member := range b.list(value) {
		l, ok := member.(rdf.Literal)
		if !ok || l.Datatype != vocabxsd.String {
			b.wrong(sh.LanguageIn, value, "4.4.4", "languageIn-members-datatype", "sh:languageIn holds %s, but must hold strings only", show(member))
			return nil
		}
		ranges = append(ranges, l.Lexical)
	}
	return &perTerm{
		conforms: func(node *rdf.Parts) bool {
			for _, r := range ranges {
				if langMatches(node.Lang, r) {
					return true
				}
			}
			return false
		},
		because: func(node rdf.Term) string {
			if l, ok := node.(rdf.Literal); !ok || l.Lang == "" {
				return fmt.Sprintf("%s has no language tag, but must have one of %s", show(node), strings.Join(ranges, ", "))
			}
			return fmt.Sprintf("%s must be in one of the languages %s", show(node), strings.Join(ranges, ", "))
		},
	}
}

// langMatches is the SPARQL function of that name (SPARQL 1.1, 17.4.3.11):
// basic filtering of RFC 4647, section 3.3.1.
func langMatches(tag, languageRange string) bool {
	if languageRange == "*" {
		return tag != ""
	}
	n := len(languageRange)
	return n > 0 && len(tag) >= n && strings.EqualFold(tag[:n], languageRange) && (len(tag) == n || tag[n] == '-')
}

// uniqueLang is sh:uniqueLang (SHACL 4.4.5): one result for each language that
// two value nodes have. Language tags are the same whatever their case (RDF
// 1.1 Concepts, section 3.3).
type uniqueLang struct{}

func compileUniqueLang(b *builder, _ rdf.Term) checker {
	if !b.isTrue(sh.UniqueLang) {
		return nil
	}
	return uniqueLang{}
}

func (uniqueLang) check(v *visit) {
	if len(v.values) < 2 {
		return
	}
	terms := v.terms()
	if len(terms) <= few && !repeatsLanguage(terms) {
		return
	}
	uses := make(map[string]int)
	for i := range terms {
		if terms[i].Lang == "" {
			continue
		}
		tag := strings.ToLower(terms[i].Lang)
		uses[tag]++
		if uses[tag] == 2 && v.out == nil {
			v.failed = true
			return
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(uses)) {
		if uses[tag] > 1 {
			v.fail(rdf.None, "has %d values in the language %q, at most 1 allowed", uses[tag], tag)
		}
	}
}

// repeatsLanguage reports whether two terms have one language tag.
func repeatsLanguage(terms []rdf.Parts) bool {
	for i := range terms {
		for j := range i {
			if terms[i].Lang != "" && strings.EqualFold(terms[i].Lang, terms[j].Lang) {
				return true
			}
		}
	}
	return false
}
