package doctor

import (
	"context"
	"fmt"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/void"
)

const dumpGroup = "dumps"

// dumps reads every dump that VoID lists and compares their canonical forms:
// whichever format a visitor takes, the triples must be the same. In formats
// with named graphs they are in one.
func (e *examination) dumps(ctx context.Context) error {
	var err error
	if e.void, err = e.load(ctx, "void.ttl"); err != nil {
		e.void = nil
		e.report.add(failed(dumpGroup, "void.ttl", err, buildAgain))
		return nil
	}
	var first, want string
	for _, address := range e.dumpAddresses() {
		name := e.cat.PathOf(address)
		if name == "" {
			e.report.add(Check{Group: dumpGroup, Name: string(address), Status: Skipped, Message: "is elsewhere"})
			continue
		}
		g, err := e.load(ctx, name)
		if err != nil {
			e.report.add(failed(dumpGroup, name, err, buildAgain))
			continue
		}
		got, err := canonical(g)
		if err != nil {
			return err
		}
		if first == "" {
			first, want, e.data = name, got, g
			e.report.add(Check{Group: dumpGroup, Name: name, Message: fmt.Sprintf("%d triples, canonical hash %s", g.Len(), got)})
			continue
		}
		c := Check{Group: dumpGroup, Name: name, Message: "the same triples"}
		if got != want {
			c = Check{Group: dumpGroup, Name: name, Status: Fail, Message: fmt.Sprintf("other triples than %s: canonical hash %s", first, got), Hint: buildAgain}
		}
		e.report.add(c)
	}
	if first == "" {
		e.report.add(Check{Group: dumpGroup, Name: "dumps", Status: Fail, Message: "void.ttl lists none that can be read", Hint: buildAgain})
	}
	return nil
}

// dumpAddresses returns the addresses of the dumps, sorted.
func (e *examination) dumpAddresses() []rdf.IRI {
	var addresses []rdf.IRI
	for o := range e.void.Objects(e.cat.Dataset, void.DataDump) {
		if iri, ok := o.(rdf.IRI); ok {
			addresses = append(addresses, iri)
		}
	}
	slices.Sort(addresses)
	return addresses
}
