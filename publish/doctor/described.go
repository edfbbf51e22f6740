package doctor

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/eventlod/eventlod/publish/harvest"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon"
)

const catalogueGroup = "catalogue"

// catalogue checks that the other forms of the catalogue can be read and say
// the same.
func (e *examination) catalogue(ctx context.Context) error {
	want, err := canonical(e.cat.Graph)
	if err != nil {
		return err
	}
	e.report.add(Check{Group: catalogueGroup, Name: harvest.CatalogFile, Message: fmt.Sprintf("%d triples about %s", e.cat.Graph.Len(), e.cat.Dataset)})
	for _, name := range []string{"catalog.jsonld", "catalog.rdf"} {
		g, err := e.load(ctx, name)
		if err != nil {
			e.report.add(failed(catalogueGroup, name, err, buildAgain))
			continue
		}
		got, err := canonical(g)
		if err != nil {
			return err
		}
		c := Check{Group: catalogueGroup, Name: name, Message: "says the same as " + harvest.CatalogFile}
		if got != want {
			c = Check{Group: catalogueGroup, Name: name, Status: Fail, Message: "says something else than " + harvest.CatalogFile, Hint: buildAgain}
		}
		e.report.add(c)
	}
	return nil
}

// canonical is the SHA-256 of the canonical form of a graph (RDFC-1.0).
func canonical(g *rdf.Graph) (string, error) {
	c := canon.New(canon.Options{})
	var s rdf.Statement
	for t := range g.All() {
		s.SetQuad(rdf.Quad{Triple: t})
		if err := c.AddStatement(&s); err != nil {
			return "", err
		}
	}
	result, err := c.Finish()
	if err != nil {
		return "", err
	}
	defer result.Close()
	digest := sha256.New()
	if _, err := result.WriteTo(digest); err != nil {
		return "", err
	}
	return hex.EncodeToString(digest.Sum(nil)), nil
}
