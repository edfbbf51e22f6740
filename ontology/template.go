package ontology

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A template makes an IRI from fields of a record: text with field names in
// braces. One that begins with # makes a fragment of the parent's IRI.
type template struct {
	fragment bool
	parts    []templatePart
}

// A templatePart is either text or the name of a field.
type templatePart struct{ text, field string }

func parseTemplate(s string) (template, error) {
	t := template{fragment: strings.HasPrefix(s, "#")}
	rest := strings.TrimPrefix(s, "#")
	for rest != "" {
		text, after, open := strings.Cut(rest, "{")
		if text != "" {
			t.parts = append(t.parts, templatePart{text: text})
		}
		if !open {
			break
		}
		field, tail, closed := strings.Cut(after, "}")
		if !closed || field == "" || strings.Contains(field, "{") {
			return template{}, fmt.Errorf("template %q has a brace without its partner", s)
		}
		t.parts = append(t.parts, templatePart{field: field})
		rest = tail
	}
	if len(t.fields()) == 0 {
		return template{}, fmt.Errorf("template %q names no field in braces, so all IRIs would be the same", s)
	}
	return t, nil
}

func (t template) fields() []string {
	var names []string
	for _, p := range t.parts {
		if p.field != "" {
			names = append(names, p.field)
		}
	}
	return names
}

// expand appends the template with the slugs of the fields' texts to dst. Where
// the record has no text for one of them it returns the field's name as missing.
func (t *template) expand(dst []byte, text func(field string) string) (path []byte, missing string) {
	for _, p := range t.parts {
		if p.field == "" {
			dst = append(dst, p.text...)
			continue
		}
		slug := Slug(text(p.field))
		if slug == "" {
			return dst, p.field
		}
		dst = append(dst, slug...)
	}
	return dst, ""
}

// Letters that Unicode does not decompose into a base letter and a mark.
var transliterations = strings.NewReplacer(
	"ł", "l", "Ł", "l", "ø", "o", "Ø", "o", "đ", "d", "Đ", "d", "ð", "d", "Ð", "d",
	"þ", "th", "Þ", "th", "ß", "ss", "ẞ", "ss", "æ", "ae", "Æ", "ae", "œ", "oe", "Œ", "oe", "ı", "i",
)

// Slug returns text as a path segment of an IRI: small ASCII letters, digits,
// dots, underscores and single hyphens. Latin letters lose their marks; other
// letters become their code point in hexadecimal, so that different texts in
// other scripts stay different; everything else becomes a hyphen.
func Slug(text string) string {
	if isSlug(text) {
		return text
	}
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFKD.String(transliterations.Replace(text)) {
		piece := slugPiece(r)
		if piece == "-" {
			hyphen = b.Len() > 0
			continue
		}
		if piece != "" && hyphen {
			b.WriteByte('-')
			hyphen = false
		}
		b.WriteString(piece)
	}
	return strings.Trim(b.String(), ".")
}

// isSlug is true for texts that are slugs, as most ids are.
func isSlug(text string) bool {
	before := byte('-')
	for i := range len(text) {
		c := text[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '.' && 0 < i && i < len(text)-1 || c == '-' && before != '-') {
			return false
		}
		before = c
	}
	return before != '-'
}
