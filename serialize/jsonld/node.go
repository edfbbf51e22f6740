package jsonld

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// printValues prints the values of one key.
func (w *Writer) printValues(values []keyed) {
	term := values[0].term
	switch {
	case term != nil && term.Container == ContainerList:
		w.printArray(values[0].value.items, term)
	case term != nil && term.Container == ContainerLanguage:
		w.printLanguageMap(values)
	case len(values) == 1 && w.opt.Context != nil && (term == nil || term.Container != ContainerSet):
		w.printUnder(values[0].key, &values[0].value, term)
	default:
		w.p.open('[')
		for i := range values {
			w.p.element()
			w.printUnder(values[i].key, &values[i].value, term)
		}
		w.p.close(']')
	}
}

// printUnder prints one value under a key.
func (w *Writer) printUnder(key string, v *value, term *TermDefinition) {
	if key == "@type" {
		w.printClass(v.nodeName())
		return
	}
	w.printValue(v, term)
}

func (w *Writer) printArray(items []value, term *TermDefinition) {
	w.p.open('[')
	for i := range items {
		w.p.element()
		w.printValue(&items[i], term)
	}
	w.p.close(']')
}

// printLanguageMap prints strings by language (JSON-LD 1.1, section 4.2.4).
// The values are put in the order of their languages.
func (w *Writer) printLanguageMap(values []keyed) {
	slices.SortFunc(values, func(a, b keyed) int {
		return cmp.Or(strings.Compare(a.value.lang, b.value.lang), strings.Compare(a.value.text, b.value.text))
	})
	outer := w.p.flat
	w.p.flat = outer || len(values) == 1
	w.p.open('{')
	for from := 0; from < len(values); {
		to := from + 1
		for to < len(values) && values[to].value.lang == values[from].value.lang {
			to++
		}
		w.p.key(values[from].value.lang)
		w.printTexts(values[from:to])
		from = to
	}
	w.p.close('}')
	w.p.flat = outer
}

func (w *Writer) printTexts(values []keyed) {
	if len(values) == 1 {
		w.p.string(values[0].value.text)
		return
	}
	w.p.open('[')
	for i := range values {
		w.p.element()
		w.p.string(values[i].value.text)
	}
	w.p.close(']')
}

// printValue prints a value under a term, which is nil for a key that coerces
// nothing.
func (w *Writer) printValue(v *value, term *TermDefinition) {
	coerced := term != nil && (term.Type != "" || term.Language != "")
	switch {
	case v.isList() && len(v.items) == 0:
		w.p.raw(`{"@list": []}`)
	case v.isList():
		w.p.open('{')
		w.p.key("@list")
		w.printArray(v.items, nil)
		w.p.close('}')
	case len(v.members) > 0:
		w.printNode("", v.members)
	case v.isNode() && coerced && term.Type == "@vocab":
		w.printClass(v.nodeName())
	case v.isNode() && coerced:
		w.printName(v.nodeName())
	case v.isNode():
		w.p.inline(func() { w.printID(v.nodeName()) })
	case w.opt.Native && isNative(v):
		w.printNative(v, coerced)
	case coerced || v.isPlain() && w.opt.Context != nil:
		w.p.string(v.text)
	default:
		w.printValueObject(v)
	}
}

// printValueObject prints a literal in full (JSON-LD 1.1, section 9.5).
func (w *Writer) printValueObject(v *value) {
	w.p.inline(func() {
		switch {
		case isJSON(v):
			w.p.key("@type")
			w.p.string("@json")
			w.p.key("@value")
			w.p.raw(v.text)
			return
		case v.lang != "":
			w.p.key("@language")
			w.p.string(v.lang)
		case v.datatype != "":
			w.p.key("@type")
			w.printClass(v.datatype)
		}
		w.p.key("@value")
		w.p.string(v.text)
	})
}

// printClass prints an IRI that is expanded against the vocabulary.
func (w *Writer) printClass(name string) {
	if !strings.HasPrefix(name, "_:") {
		var err error
		name, err = w.names.class(name)
		w.fail(err)
	}
	w.p.string(name)
}

// printNative prints a boolean or integer. In expanded form a scalar is a
// value object all the same.
func (w *Writer) printNative(v *value, coerced bool) {
	if w.opt.Context != nil || coerced {
		w.p.raw(v.text)
		return
	}
	w.p.inline(func() {
		w.p.key("@value")
		w.p.raw(v.text)
	})
}

// isNative reports whether a literal comes back from JSON with the same
// datatype and lexical form (JSON-LD API, Object to RDF Conversion, steps 8
// to 11). Integers are kept to what a double holds without loss.
func isNative(v *value) bool {
	if v.kind != rdf.KindLiteral {
		return false
	}
	switch v.datatype {
	case xsdBoolean:
		return v.text == "true" || v.text == "false"
	case xsdInteger:
		digits := strings.TrimPrefix(v.text, "-")
		return digits != "" && len(digits) <= 15 && (digits[0] != '0' || v.text == "0") &&
			strings.Trim(digits, "0123456789") == ""
	}
	return false
}

// isJSON reports whether a literal of rdf:JSON comes back from JSON as it is,
// which it does where its text is canonical (JSON-LD API, RDF to Object
// Conversion, step 5, and Object to RDF Conversion, step 6). Any other text,
// JSON or not, stays a string.
func isJSON(v *value) bool {
	if v.datatype != rdfJSON {
		return false
	}
	tree, err := jsontree.Parse(v.text, jsontree.Limits{Depth: deepestJSON, Token: len(v.text)})
	return err == nil && string(jsontree.AppendCanonical(nil, tree)) == v.text
}

// deepestJSON is the nesting of literals that is written as JSON; a reader's
// limit has room for it.
const deepestJSON = 100
