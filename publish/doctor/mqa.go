package doctor

import (
	"context"
	"fmt"

	"github.com/eventlod/eventlod/publish/catalog"
)

const mqaGroup = "MQA score of data.europa.eu"

// mqa computes the score point by point. In a folder, an address counts as one
// that answers where the file is there to be published.
func (e *examination) mqa(context.Context) error {
	metrics := catalog.Score(e.cat.Graph, catalog.Conditions{Reachable: e.reachable, Compliant: e.compliant})
	for _, m := range metrics {
		c := Check{Group: mqaGroup, Name: m.Dimension + ", " + m.Name, Points: m.Points, Of: m.Of, Message: m.Note}
		if m.Points < m.Of {
			c.Status = Warning
		}
		e.report.add(c)
	}
	e.report.Score, e.report.ScoreOf = catalog.Total(metrics)
	total := Check{Group: mqaGroup, Name: "total", Message: fmt.Sprintf("%d of %d; excellent from %d", e.report.Score, e.report.ScoreOf, catalog.Excellent)}
	if e.report.Score < catalog.Excellent {
		total.Status, total.Hint = Warning, "each line above that warns says what is missing"
	}
	e.report.add(total)
	return nil
}
