package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
)

// A targetIndex finds the shapes that have a node as target: the node itself,
// one of its types, or the predicate of a triple that it stands in.
type targetIndex struct {
	byNode, byClass, bySubjectsOf, byObjectsOf shapesOf
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
				t.bySubjectsOf.add(v.ids[target.word], s)
			case objectsOfTarget:
				t.byObjectsOf.add(v.ids[target.word], s)
			}
		}
	}
	return t
}

// needData reports whether targets are to be found in the data.
func (t *targetIndex) needData() bool {
	return len(t.byClass.ids)+len(t.bySubjectsOf.ids)+len(t.byObjectsOf.ids) > 0
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
	if len(m.ids) == 0 {
		return -1
	}
	if m.places == nil {
		return slices.Index(m.ids, id)
	}
	if at, ok := m.places[id]; ok {
		return at
	}
	return -1
}

// of returns the shapes of a number.
func (m *shapesOf) of(id rdf.ID) []*shape {
	if at := m.place(id); at >= 0 {
		return m.lists[at]
	}
	return nil
}

// each appends the shapes that have a node as target, as far as what is said of
// the node tells, each once.
func (t *targetIndex) each(dst []*shape, node rdf.ID, properties []rdf.Property, rdfType rdf.ID) []*shape {
	dst = appendNew(dst, t.byNode.of(node))
	for _, p := range properties {
		if p.Predicate == rdfType {
			dst = appendNew(dst, t.byClass.of(p.Object))
		}
		dst = appendNew(dst, t.bySubjectsOf.of(p.Predicate))
	}
	return dst
}

func appendNew(dst, shapes []*shape) []*shape {
	for _, s := range shapes {
		if !slices.Contains(dst, s) {
			dst = append(dst, s)
		}
	}
	return dst
}
