package validate

import (
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// Shapes are the compiled shapes of a shapes graph. They do not change: any
// number of goroutines may validate with them.
type Shapes struct {
	shapes      []*shape   // in the order of their discovery
	classes     []word     // by slot
	words       []rdf.Term // what constraints and targets compare with, by word
	sets        [][]word   // by set
	warnings    problem.List
	unsupported []Unsupported
}

// Warnings returns what is suspicious in the shapes graph, though well-formed:
// obsolete and unknown terms, parameters without effect, and the unsupported
// features that the [Compiler] let pass. Sorted by shape.
func (s *Shapes) Warnings() problem.List { return s.warnings }

// Unsupported returns the features of the shapes graph that are not checked.
// It is empty unless the [Compiler] was told to let them pass.
func (s *Shapes) Unsupported() []Unsupported { return s.unsupported }

// Len returns the number of shapes.
func (s *Shapes) Len() int { return len(s.shapes) }

// A Compiler says how to compile shapes. The zero value is ready to use.
type Compiler struct {
	// Import returns the graph of an IRI that the shapes graph imports with
	// owl:imports. Where it is nil, imports are not followed and give a
	// warning each; where it returns neither graph nor error, the one import
	// is not followed.
	Import func(rdf.IRI) (*rdf.Graph, error)
	// AllowUnsupported makes the features that this engine lacks warnings;
	// else they are errors, so that nothing passes unchecked.
	AllowUnsupported bool
	// Position tells where a triple of the shapes graph stands, for errors; nil
	// where that is not known. It may be asked for a triple with neither
	// predicate nor object, and then should tell where the subject stands.
	Position func(rdf.Triple) problem.Position
}

// Compile compiles the shapes of a shapes graph with the zero [Compiler].
func Compile(shapes *rdf.Graph) (*Shapes, error) { return new(Compiler).Compile(shapes) }

// Compile compiles the shapes of a shapes graph. All that is ill-formed
// (SHACL, appendix A) and all that is unsupported is returned at once, as a
// [problem.List] whose problems name the shape as subject and the clause of the
// specification with the name of its syntax rule. The code of a problem is
// "ill-formed-shape", "unsupported-feature", "obsolete-term", "unknown-term",
// "no-effect" or "import".
func (c *Compiler) Compile(shapes *rdf.Graph) (*Shapes, error) {
	k := &compiler{
		config: c,
		shapes: make(map[rdf.Term]*shape),
		slots:  make(map[rdf.IRI]int),
		words:  make(map[rdf.Term]word),
		out:    new(Shapes),
	}
	k.word(vocabrdf.Type)
	k.word(rdfs.SubClassOf)
	k.graph = k.withImports(shapes)
	k.discover()
	for i := 0; i < len(k.out.shapes); i++ { // grows while shapes refer to others
		k.compileShape(k.out.shapes[i])
	}
	k.findSiblings()
	k.findUnsupported()
	k.findRecursion()
	findReach(k.out.shapes)
	for _, s := range k.out.shapes {
		s.askValues = s.asksValuesOnly()
	}
	if err := k.problems.Err(); err != nil {
		return nil, err
	}
	k.problems.Sort()
	k.out.warnings = k.problems
	return k.out, nil
}

// A compiler is one run of a Compiler.
type compiler struct {
	config   *Compiler
	graph    *rdf.Graph
	shapes   map[rdf.Term]*shape
	slots    map[rdf.IRI]int // the places of classes in Shapes.classes
	words    map[rdf.Term]word
	out      *Shapes
	problems problem.List
	disjoint []*qualified // those whose siblings are to be found
}

// report adds a problem about a triple.
func (k *compiler) report(severity problem.Severity, code string, t rdf.Triple, clause, message, hint string) {
	p := problem.Problem{Severity: severity, Code: code, Subject: subjectName(t.Subject), Message: message, Clause: clause, Hint: hint}
	if k.config.Position != nil {
		p.Pos = k.config.Position(t)
	}
	k.problems = append(k.problems, p)
}

// subjectName names a node as problem.Problem wants it.
func subjectName(t rdf.Term) string {
	if iri, ok := t.(rdf.IRI); ok {
		return string(iri)
	}
	return t.String()
}

// shape returns the shape of a node, adding it where it is new.
func (k *compiler) shape(node rdf.Term) *shape {
	s, ok := k.shapes[node]
	if !ok {
		s = &shape{node: node, number: len(k.out.shapes)}
		k.shapes[node] = s
		k.out.shapes = append(k.out.shapes, s)
	}
	return s
}

// slot returns the place of a class among those that the engine prepares.
func (k *compiler) slot(class rdf.IRI) int {
	n, ok := k.slots[class]
	if !ok {
		n = len(k.out.classes)
		k.slots[class] = n
		k.out.classes = append(k.out.classes, k.word(class))
	}
	return n
}

// A word is the place of a term in Shapes.words.
type word int

// The words that the engine itself needs.
const (
	typeWord word = iota
	subClassWord
)

// word returns the word of a term that data is compared with.
func (k *compiler) word(t rdf.Term) word {
	w, ok := k.words[t]
	if !ok {
		w = word(len(k.out.words))
		k.words[t] = w
		k.out.words = append(k.out.words, t)
	}
	return w
}

// set returns the number of a new set of terms.
func (k *compiler) set(terms iter.Seq[rdf.Term]) int {
	var set []word
	for t := range terms {
		set = append(set, k.word(t))
	}
	k.out.sets = append(k.out.sets, set)
	return len(k.out.sets) - 1
}

// discover finds what is a shape by the first three points of SHACL 2.1; the
// fourth, the values of sh:node, sh:or and so on, comes with their use.
func (k *compiler) discover() {
	for _, class := range []rdf.IRI{sh.NodeShape, sh.PropertyShape} {
		for _, node := range instancesOf(k.graph, class) {
			k.shape(node)
		}
	}
	predicates := []rdf.IRI{sh.TargetNode, sh.TargetClass, sh.TargetSubjectsOf, sh.TargetObjectsOf}
	for _, name := range slices.Sorted(maps.Keys(unsupportedTerms)) {
		predicates = append(predicates, sh.NS+rdf.IRI(name))
	}
	for _, table := range [][]component{components, companions} {
		for _, c := range table {
			predicates = append(predicates, c.parameter)
		}
	}
	for _, p := range predicates {
		for t := range k.graph.WithPredicate(p) {
			k.shape(t.Subject)
		}
	}
}

// instancesOf returns the SHACL instances of a class (SHACL 1.1).
func instancesOf(g *rdf.Graph, class rdf.Term) []rdf.Term {
	var nodes []rdf.Term
	for _, sub := range subclasses(g, class) {
		nodes = slices.AppendSeq(nodes, g.Subjects(vocabrdf.Type, sub))
	}
	return nodes
}

// subclasses returns a class and its subclasses, at any distance.
func subclasses(g *rdf.Graph, class rdf.Term) []rdf.Term {
	return paths.Closure(class, func(to []rdf.Term, class rdf.Term) []rdf.Term {
		return slices.AppendSeq(to, g.Subjects(rdfs.SubClassOf, class))
	})
}

// compileShape compiles one shape (SHACL 2.1).
func (k *compiler) compileShape(s *shape) {
	b := &builder{compiler: k, shape: s}
	b.compilePath()
	b.compileTargets()
	b.compileSeverity()
	b.compileMessages()
	b.compileDeactivated()
	for i := range components {
		b.compileComponent(&components[i])
	}
	for i := range companions {
		b.compileComponent(&companions[i])
	}
	b.checkTerms()
}

// A builder compiles one shape.
type builder struct {
	*compiler
	shape *shape
	row   *component // that is being compiled
}

func (b *builder) objects(p rdf.IRI) []rdf.Term {
	return slices.Collect(b.graph.Objects(b.shape.node, p))
}

// wrong reports a value of the shape that breaks a syntax rule.
func (b *builder) wrong(p rdf.IRI, value rdf.Term, section, rule, format string, args ...any) {
	b.report(problem.Error, "ill-formed-shape", rdf.Triple{Subject: b.shape.node, Predicate: p, Object: value},
		"SHACL "+section+", "+rule, fmt.Sprintf(format, args...), "")
}

// warn reports a value of the shape that is suspicious.
func (b *builder) warn(code string, p rdf.IRI, value rdf.Term, clause, hint, format string, args ...any) {
	b.report(problem.Warning, code, rdf.Triple{Subject: b.shape.node, Predicate: p, Object: value},
		clause, fmt.Sprintf(format, args...), hint)
}

// compileComponent makes the constraints of one component in the shape.
func (b *builder) compileComponent(c *component) {
	values := b.objects(c.parameter)
	if len(values) == 0 {
		return
	}
	b.row = c
	name := rdf.LocalName(c.parameter)
	if c.property && b.shape.path == nil && len(b.objects(sh.Path)) == 0 {
		b.wrong(c.parameter, values[0], c.section, name+"-scope", "sh:%s is only for property shapes, and this shape has no sh:path", name)
		return
	}
	if c.most > 0 && len(values) > c.most {
		b.wrong(c.parameter, values[c.most], c.section, name+"-maxCount", "sh:%s has %d values, at most %d allowed", name, len(values), c.most)
		return
	}
	for _, value := range values {
		if b.checkValue(value) && c.compile != nil {
			if checker := c.compile(b, value); checker != nil {
				b.shape.constraints = append(b.shape.constraints, constraint{c, checker})
			}
		}
	}
}

// use returns the shape of a node that the shape being compiled asks about.
func (b *builder) use(node rdf.Term, negative bool) *shape {
	s := b.compiler.shape(node)
	b.shape.uses = append(b.shape.uses, use{s, negative})
	return s
}

// compileSeverity obeys SHACL 2.1.4.
func (b *builder) compileSeverity() {
	b.shape.severity = sh.Violation
	values := b.objects(sh.SeverityProperty)
	if len(values) > 1 {
		b.wrong(sh.SeverityProperty, values[1], "2.1.4", "severity-maxCount", "sh:severity has %d values, at most 1 allowed", len(values))
	}
	for _, value := range values {
		if iri, ok := value.(rdf.IRI); ok {
			b.shape.severity = iri
		} else {
			b.wrong(sh.SeverityProperty, value, "2.1.4", "severity-nodeKind", "sh:severity is %s, but must be an IRI", show(value))
		}
	}
}

// compileMessages obeys SHACL 2.1.5.
func (b *builder) compileMessages() {
	for _, value := range b.objects(sh.Message) {
		l, ok := value.(rdf.Literal)
		if !ok || !isText(l) {
			b.wrong(sh.Message, value, "2.1.5", "message-datatype", "sh:message is %s, but must be a string, with or without a language", show(value))
			continue
		}
		b.shape.messages = append(b.shape.messages, l)
	}
	sortTerms(b.shape.messages)
}

// compileDeactivated obeys SHACL 2.1.6.
func (b *builder) compileDeactivated() {
	values := b.objects(sh.Deactivated)
	if len(values) > 1 {
		b.wrong(sh.Deactivated, values[1], "2.1.6", "deactivated-maxCount", "sh:deactivated has %d values, at most 1 allowed", len(values))
	}
	for _, value := range values {
		switch value {
		case trueLiteral:
			b.shape.deactivated = true
		case falseLiteral:
		default:
			b.wrong(sh.Deactivated, value, "2.1.6", "deactivated-datatype", "sh:deactivated is %s, but must be true or false", show(value))
		}
	}
}
