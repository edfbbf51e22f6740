package validate

import (
	"fmt"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/rdf/xsd"
)

// compileClass is sh:class (SHACL 4.1.1): each value node is a SHACL instance
// of the class.
func compileClass(b *builder, value rdf.Term) checker {
	slot := b.slot(value.(rdf.IRI))
	return &perValue{
		conforms: func(v *visit, node rdf.ID) bool {
			e := v.evaluator
			v.others = e.data.ObjectIDs(v.others[:0], node, e.ids[typeWord])
			for _, class := range v.others {
				if e.classes[slot].set.has(class) {
					return true
				}
			}
			return false
		},
		because: func(node rdf.Term) string {
			return fmt.Sprintf("%s is not an instance of %s", show(node), show(value))
		},
	}
}

// compileDatatype is sh:datatype (SHACL 4.1.2): each value node is a literal
// of the datatype with a valid lexical form.
func compileDatatype(_ *builder, value rdf.Term) checker {
	datatype := value.(rdf.IRI)
	forms := xsd.CheckerOf(datatype)
	return &perTerm{
		conforms: func(node *rdf.Parts) bool {
			return node.Kind == rdf.KindLiteral && node.Datatype == datatype && forms.Valid(node.Text)
		},
		because: func(node rdf.Term) string {
			l, ok := node.(rdf.Literal)
			switch {
			case !ok:
				return fmt.Sprintf("%s is %s, but must be a literal of datatype %s", show(node), kindName(node), showIRI(datatype))
			case l.Datatype != datatype:
				return fmt.Sprintf("%s has datatype %s, but must have %s", show(rdf.NewString(l.Lexical)), showIRI(l.Datatype), showIRI(datatype))
			}
			return fmt.Sprintf("%s is no valid %s: %s", show(rdf.NewString(l.Lexical)), showIRI(datatype), xsd.Explain(datatype, l.Lexical))
		},
	}
}

func kindName(t rdf.Term) string {
	switch t.Kind() {
	case rdf.KindIRI:
		return "an IRI"
	case rdf.KindBlankNode:
		return "a blank node"
	}
	return "a literal"
}

// nodeKinds are the kinds that each value of sh:nodeKind allows.
var nodeKinds = map[rdf.Term]struct {
	iri, blank, literal bool
	name                string
}{
	sh.IRI:                {iri: true, name: "an IRI"},
	sh.BlankNode:          {blank: true, name: "a blank node"},
	sh.Literal:            {literal: true, name: "a literal"},
	sh.BlankNodeOrIRI:     {blank: true, iri: true, name: "an IRI or a blank node"},
	sh.BlankNodeOrLiteral: {blank: true, literal: true, name: "a blank node or a literal"},
	sh.IRIOrLiteral:       {iri: true, literal: true, name: "an IRI or a literal"},
}

// compileNodeKind is sh:nodeKind (SHACL 4.1.3).
func compileNodeKind(b *builder, value rdf.Term) checker {
	want, ok := nodeKinds[value]
	if !b.mustBe(ok, value, "in", "sh:IRI, sh:BlankNode, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral or sh:IRIOrLiteral") {
		return nil
	}
	return &perTerm{
		conforms: func(node *rdf.Parts) bool {
			switch node.Kind {
			case rdf.KindIRI:
				return want.iri
			case rdf.KindBlankNode:
				return want.blank
			}
			return want.literal
		},
		because: func(node rdf.Term) string {
			return fmt.Sprintf("%s is %s, but must be %s", show(node), kindName(node), want.name)
		},
	}
}
