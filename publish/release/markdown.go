package release

import (
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// A changelog writes changes for people, in English.
type changelog struct {
	strings.Builder
	title   string
	release Release
	changes *Changes
	*comparison
	*names
}

// markdown returns the changelog of a release.
func (l *changelog) markdown() []byte {
	fmt.Fprintf(l, "# Changes in %s\n\n%s, version %s of %s", l.release.Version, escape(l.title), l.release.Version, l.release.Date)
	if l.release.Previous == "" {
		fmt.Fprintf(l, ": the first release, %s.\n", plural(l.release.Counts.Added, "entity", "entities"))
		l.firstRelease()
		return []byte(l.String())
	}
	fmt.Fprintf(l, ", compared with %s: %s.\n", l.release.Previous, l.release.Counts)
	l.list("Added", l.changes.Added)
	l.section("Changed", l.changes.Changed)
	l.section("Renamed", l.changes.Renamed)
	l.list("Removed", l.changes.Removed)
	return []byte(l.String())
}

// String says the counts in words.
func (c Counts) String() string {
	return fmt.Sprintf("%d added, %d changed, %d renamed, %d removed", c.Added, c.Changed, c.Renamed, c.Removed)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// firstRelease counts the entities by kind; to list them all would repeat the
// dataset.
func (l *changelog) firstRelease() {
	counts := map[string]int{}
	for _, entity := range l.changes.Added {
		counts[l.kind(entity)]++
	}
	l.WriteByte('\n')
	for _, t := range l.profile.Types {
		if n := counts[t.RecordType]; n > 0 {
			fmt.Fprintf(l, "- %s: %d\n", t.RecordType, n)
		}
	}
}

// list writes a section of entities of which there is no more to say.
func (l *changelog) list(title string, entities []rdf.IRI) {
	if len(entities) == 0 {
		return
	}
	fmt.Fprintf(l, "\n## %s\n\n", title)
	for _, entity := range entities {
		fmt.Fprintf(l, "- %s: %s\n", l.entity(entity), entity)
	}
}

// section writes what changed about each entity.
func (l *changelog) section(title string, list []Change) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(l, "\n## %s\n", title)
	for _, change := range list {
		fmt.Fprintf(l, "\n### %s\n\n", l.entity(change.Entity))
		if change.Former != "" {
			fmt.Fprintf(l, "%s → %s\n", change.Former, change.Entity)
		} else {
			fmt.Fprintf(l, "%s\n", change.Entity)
		}
		l.values(change)
	}
}

// entity names an entity with its kind: "First evening (event)".
func (l *changelog) entity(entity rdf.IRI) string {
	name := l.of(entity)
	if name == "" {
		name = rdf.LocalName(entity)
	}
	if kind := l.kind(entity); kind != "" {
		return escape(name) + " (" + kind + ")"
	}
	return escape(name)
}

// values writes a line for each field and language that changed. Nested nodes
// that are new or gone as a whole are told at the link that leads to them.
func (l *changelog) values(change Change) {
	told := map[rdf.IRI]bool{}
	for _, v := range change.Values {
		for _, term := range slices.Concat(v.Before, v.After) {
			if nested, ok := l.wholeNode(change.Entity, term); ok && nested != v.Node {
				told[nested] = true
			}
		}
	}
	first := true
	for _, v := range change.Values {
		if told[v.Node] {
			continue
		}
		for _, line := range l.lines(change.Entity, v) {
			if first {
				l.WriteByte('\n')
				first = false
			}
			l.WriteString("- " + line + "\n")
		}
	}
}

// wholeNode reports whether a term is a node nested in the entity that is
// wholly new or wholly gone.
func (l *changelog) wholeNode(entity rdf.IRI, term rdf.Term) (rdf.IRI, bool) {
	node, ok := term.(rdf.IRI)
	if !ok || node == entity || owner(node) != entity {
		return "", false
	}
	return node, l.describedBefore(node) != describes(l.now, node)
}

// lines words a change of values, a line a language.
func (l *changelog) lines(entity rdf.IRI, v ValueChange) []string {
	field := l.property(v.Node, v.Property)
	if v.Node != entity {
		node := l.of(v.Node)
		if node == "" {
			_, node, _ = strings.Cut(string(v.Node), "#")
		}
		field = escape(node) + ", " + field
	}
	var lines []string
	for _, lang := range languages(v) {
		name := field
		if lang != "" {
			name += " (" + lang + ")"
		}
		before, after := l.texts(v.Node, v.Before, lang, l.Removed), l.texts(v.Node, v.After, lang, l.Added)
		if len(before) == 1 && len(after) == 1 {
			lines = append(lines, name+": "+before[0]+" → "+after[0])
			continue
		}
		for _, text := range before {
			lines = append(lines, name+": removed "+text)
		}
		for _, text := range after {
			lines = append(lines, name+": added "+text)
		}
	}
	return lines
}

// Added reports whether the release added the entity that a node belongs to,
// Removed whether it removed it.
func (l *changelog) Added(node rdf.IRI) bool {
	_, found := slices.BinarySearch(l.changes.Added, owner(node))
	return found
}

// Removed is the counterpart of Added.
func (l *changelog) Removed(node rdf.IRI) bool {
	_, found := slices.BinarySearch(l.changes.Removed, owner(node))
	return found
}

// languages returns the language tags of the values, sorted, "" for those
// without.
func languages(v ValueChange) []string {
	var tags []string
	for _, term := range slices.Concat(v.Before, v.After) {
		lang := ""
		if literal, ok := term.(rdf.Literal); ok {
			lang = literal.Lang
		}
		tags = append(tags, lang)
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// texts words the values of one language. A link to an entity that came or
// went as a whole, and links back itself, is not told: it is the echo of what
// that entity says.
func (l *changelog) texts(node rdf.IRI, values []rdf.Term, lang string, whole func(rdf.IRI) bool) []string {
	var texts []string
	for _, value := range values {
		literal, _ := value.(rdf.Literal)
		iri, isIRI := value.(rdf.IRI)
		if literal.Lang != lang || isIRI && whole(iri) && l.linksBack(iri, node) {
			continue
		}
		texts = append(texts, l.value(value))
	}
	return texts
}

func (l *changelog) linksBack(entity, node rdf.IRI) bool {
	for _, g := range []*rdf.Graph{l.removed, l.added} {
		for t := range g.WithObject(node) {
			if iri, ok := t.Subject.(rdf.IRI); ok && owner(iri) == owner(entity) {
				return true
			}
		}
	}
	return false
}

// value words a value: texts in quotation marks, things by their names.
func (l *changelog) value(value rdf.Term) string {
	switch v := value.(type) {
	case rdf.Literal:
		if v.Lang != "" || v == rdf.NewString(v.Lexical) {
			return "“" + escape(v.Lexical) + "”"
		}
		return escape(v.Lexical)
	case rdf.IRI:
		if name := l.of(v); name != "" {
			return escape(name)
		}
		if nested := l.summary(v); nested != "" {
			return nested
		}
	}
	return value.String()
}

// summary tells a nested node without a name by its fields.
func (l *changelog) summary(node rdf.IRI) string {
	if !strings.Contains(string(node), "#") {
		return ""
	}
	var parts []string
	for _, g := range []*rdf.Graph{l.removed, l.now} {
		for t := range g.WithSubject(node) {
			if object, isIRI := t.Object.(rdf.IRI); t.Predicate == vocabrdf.Type || isIRI && strings.Contains(string(object), "#") && l.of(object) == "" {
				continue
			}
			parts = append(parts, l.property(node, t.Predicate)+" "+l.value(t.Object))
		}
		if len(parts) > 0 {
			break
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}

// escape makes a text plain in Markdown, on one line.
func escape(text string) string {
	return markdownEscaper.Replace(strings.Join(strings.Fields(text), " "))
}

var markdownEscaper = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "&", `\&`)
