package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/rdf"
)

// hosted is what holds once the archive is hosted: every address answers, and
// [TestOfficialShapes] shows that there is no violation.
var hosted = catalog.Conditions{Reachable: func(rdf.IRI) bool { return true }, Compliant: true}

// The calculation, metric by metric, as the MQA publishes its weights.
const fullScore = `findability: keywords 30/30
findability: categories 30/30
findability: place 20/20
findability: time 20/20
accessibility: access address answers 50/50
accessibility: download address 20/20
accessibility: download address answers 30/30
interoperability: format 20/20
interoperability: media type 10/10
interoperability: format and media type from vocabularies 10/10
interoperability: format not proprietary 20/20
interoperability: format machine-readable 20/20
interoperability: DCAT-AP compliance 30/30
reusability: licence 20/20
reusability: licence from vocabulary 10/10
reusability: access rights 10/10
reusability: access rights from vocabulary 5/5
reusability: contact 20/20
reusability: publisher 10/10
contextuality: rights 5/5
contextuality: size 5/5
contextuality: date issued 5/5
contextuality: date modified 5/5
405/405
`

func calculation(metrics []catalog.Metric) string {
	var b strings.Builder
	for _, m := range metrics {
		fmt.Fprintf(&b, "%s: %s %d/%d\n", m.Dimension, m.Name, m.Points, m.Of)
	}
	points, of := catalog.Total(metrics)
	fmt.Fprintf(&b, "%d/%d\n", points, of)
	return b.String()
}

func TestScoreOfTheBuiltInArchive(t *testing.T) {
	metrics := catalog.Score(catalog.Describe(sokwmsInput(t)), hosted)
	if got := calculation(metrics); got != fullScore {
		t.Errorf("got\n%swant\n%s", got, fullScore)
	}
	if points, _ := catalog.Total(metrics); points < catalog.Excellent {
		t.Errorf("got %d points, want at least %d", points, catalog.Excellent)
	}
}

func TestScoreTellsWhatIsMissing(t *testing.T) {
	// Nothing is hosted, and the archive says only what it must.
	metrics := catalog.Score(catalog.Describe(smallInput(t, "")), catalog.Conditions{})
	points, of := catalog.Total(metrics)
	// 405 less: keywords 30, themes 30, place 20, both answers 80, compliance 30,
	// licence from vocabulary 10, contact 20, issued 5.
	if points != 405-225 || of != 405 {
		t.Errorf("got %d/%d, want 180/405\n%s", points, of, calculation(metrics))
	}
	for _, m := range metrics {
		if (m.Points < m.Of) != (m.Note != "") {
			t.Errorf("%s: %d of %d points, note %q", m.Name, m.Points, m.Of, m.Note)
		}
	}
}

func TestScoreOfNothing(t *testing.T) {
	if points, of := catalog.Total(catalog.Score(new(rdf.Graph), catalog.Conditions{})); points != 0 || of != 405 {
		t.Errorf("got %d/%d, want 0/405", points, of)
	}
}
