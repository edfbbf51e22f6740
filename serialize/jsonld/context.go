package jsonld

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/serialize/syntax"
)

// The containers that a [TermDefinition] may have (JSON-LD 1.1, section 9.15.1).
const (
	ContainerSet      = "@set"
	ContainerList     = "@list"
	ContainerLanguage = "@language"
)

// A Context names the IRIs of a document (JSON-LD 1.1, section 3.1). Its JSON
// form is what stands under "@context". The order in which it lists terms and
// prefixes does not matter: neither its JSON form nor what a [Writer] makes of
// it depends on it.
type Context struct {
	// Vocab is the namespace of the keys and types that are neither terms nor
	// prefixed; empty where there is none.
	Vocab string
	// Prefixes are the namespaces that may stand before a colon.
	Prefixes []syntax.Prefix
	// Terms are the names of properties and classes.
	Terms []TermDefinition
}

// A TermDefinition gives a property or class a short name, and says how the
// values of the property are written (JSON-LD 1.1, section 4.2.3). Several may
// name one IRI: each value goes under the one that fits it best.
type TermDefinition struct {
	// Name is the key. It holds no colon and does not begin with "@".
	Name string
	// IRI is what the name stands for, absolute.
	IRI string
	// Type coerces values: "@id" and "@vocab" for IRIs written as strings, or
	// the IRI of a datatype. Empty where values are not coerced.
	Type string
	// Container is empty or one of the Container constants.
	Container string
	// Language says that plain strings are in that language. A term has a
	// language or a type, not both.
	Language string
}

// Check reports the first thing that keeps the context from meaning what it
// says, or nil.
func (c *Context) Check() error {
	if c.Vocab != "" && !isAbsolute(c.Vocab) {
		return fmt.Errorf("the vocabulary %q of the JSON-LD context is not an absolute IRI", c.Vocab)
	}
	seen := make(map[string]bool)
	for _, p := range c.Prefixes {
		if err := checkName(seen, p.Name, p.IRI); err != nil {
			return err
		}
	}
	for _, t := range c.Terms {
		if err := cmp.Or(checkName(seen, t.Name, t.IRI), t.check()); err != nil {
			return err
		}
	}
	return nil
}

func checkName(seen map[string]bool, name, iri string) error {
	switch {
	case name == "" || name == "_" || strings.HasPrefix(name, "@") || strings.ContainsAny(name, ":/#?"):
		return fmt.Errorf("%q cannot be a name in a JSON-LD context: expected no \":\", \"/\", \"#\", \"?\" and no leading \"@\"", name)
	case seen[name]:
		return fmt.Errorf("the JSON-LD context defines %q twice", name)
	case !isAbsolute(iri):
		return fmt.Errorf("%q of the JSON-LD context stands for %q, expected an absolute IRI", name, iri)
	}
	seen[name] = true
	return nil
}

func (t *TermDefinition) check() error {
	switch {
	case t.Type != "" && t.Type != "@id" && t.Type != "@vocab" && !isAbsolute(t.Type):
		return fmt.Errorf("type %q of term %q is neither \"@id\", \"@vocab\" nor an absolute IRI", t.Type, t.Name)
	case t.Type != "" && t.Language != "":
		return fmt.Errorf("term %q has both a type and a language", t.Name)
	case !slices.Contains([]string{"", ContainerSet, ContainerList, ContainerLanguage}, t.Container):
		return fmt.Errorf("container %q of term %q is not supported: expected \"@set\", \"@list\" or \"@language\"", t.Container, t.Name)
	case t.Container == ContainerLanguage && (t.Type != "" || t.Language != ""):
		return fmt.Errorf("term %q is a language map, which can have neither a type nor a language", t.Name)
	}
	return nil
}

// MarshalJSON returns the context as a JSON object on one line, keys sorted
// ("@vocab" first, then prefixes, then terms).
func (c *Context) MarshalJSON() ([]byte, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	p := newPrinter(&b)
	p.flat = true
	p.context(c)
	if err := p.flush(); err != nil {
		return nil, err
	}
	return json.RawMessage(b.Bytes()), nil
}

// context prints c as the value of "@context".
func (p *printer) context(c *Context) {
	p.open('{')
	if c.Vocab != "" {
		p.key("@vocab")
		p.string(c.Vocab)
	}
	for _, prefix := range sortedBy(c.Prefixes, func(x syntax.Prefix) string { return x.Name }) {
		p.key(prefix.Name)
		p.prefix(prefix)
	}
	names := newNames(c)
	for _, t := range sortedBy(c.Terms, func(t TermDefinition) string { return t.Name }) {
		p.key(t.Name)
		p.term(names, &t)
	}
	p.close('}')
}

// prefix prints a namespace. A plain string serves as a prefix only where it
// ends in a gen-delim (JSON-LD API, Create Term Definition, step 14.2.5).
func (p *printer) prefix(prefix syntax.Prefix) {
	if endsInGenDelim(prefix.IRI) {
		p.string(prefix.IRI)
		return
	}
	p.inline(func() {
		p.key("@id")
		p.string(prefix.IRI)
		p.key("@prefix")
		p.raw("true")
	})
}

// term prints a term definition. The short form, a plain string, is kept from
// IRIs that end in a gen-delim, since it would make a prefix of the term.
func (p *printer) term(names *names, t *TermDefinition) {
	iri := names.prefixed(t.IRI)
	if t.Type == "" && t.Container == "" && t.Language == "" && !endsInGenDelim(t.IRI) {
		p.string(iri)
		return
	}
	p.inline(func() {
		p.key("@id")
		p.string(iri)
		if t.Type != "" {
			p.key("@type")
			p.string(names.prefixed(t.Type))
		}
		if t.Language != "" {
			p.key("@language")
			p.string(t.Language)
		}
		if t.Container != "" {
			p.key("@container")
			p.string(t.Container)
		}
	})
}

func sortedBy[T any](list []T, key func(T) string) []T {
	return slices.SortedFunc(slices.Values(list), func(a, b T) int { return strings.Compare(key(a), key(b)) })
}

// endsInGenDelim reports whether the IRI's last character is one of the
// gen-delims of RFC 3986, section 2.2.
func endsInGenDelim(iri string) bool {
	return iri != "" && strings.IndexByte(":/?#[]@", iri[len(iri)-1]) >= 0
}

// isAbsolute reports whether s begins with a scheme and a colon (RFC 3986,
// section 3.1).
func isAbsolute(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return c == ':' && i > 0
		}
	}
	return false
}
