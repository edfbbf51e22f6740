package jsonld

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// compactName is the IRI Compaction algorithm for a keyword, type or property
// that goes with no value.
func (c *compactor) compactName(active *activeContext, name string) (string, error) {
	return c.compactIRI(active, name, nil, true, false)
}

// compactIRI is the IRI Compaction algorithm.
func (c *compactor) compactIRI(active *activeContext, name string, value *jsontree.Value, vocab, reverse bool) (string, error) {
	if vocab {
		inv := c.inverse(active)
		if inv.names(name) { // step 4
			term, err := c.termFor(active, inv, name, value, reverse)
			if term != "" || err != nil {
				return term, err
			}
		}
		if rest, ok := strings.CutPrefix(name, active.vocab.text); ok && active.vocab.set && rest != "" && active.term(rest) == nil && active.expandIRI(rest, toVocab) == name {
			return rest, nil // step 5, but for what would not expand to the same again
		}
	}
	if short := prefixed(active, name, value); short != "" { // steps 6 to 8
		return short, nil
	}
	if scheme, rest, ok := splitColon(name); ok && !strings.HasPrefix(rest, "//") && !isBlank(name) { // step 9
		if d := active.term(scheme); d != nil && d.prefix {
			return "", fail(value, "IRI confused with prefix", "the scheme of <%s> is also a prefix of the context", name)
		}
	}
	if !vocab && active.base.set { // step 10
		return relative(active.base.text, name), nil
	}
	return name, nil
}

// prefixed returns the shortest compact IRI for a name, or nothing.
func prefixed(active *activeContext, name string, value *jsontree.Value) string {
	best := ""
	active.each(func(term string, d *definition) {
		rest, ok := strings.CutPrefix(name, d.iri)
		if !ok || !d.prefix || d.iri == "" || rest == "" || strings.HasPrefix(rest, "//") {
			return
		}
		candidate := term + ":" + rest
		taken := active.term(candidate)
		if taken != nil && (taken.iri != name || value != nil) {
			return
		}
		if best == "" || cmp.Or(cmp.Compare(len(candidate), len(best)), strings.Compare(candidate, best)) < 0 {
			best = candidate
		}
	})
	return best
}

// relative returns a reference that resolves to an IRI against a base, or the
// IRI where there is none that is shorter.
func relative(base, name string) string {
	root := iri.Resolve(base, "/")
	if isBlank(name) || !strings.HasPrefix(name, strings.TrimSuffix(root, "/")) {
		return name
	}
	path, tail := name, ""
	if at := strings.IndexAny(name, "?#"); at >= 0 {
		path, tail = name[:at], name[at:]
	}
	if at := strings.IndexAny(base, "?#"); at >= 0 {
		base = base[:at]
	}
	from, to := strings.Split(base, "/"), strings.Split(path, "/")
	last := 1
	if tail != "" {
		last = 0
	}
	for len(from) > 0 && len(to) > last && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	up := strings.Repeat("../", max(len(from)-1, 0))
	ref := up + strings.Join(to, "/") + tail
	if ref == "" {
		ref = "./"
	}
	if looksLikeKeyword(ref) || iri.CheckSegment(ref) != nil { // RFC 3986, section 4.2
		ref = "./" + ref
	}
	if iri.Resolve(base, ref) != name {
		return name
	}
	return ref
}

// A choice is what a term is selected by (step 4 of IRI Compaction).
type choice struct {
	containers  []string
	kind, value string
}

// termFor returns the best term for an IRI and the value that it goes with, or
// nothing.
func (c *compactor) termFor(active *activeContext, inv inverseContext, name string, value *jsontree.Value, reverse bool) (string, error) {
	ch := choose(active, value, reverse)
	var preferred []string
	switch {
	case ch.value == "@reverse":
		preferred = append(preferred, "@reverse")
		fallthrough
	case ch.value == "@id":
		ids := []string{"@id", "@vocab", "@none"}
		if id := value.Get("@id"); id != nil {
			short, err := c.compactName(active, id.Text)
			if err != nil {
				return "", err
			}
			if d := active.term(short); d != nil && d.iri == id.Text {
				ids = []string{"@vocab", "@id", "@none"}
			}
			preferred = append(preferred, ids...)
			break
		}
		preferred = append(preferred, ch.value, "@none")
	default:
		preferred = append(preferred, ch.value, "@none")
		if list := value.Get("@list"); list != nil && len(list.Items) == 0 {
			ch.kind = "@any"
		}
	}
	preferred = append(preferred, "@any")
	for _, p := range preferred {
		if at := strings.IndexByte(p, '_'); at >= 0 && !strings.Contains(p, "/") {
			preferred = append(preferred, p[at:])
			break
		}
	}
	return inv.selectTerm(name, ch.containers, ch.kind, preferred), nil
}

// choose finds the containers, and the type or language, that suit a value.
func choose(active *activeContext, value *jsontree.Value, reverse bool) choice {
	ch := choice{kind: "@language", value: "@null"}
	add := func(containers ...string) { ch.containers = append(ch.containers, containers...) }
	isMap := value != nil && value.Kind == jsontree.Object
	hasIndex := isMap && value.Has("@index")
	if hasIndex && !isGraphObject(value) {
		add("@index", "@index@set")
	}
	switch {
	case reverse:
		ch.kind, ch.value = "@type", "@reverse"
		add("@set")
	case isMap && value.Has("@list"):
		if !hasIndex {
			add("@list")
		}
		ch.kind, ch.value = commonKind(active, value.Get("@list").List())
	case isMap && isGraphObject(value):
		add(graphContainers(value)...)
		ch.kind, ch.value = "@type", "@id"
	default:
		switch {
		case isMap && value.Has("@value") && (value.Has("@language") || value.Has("@direction")) && !hasIndex:
			ch.value = valueLangDir(value)
			add("@language", "@language@set")
		case isMap && value.Has("@value") && value.Has("@type"):
			ch.kind, ch.value = "@type", value.Get("@type").Text
		case !isMap || !value.Has("@value"):
			ch.kind, ch.value = "@type", "@id"
			add("@id", "@id@set", "@type", "@set@type")
		}
		add("@set")
	}
	add("@none")
	if !hasIndex {
		add("@index", "@index@set")
	}
	if isMap && value.Has("@value") && len(value.Members) == 1 {
		add("@language", "@language@set")
	}
	return ch
}

func valueLangDir(v *jsontree.Value) string {
	var language, direction optional
	if l := v.Get("@language"); l != nil {
		language = some(l.Text)
	}
	if d := v.Get("@direction"); d != nil {
		direction = some(d.Text)
	}
	return langDir(language, direction)
}

func graphContainers(value *jsontree.Value) []string {
	var list []string
	byIndex, byID := []string{"@graph@index", "@graph@index@set"}, []string{"@graph@id", "@graph@id@set"}
	if value.Has("@index") {
		list = append(list, byIndex...)
	}
	if value.Has("@id") {
		list = append(list, byID...)
	}
	list = append(list, "@graph", "@graph@set", "@set")
	if !value.Has("@index") {
		list = append(list, byIndex...)
	}
	if !value.Has("@id") {
		list = append(list, byID...)
	}
	return append(list, "@index", "@index@set")
}

// commonKind returns the type or language that all items of a list share.
func commonKind(active *activeContext, items []*jsontree.Value) (kind, value string) {
	if len(items) == 0 {
		return "@language", defaultLanguage(active)
	}
	language, typ := "", ""
	for i, item := range items {
		itemLanguage, itemType := "@none", "@none"
		switch {
		case !item.Has("@value"):
			itemType = "@id"
		case item.Has("@language") || item.Has("@direction"):
			itemLanguage = valueLangDir(item)
		case item.Has("@type"):
			itemType = item.Get("@type").Text
		default:
			itemLanguage = "@null"
		}
		if i == 0 {
			language, typ = itemLanguage, itemType
		}
		if itemLanguage != language && item.Has("@value") {
			language = "@none"
		}
		if itemType != typ {
			typ = "@none"
		}
	}
	if typ != "@none" {
		return "@type", typ
	}
	return "@language", language
}

// compactValue is the Value Compaction algorithm, for value objects and for
// references to nodes.
func (c *compactor) compactValue(active *activeContext, property string, value *jsontree.Value) (*jsontree.Value, error) {
	def := active.term(property)
	if def == nil {
		def = &definition{}
	}
	keepsIndex := value.Has("@index") && !def.has("@index")
	others := slices.ContainsFunc(value.Members, func(m jsontree.Member) bool { return m.Key != "@id" && m.Key != "@index" })
	typ := value.Get("@type")
	switch id := value.Get("@id"); {
	case id != nil && !others && !keepsIndex && (def.typ == "@id" || def.typ == "@vocab"):
		name, err := c.compactIRI(active, id.Text, nil, def.typ == "@vocab", false)
		return jsontree.NewString(name, id), err
	case !value.Has("@value"):
		return value, nil
	case typ != nil && typ.Text == def.typ && !keepsIndex:
		return value.Get("@value"), nil
	case def.typ != "@none" && typ == nil && !keepsIndex && plainIn(active, def, value):
		return value.Get("@value"), nil
	}
	result := jsontree.NewObject(value)
	for _, m := range value.Members {
		alias, err := c.compactName(active, m.Key)
		if err != nil {
			return nil, err
		}
		v := m.Value
		if m.Key == "@index" && def.has("@index") {
			continue
		}
		if m.Key == "@type" {
			name, err := c.compactName(active, v.Text)
			if err != nil {
				return nil, err
			}
			v = jsontree.NewString(name, v)
		}
		result.Set(alias, v)
	}
	return result, nil
}

// plainIn reports whether a value without type can be written as it is: no
// string, or one of the language and direction that apply (steps 9 and 10).
func plainIn(active *activeContext, def *definition, value *jsontree.Value) bool {
	if value.Get("@value").Kind != jsontree.String {
		return true
	}
	language, direction := def.language, def.direction
	if !language.set {
		language = active.language
	}
	if !direction.set {
		direction = active.direction
	}
	return valueLangDir(value) == langDir(language, direction)
}
