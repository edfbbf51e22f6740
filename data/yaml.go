package data

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// readYAML reads a file that maps record types to lists of records:
//
//	event:
//	  - id: session-1
//	    title: {en: First session}
func (r *reader) readYAML(yield func(*Record) bool) {
	for _, group := range r.yamlFields() {
		if group.node.Kind != yaml.SequenceNode {
			r.fail(r.nodeAt(group.node), "not-a-list", fmt.Sprintf("expected a list of records of type %s, found %s",
				group.name, nodeKind(group.node)), "begin each record with a hyphen: - id: ...")
			continue
		}
		for _, item := range group.node.Content {
			record := &Record{File: r.path, Type: group.name, TypePos: r.nodeAt(group.key), Pos: r.nodeAt(item)}
			if !r.yamlRecord(record, item) {
				continue
			}
			if !r.finish(record, yield) {
				return
			}
		}
	}
}

// yamlRecord fills in a record from an item of a list.
func (r *reader) yamlRecord(record *Record, item *yaml.Node) bool {
	if !r.plainNode(item) {
		return false
	}
	if item.Kind != yaml.MappingNode {
		r.fail(r.nodeAt(item), "not-a-map", fmt.Sprintf("expected a record of type %s, found %s", record.Type, nodeKind(item)),
			"write fields such as id: and title: below the hyphen")
		return false
	}
	sound := true
	for _, e := range r.entries(item) {
		switch {
		case e.name == "type":
			r.fail(r.nodeAt(e.key), "type-twice", fmt.Sprintf("the record type is said by the key %s above the list", record.Type),
				"leave type out, or move the record below the key of its type")
		case e.name == "id":
			sound = r.yamlID(record, e.node)
		default:
			if v, ok := r.yamlValue(e.node, 1); ok {
				record.Fields = append(record.Fields, Field{e.name, r.nodeAt(e.key), v})
			}
		}
	}
	return sound
}

func (r *reader) yamlID(record *Record, n *yaml.Node) bool {
	if !r.plainNode(n) {
		return false
	}
	if kind := nodeKind(n); kind != "a text" {
		r.noID(r.nodeAt(n), kind)
		return false
	}
	record.ID, record.IDPos = n.Value, r.nodeAt(n)
	return true
}

// yamlFields returns the entries of the file's only document.
func (r *reader) yamlFields() []entry {
	content, ok := r.readAll(r.opts.MaxYAML)
	if !ok || !r.checkYAMLText(content) {
		return nil
	}
	root := r.parseYAML(content)
	if root == nil || !r.plainNode(root) {
		return nil
	}
	if root.Kind != yaml.MappingNode {
		r.fail(r.nodeAt(root), "not-a-map", "expected keys with values, found "+nodeKind(root),
			"begin with a record type and a colon, such as event:")
		return nil
	}
	return r.entries(root)
}

// checkYAMLText refuses what makes the same file read in two ways: characters
// that are invisible, and tabs, which YAML 1.2.2 (section 6.1) forbids in
// indentation only.
func (r *reader) checkYAMLText(content []byte) bool {
	if bytes.HasPrefix(content, []byte(byteOrderMark)) {
		r.fail(r.at(1, 1), "byte-order-mark", "the file begins with a byte order mark", "save it as UTF-8 without BOM")
		return false
	}
	number := 0
	for line := range bytes.Lines(content) {
		number++
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		offset, code, message, hint := fault(line)
		if offset < 0 {
			offset, code, message, hint = yamlFault(line)
		}
		if offset >= 0 {
			r.fail(r.at(number, column(line, offset)), code, message, hint)
			return false
		}
	}
	return true
}

// yamlFault is fault for what only YAML files may not have: tabs, and the line
// breaks of YAML 1.1 that editors do not count (YAML 1.2.2, section 5.4).
func yamlFault(line []byte) (offset int, code, message, hint string) {
	if i := bytes.IndexByte(line, '\t'); i >= 0 {
		return i, "tab", "a tab character", "write spaces, or \\t in double quotes where a text has a tab"
	}
	if i := bytes.IndexAny(line, "\u0085\u2028\u2029"); i >= 0 {
		return i, "bad-character", "a Unicode line separator", "write an ordinary line break"
	}
	return -1, "", "", ""
}

// parseYAML returns the root node of the only document of the file.
func (r *reader) parseYAML(content []byte) *yaml.Node {
	loader, err := yaml.NewLoader(bytes.NewReader(content))
	if err != nil {
		r.fail(r.at(0, 0), "yaml-syntax", err.Error(), "")
		return nil
	}
	var document, second yaml.Node
	switch err := loader.Load(&document); {
	case errors.Is(err, io.EOF) || err == nil && len(document.Content) == 0:
		r.emptyFile()
		return nil
	case err != nil:
		r.yamlError(content, err)
		return nil
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
		return document.Content[0]
	case err != nil:
		r.yamlError(content, err)
	default:
		r.fail(r.nodeAt(&second), "second-document", "a second document (---) in the file", "write each document to a file of its own")
	}
	return nil
}

// An entry is a key of a mapping with its value.
type entry struct {
	name      string
	key, node *yaml.Node
}

// entries returns the sound entries of a mapping: keys are texts, and no two
// are the same.
func (r *reader) entries(mapping *yaml.Node) []entry {
	list := make([]entry, 0, len(mapping.Content)/2)
	first := make(map[string]*yaml.Node, len(mapping.Content)/2)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, node := mapping.Content[i], mapping.Content[i+1]
		if !r.plainNode(key) {
			continue
		}
		if key.Kind != yaml.ScalarNode || isBadKey(key.Value) {
			r.badKey(r.nodeAt(key))
			continue
		}
		if other, taken := first[key.Value]; taken {
			r.fail(r.nodeAt(key), "duplicate-key", fmt.Sprintf("the key %s stands twice, first at %s", key.Value, r.position(r.nodeAt(other))),
				"put the values together, as a list where there are several")
			continue
		}
		first[key.Value] = key
		list = append(list, entry{key.Value, key, node})
	}
	return list
}

// yamlValue makes a value of a node. It reports what is wrong and returns false
// where nothing is left of the value.
func (r *reader) yamlValue(n *yaml.Node, depth int) (Value, bool) {
	if !r.plainNode(n) {
		return Value{}, false
	}
	v := Value{Pos: r.nodeAt(n)}
	if n.Kind == yaml.ScalarNode {
		return r.yamlScalar(n, v)
	}
	if depth > r.opts.MaxDepth {
		r.tooDeep(v.Pos)
		return v, false
	}
	if len(n.Content) == 0 {
		r.emptyValue(v.Pos)
		return v, false
	}
	if n.Kind == yaml.SequenceNode {
		v.Kind = List
		for _, item := range n.Content {
			if element, ok := r.yamlValue(item, depth+1); ok {
				v.Items = append(v.Items, element)
			}
		}
		return v, len(v.Items) > 0
	}
	v.Kind = Map
	for _, e := range r.entries(n) {
		if element, ok := r.yamlValue(e.node, depth+1); ok {
			v.Fields = append(v.Fields, Field{e.name, r.nodeAt(e.key), element})
		}
	}
	return v, len(v.Fields) > 0
}

func (r *reader) yamlScalar(n *yaml.Node, v Value) (Value, bool) {
	v.Text = n.Value
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		v.Text = strings.TrimRight(n.Value, "\n")
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0:
		if isNull(n.Value) {
			r.emptyValue(v.Pos)
			return v, false
		}
		v.Form = formOf(n.Value)
	}
	return v, r.checkText(v.Text, v.Pos)
}

// isNull is true for the unquoted texts that mean "no value" in YAML 1.2.2
// (section 10.3.2, core schema).
func isNull(text string) bool {
	return text == "" || text == "~" || text == "null" || text == "Null" || text == "NULL"
}

func (r *reader) tooDeep(at Pos) {
	r.fail(at, "too-deep", fmt.Sprintf("lists and maps are nested more than %d deep, which is the limit", r.opts.MaxDepth),
		"make records of the inner parts and refer to them")
}

// plainNode refuses what lets one fact stand for many, or makes a text into
// something else: anchors, aliases, merge keys and tags.
func (r *reader) plainNode(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "" || n.Tag == "!!merge" && n.Style == 0 && n.Value == "<<":
		r.refuseAlias(r.nodeAt(n))
	case n.Style&yaml.TaggedStyle != 0 || n.Tag == "!":
		r.fail(r.nodeAt(n), "yaml-tag", "a tag (!) is not allowed: every value is taken as it is written", "take the tag out")
	default:
		return true
	}
	return false
}

func (r *reader) refuseAlias(at Pos) {
	r.fail(at, "yaml-alias", "anchors (&), aliases (*) and merge keys (<<) are not allowed: a fact stands in one place",
		"make a record of what is shared and refer to its id, or put a text that begins with & or * in quotes")
}

func (r *reader) nodeAt(n *yaml.Node) Pos { return r.at(n.Line, n.Column) }

func nodeKind(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a map"
	case yaml.SequenceNode:
		return "a list"
	}
	if n.Style == 0 && isNull(n.Value) {
		return "nothing"
	}
	return "a text"
}
