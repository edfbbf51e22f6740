package doctor

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/void"
)

const linkGroup = "links"

// Bounds of what is asked of a host.
const (
	maxLinks  = 200
	linksOnce = 4
)

// A link is an address that a description says to be there.
type link struct {
	address rdf.IRI
	of      rdf.IRI // the property that has it
	broken  Status  // what a broken one is
}

// linking are the properties whose values a visitor follows. Pages and entities
// are there once there is a site; the files must be there at once.
var linking = []struct {
	property rdf.IRI
	broken   Status
}{
	{dcat.DownloadURL, Fail}, {dcat.AccessURL, Fail}, {void.DataDump, Fail},
	{dcat.LandingPage, Warning}, {foaf.Homepage, Warning}, {void.ExampleResource, Warning},
}

// links asks for every address below the root that catalogue and VoID name. No
// other host than the source's is asked.
func (e *examination) links(ctx context.Context) error {
	graphs := []*rdf.Graph{e.cat.Graph}
	if g, err := e.load(ctx, "void.ttl"); err == nil {
		graphs = append(graphs, g)
	}
	var found []link
	elsewhere := 0
	for _, l := range linking {
		for _, address := range addresses(graphs, l.property) {
			switch known := slices.ContainsFunc(found, func(f link) bool { return f.address == address }); {
			case !e.isOurs(address):
				elsewhere++
			case !known:
				found = append(found, link{address, l.property, l.broken})
			}
		}
	}
	if len(found) > maxLinks {
		e.report.add(Check{Group: linkGroup, Name: "addresses", Status: Warning, Message: fmt.Sprintf("only the first %d of %d are asked for", maxLinks, len(found))})
		found = found[:maxLinks]
	}
	e.ask(ctx, found)
	e.mediaTypes(ctx)
	good := 0
	broken := map[rdf.IRI][]link{}
	for _, l := range found {
		if e.answers[l.address] == nil {
			good++
		} else {
			broken[l.of] = append(broken[l.of], l)
		}
	}
	for _, l := range linking {
		e.broken(broken[l.property])
	}
	e.report.add(Check{Group: linkGroup, Name: "addresses", Message: fmt.Sprintf("%d of %d answer; %d of other hosts were not asked", good, len(found), elsewhere)})
	return nil
}

// broken reports the addresses of one property that do not answer: files one
// by one, pages together.
func (e *examination) broken(links []link) {
	for i, l := range links {
		c := Check{Group: linkGroup, Name: l.address.String(), Status: l.broken,
			Message: fmt.Sprintf("%s (value of %s)", e.answers[l.address], l.of), Hint: linkHint(l)}
		if l.broken == Warning && len(links) > 1 {
			c.Name = l.of.String()
			c.Message = fmt.Sprintf("%d addresses do not answer, the first being %s: %s", len(links), l.address, e.answers[l.address])
		}
		if i == 0 || l.broken == Fail {
			e.report.add(c)
		}
	}
}

func linkHint(l link) string {
	switch {
	case l.broken == Fail:
		return buildAgain
	case l.of == void.ExampleResource:
		return "publish the pages of the records, and have the base lead to them"
	}
	return "publish a page at this address, or set homepage in archive.yaml to one that is there"
}

// isOurs reports whether an address is below the root.
func (e *examination) isOurs(address rdf.IRI) bool {
	return string(address) == e.cat.Root || e.cat.PathOf(address) != ""
}

// addresses returns the IRIs that are values of a property, sorted.
func addresses(graphs []*rdf.Graph, property rdf.IRI) []rdf.IRI {
	var list []rdf.IRI
	for _, g := range graphs {
		for t := range g.WithPredicate(property) {
			if iri, ok := t.Object.(rdf.IRI); ok {
				list = append(list, iri)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// ask asks for the addresses, a few at a time, and notes the answers.
func (e *examination) ask(ctx context.Context, links []link) {
	answers := make([]error, len(links))
	slots := make(chan struct{}, linksOnce)
	var group sync.WaitGroup
	for i, l := range links {
		slots <- struct{}{}
		group.Go(func() {
			answers[i] = e.Answers(ctx, e.cat.PathOf(l.address))
			<-slots
		})
	}
	group.Wait()
	for i, l := range links {
		e.answers[l.address] = answers[i]
	}
}

// reachable reports whether an address has answered.
func (e *examination) reachable(address rdf.IRI) bool {
	err, asked := e.answers[address]
	return asked && err == nil
}

// mediaTypes checks on a host that each file is sent as what it is: portals
// choose their parser by that.
func (e *examination) mediaTypes(ctx context.Context) {
	for _, file := range []struct{ name, want string }{
		{"catalog.ttl", "text/turtle"}, {"catalog.jsonld", "application/ld+json"}, {"catalog.rdf", "application/rdf+xml"},
	} {
		got := e.MediaType(ctx, file.name)
		if got == "" {
			continue
		}
		c := Check{Group: linkGroup, Name: file.name, Message: "is sent as " + got}
		if got != file.want {
			c.Status, c.Message = Fail, fmt.Sprintf("is sent as %s; expected %s", got, file.want)
			c.Hint = "set the media types of the host: CKAN chooses its parser by them"
		}
		e.report.add(c)
	}
}
