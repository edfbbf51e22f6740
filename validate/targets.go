package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
)

// A targetIndex finds the shapes that have a node as target, from what is said
// of the node.
type targetIndex struct {
	nodes                       []rdf.ID // of byNode, in the order of the shapes
	byNode, byClass, byProperty shapesOf
}

// shapesOf are the shapes of some numbers, in the order of the shapes.
type shapesOf struct {
	ids    []rdf.ID // few, searched one after the other
	lists  [][]*shape
	places map[rdf.ID]int // where they are not few
}

func newTargetIndex(v *Validator) (t targetIndex) {
	for _, s := range v.shapes.shapes {
		if !s.validates() {
			continue
		}
		for _, target := range s.targets {
			switch target.kind {
			case nodeTarget:
				t.byNode.add(v.ids[target.word], s)
			case classTarget:
				for _, class := range v.classes[target.class].list {
					t.byClass.add(class, s)
				}
			case subjectsOfTarget:
				t.byProperty.add(v.ids[target.word], s)
			}
		}
	}
	t.nodes = t.byNode.ids
	return t
}

func (m *shapesOf) add(id rdf.ID, s *shape) {
	at := m.place(id)
	if at < 0 {
		at = len(m.ids)
		m.ids, m.lists = append(m.ids, id), append(m.lists, nil)
		if m.places != nil {
			m.places[id] = at
		} else if len(m.ids) > few {
			m.places = make(map[rdf.ID]int)
			for i, id := range m.ids {
				m.places[id] = i
			}
		}
	}
	m.lists[at] = append(m.lists[at], s)
}

func (m *shapesOf) place(id rdf.ID) int {
	if m.places == nil {
		return slices.Index(m.ids, id)
	}
	if at, ok := m.places[id]; ok {
		return at
	}
	return -1
}

// appendTo appends the shapes of a number to dst, each once.
func (m *shapesOf) appendTo(dst []*shape, id rdf.ID) []*shape {
	at := m.place(id)
	if at < 0 {
		return dst
	}
	for _, s := range m.lists[at] {
		if !slices.Contains(dst, s) {
			dst = append(dst, s)
		}
	}
	return dst
}

// of appends the shapes that have a node as target, each once.
func (t *targetIndex) of(dst []*shape, node rdf.ID, properties []rdf.Property, rdfType rdf.ID) []*shape {
	if len(t.nodes) > 0 {
		dst = t.byNode.appendTo(dst, node)
	}
	for _, p := range properties {
		if p.Predicate == rdfType {
			dst = t.byClass.appendTo(dst, p.Object)
		}
		if len(t.byProperty.ids) > 0 {
			dst = t.byProperty.appendTo(dst, p.Predicate)
		}
	}
	return dst
}
