package ontology_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// shorten writes a triple with prefixes and without the base of the archive,
// for tables that people read.
func shorten(triple rdf.Triple) string {
	line := strings.ReplaceAll(strings.TrimSuffix(triple.String(), " ."), "https://example.org/", "")
	for _, v := range vocab.All() {
		before, after, found := strings.Cut(line, "<"+v.Namespace)
		for found {
			name, rest, _ := strings.Cut(after, ">")
			line = before + v.Prefix + ":" + name + rest
			before, after, found = strings.Cut(line, "<"+v.Namespace)
		}
	}
	return line
}

// expand is the reverse of shorten, for a subject and object of the archive
// that may stand without angle brackets.
func expand(line string) string {
	words := strings.SplitN(line, " ", 3)
	for i, word := range words {
		prefix, name, prefixed := strings.Cut(word, ":")
		switch {
		case strings.HasPrefix(word, `"`):
			words[i] = strings.ReplaceAll(word, "xsd:positiveInteger", xsd.PositiveInteger.String())
		case prefixed:
			words[i] = "<" + namespace(prefix) + name + ">"
		default:
			words[i] = "<https://example.org/" + word + ">"
		}
	}
	return strings.Join(words, " ") + " ."
}

func namespace(prefix string) string {
	for _, v := range vocab.All() {
		if v.Prefix == prefix {
			return v.Namespace
		}
	}
	return ""
}

// mapToGraph maps records by the default profile.
func mapToGraph(t *testing.T, records string) *rdf.Graph {
	t.Helper()
	archive, problems := data.Load(fstest.MapFS{
		"archive.yaml": {Data: []byte(archiveYAML)},
		"records.yaml": {Data: []byte(records)},
	}, data.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	g := new(rdf.Graph)
	_, problems, err := ontology.MapArchive(defaultProfile(t), archive, ontology.NewLock(), func(_ *data.Record, facts *ontology.Facts) error {
		for _, f := range facts.List {
			for _, triple := range f.Triples {
				g.Add(triple.Term())
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Pos, p.Message)
	}
	return g
}

func TestDefaultProfileMaps(t *testing.T) {
	for _, test := range []struct{ name, records, want string }{
		{"editions", "series: [{id: s}]\nevent: [{id: a, series: s, ordinal: 1}, {id: b, series: s, ordinal: 2, kind: ConferenceEvent}]", `
			<event/a> rdf:type schema:Event
			<event/a> schema:superEvent <series/s>
			<event/a> evl:ordinal "1"^^xsd:positiveInteger
			<event/a> evl:nextEdition <event/b>
			<event/b> evl:previousEdition <event/a>
			<event/b> rdf:type schema:ConferenceEvent`},
		{"dates keep their precision", "event: [{id: a, start: 2012, end: 2012-11}]\nseries: [{id: s, during: 2012/2015}]", `
			<event/a> schema:startDate "2012"^^xsd:gYear
			<event/a> schema:endDate "2012-11"^^xsd:gYearMonth
			<series/s> schema:startDate "2012"^^xsd:gYear
			<series/s> schema:endDate "2015"^^xsd:gYear`},
		{"parts of parts", "event: [{id: a, part: [{id: day, part: [{id: talk, title: {en: Talk}, kind: SocialEvent}]}]}]", `
			<event/a> schema:subEvent <event/a#day>
			<event/a#day> schema:superEvent <event/a>
			<event/a#day> rdf:type schema:Event
			<event/a#day> schema:subEvent <event/a#day.talk>
			<event/a#day.talk> evl:position "1"^^xsd:integer
			<event/a#day.talk> rdf:type schema:SocialEvent
			<event/a#day.talk> schema:name "Talk"@en`},
		{"roles are nodes and direct links", "organization: [{id: o}]\nperson: [{id: p}]\nevent: [{id: a, role: [{role: co-funder, agent: o}, {role: opening-speaker, agent: p, office: {en: Mayor}, onBehalfOf: o}]}]", `
			<event/a> evl:hasRole <event/a#role-co-funder-o>
			<event/a> evl:coFunder <organization/o>
			<event/a#role-co-funder-o> rdf:type evl:RoleAtEvent
			<event/a#role-co-funder-o> evl:role role:co-funder
			<event/a#role-co-funder-o> evl:agent <organization/o>
			<event/a> evl:openingSpeaker <person/p>
			<event/a#role-opening-speaker-p> evl:inOffice "Mayor"@en
			<event/a#role-opening-speaker-p> evl:onBehalfOf <organization/o>`},
		{"points and audiences", "topic: [{id: t}]\nevent: [{id: a, aim: [{id: x, text: {en: X}, topic: t}], audience: [{id: y, text: {pl: Y}}]}]", `
			<event/a> evl:aim <event/a#x>
			<event/a#x> rdf:type evl:Point
			<event/a#x> schema:name "X"@en
			<event/a#x> evl:concerns <topic/t>
			<event/a> schema:audience <event/a#y>
			<event/a#y> schema:audienceType "Y"@pl`},
		{"attendance", "event: [{id: a, attendance: {about: 200, text: {en: nearly 200}}}]", `
			<event/a> evl:attendance <event/a#attendance-200>
			<event/a#attendance-200> evl:approximately "200"^^xsd:integer`},
		{"links by number", "place: [{id: a, wikidata: Q268, geonames: 3088171, nuts: PL41, eu-country: POL, eurovoc: 2543, identifier: {scheme: TERYT, value: '06'}}]", `
			<place/a> schema:sameAs <http://www.wikidata.org/entity/Q268>
			<place/a> schema:sameAs <https://sws.geonames.org/3088171/>
			<place/a> schema:sameAs <http://publications.europa.eu/resource/authority/country/POL>
			<place/a> evl:nutsRegion <http://data.europa.eu/nuts/code/PL41>
			<place/a> rdfs:seeAlso <http://eurovoc.europa.eu/2543>
			<place/a#id-teryt> schema:value "06"`},
		{"several other names in a language", "organization: [{id: a, alternateName: [{en: A}, {en: B}], acronym: ABC}]", `
			<organization/a> schema:alternateName "A"@en
			<organization/a> schema:alternateName "B"@en
			<organization/a> evl:acronym "ABC"
			<organization/a> schema:alternateName "ABC"`},
		{"offices", "organization: [{id: o}]\nperson: [{id: p, name: Jan, office: [{id: mayor, title: {en: Mayor}, organization: o, during: 2005-10/..}]}]", `
			<person/p> schema:name "Jan"
			<person/p> evl:holdsOffice <person/p#mayor>
			<person/p#mayor> schema:roleName "Mayor"@en
			<person/p#mayor> evl:officeIn <organization/o>
			<person/p#mayor> schema:startDate "2005-10"^^xsd:gYearMonth`},
		{"calls for proposals", "funding: [{id: i}, {id: c, kind: CallForProposals, partOf: i, year: 2015, applyBy: 2014-12-23T15:00:00+01:00, pool: 4000000, currency: PLN}]", `
			<funding/c> rdf:type evl:CallForProposals
			<funding/c> dcterms:isPartOf <funding/i>
			<funding/c> evl:year "2015"^^xsd:gYear
			<funding/c> evl:applyBy "2014-12-23T15:00:00+01:00"^^xsd:dateTime
			<funding/c> evl:pool "4000000"^^xsd:decimal
			<funding/c> schema:currency "PLN"`},
		{"claims stay claims", "source: [{id: w}]\nevent: [{id: e}]\nclaim: [{id: c, about: event/e, text: {en: T}, source: w, contradicts: w}]", `
			<source/w> rdf:type schema:WebPage
			<claim/c> schema:about <event/e>
			<claim/c> schema:appearance <source/w>
			<claim/c> evl:contradictedBy <source/w>`},
		{"topics", "scheme: [{id: s}]\ntopic: [{id: a}, {id: b, scheme: s, broader: a, eurovoc-exact: 6034, eurovoc-close: c_6547ccb7}]", `
			<topic/b> skos:inScheme <scheme/s>
			<topic/b> skos:broader <topic/a>
			<topic/b> skos:exactMatch <http://eurovoc.europa.eu/6034>
			<topic/b> skos:closeMatch <http://eurovoc.europa.eu/c_6547ccb7>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, triple := range mapToGraph(t, test.records).Triples() {
				got = append(got, shorten(triple))
			}
			for want := range strings.Lines(test.want) {
				if want = strings.TrimSpace(want); want != "" && !slices.Contains(got, want) {
					t.Errorf("lacks %s", want)
				}
			}
			if t.Failed() {
				t.Log("got\n" + strings.Join(got, "\n"))
			}
		})
	}
}
