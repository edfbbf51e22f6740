package rdf_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/eventlod/eventlod/rdf"
)

// A model is what a dataset must do, done as simply as can be.
type model map[rdf.Quad]bool

// pool returns a quad over few terms, so that parts are shared and quads come
// again.
func pool(n [4]byte) rdf.Quad {
	objects := []rdf.Term{
		rdf.IRI(ex + "0"), rdf.IRI(ex + "p1"), rdf.BlankNode("0"), rdf.BlankNode("b"), rdf.NewString("0"), rdf.NewString(""),
		rdf.NewLangString("0", "en"), rdf.NewLangString("0", "en-GB"), rdf.NewLiteral("0", ex+"p1"), rdf.NewLiteral("0", ex+"d"),
		rdf.NewString("a longer text, so that lengths differ, and one beyond what a single byte can count: " + fmt.Sprintf("%0100d", n[2]%3)),
	}
	graphs := []rdf.Term{nil, rdf.IRI(ex + "0"), rdf.BlankNode("0"), rdf.IRI(ex + "g")}
	subjects := []rdf.Term{rdf.IRI(ex + "0"), rdf.IRI(ex + "p1"), rdf.BlankNode("0"), rdf.IRI(fmt.Sprint(ex, "s", n[0]))}
	return rdf.Quad{
		Triple: rdf.Triple{
			Subject:   subjects[int(n[0])%len(subjects)],
			Predicate: rdf.IRI(fmt.Sprint(ex, "p", n[1]%4)),
			Object:    objects[int(n[2])%len(objects)],
		},
		Graph: graphs[int(n[3])%len(graphs)],
	}
}

// orders are the parts in which Match sorts, by what the pattern gives of
// subject, predicate and object.
var orders = map[[3]bool][]int{
	{}: {0, 1, 2}, {true}: {1, 2}, {false, true}: {0, 2}, {false, false, true}: {1, 0},
	{true, true}: {2}, {true, false, true}: {1}, {false, true, true}: {0}, {true, true, true}: nil,
}

func compareIn(parts []int) func(a, b rdf.QuadID) int {
	return func(a, b rdf.QuadID) int {
		for _, p := range parts {
			if a[p] != b[p] {
				return cmp.Compare(a[p], b[p])
			}
		}
		return cmp.Compare(a[3], b[3])
	}
}

// checkPattern compares all that a dataset says about a pattern with the model.
// The bits of set say which parts of q the pattern gives.
func (m model) checkPattern(t *testing.T, d *rdf.Dataset, q rdf.Quad, set int) {
	t.Helper()
	parts := [4]rdf.Term{q.Subject, q.Predicate, q.Object, q.Graph}
	pattern := [4]rdf.ID{rdf.Any, rdf.Any, rdf.Any, rdf.Any}
	known := true
	for i, part := range parts {
		if set>>i&1 == 0 {
			continue
		}
		id, ok := d.Lookup(part)
		if ok && part != nil && d.Term(id) != part {
			t.Fatalf("%v has number %d, which is %v", part, id, d.Term(id))
		}
		pattern[i], known = id, known && ok
	}
	want := make(map[rdf.Quad]bool)
	for other := range m {
		others := [4]rdf.Term{other.Subject, other.Predicate, other.Object, other.Graph}
		matches := true
		for i := range parts {
			matches = matches && (set>>i&1 == 0 || parts[i] == others[i])
		}
		if matches {
			want[other] = true
		}
	}
	if !known {
		if len(want) > 0 {
			t.Fatalf("a term of %v has no number", q)
		}
		return
	}
	got := slices.Collect(d.Match(pattern[0], pattern[1], pattern[2], pattern[3]))
	for _, ids := range got {
		if !want[quadOf(d, ids)] {
			t.Fatalf("pattern %v finds %v", pattern, quadOf(d, ids))
		}
	}
	count := d.Count(pattern[0], pattern[1], pattern[2], pattern[3])
	if len(got) != len(want) || count != len(want) {
		t.Fatalf("pattern %v: %d found, %d counted, want %d", pattern, len(got), count, len(want))
	}
	order := compareIn(orders[[3]bool{set&1 != 0, set&2 != 0, set&4 != 0}])
	if !slices.IsSortedFunc(got, order) {
		t.Fatalf("pattern %v: %v is not sorted", pattern, got)
	}
}

func quadOf(d *rdf.Dataset, ids rdf.QuadID) rdf.Quad {
	q := rdf.Quad{Triple: rdf.Triple{Subject: d.Term(ids[0]), Object: d.Term(ids[2])}, Graph: d.Term(ids[3])}
	q.Predicate, _ = d.Term(ids[1]).(rdf.IRI)
	return q
}

// checkSource compares the answers of a source with those of Match.
func checkSource(t *testing.T, d *rdf.Dataset, source rdf.Source, g rdf.ID) {
	t.Helper()
	var objects, subjects, wantObjects, wantSubjects []rdf.ID
	for id := rdf.ID(1); int(id) <= d.Terms(); id++ {
		properties := source.Properties(nil, id)
		want := make(map[rdf.Property]bool)
		for q := range d.Match(id, rdf.Any, rdf.Any, g) {
			want[rdf.Property{Predicate: q[1], Object: q[2]}] = true
		}
		if len(properties) != len(want) {
			t.Fatalf("%v has properties %v, want %v", d.Term(id), properties, want)
		}
		for _, p := range properties {
			objects = source.ObjectIDs(objects[:0], id, p.Predicate)
			subjects = source.SubjectIDs(subjects[:0], p.Predicate, p.Object)
			wantObjects, wantSubjects = wantObjects[:0], wantSubjects[:0]
			for q := range d.Match(id, p.Predicate, rdf.Any, g) {
				wantObjects = append(wantObjects, q[2])
			}
			for q := range d.Match(rdf.Any, p.Predicate, p.Object, g) {
				wantSubjects = append(wantSubjects, q[0])
			}
			if !slices.Equal(objects, slices.Compact(wantObjects)) || !slices.Equal(subjects, slices.Compact(wantSubjects)) {
				t.Fatalf("objects %v, subjects %v, want %v, %v", objects, subjects, wantObjects, wantSubjects)
			}
		}
	}
}

// run adds the quads that the bytes stand for, reading now and then, and
// compares with the model.
func run(t *testing.T, input []byte) {
	d, m := new(rdf.Dataset), make(model)
	var s rdf.Statement
	for len(input) >= 5 {
		what, q := input[0], pool([4]byte(input[1:5]))
		input = input[5:]
		m[q] = true
		switch what % 3 {
		case 0:
			d.Add(q)
		case 1:
			s.SetQuad(q)
			d.AddStatement(&s)
		case 2:
			d.Graph(q.Graph).Add(q.Triple)
		}
		if what > 200 {
			m.checkPattern(t, d, pool([4]byte{what, what >> 1, what >> 2, what >> 3}), int(what)%16)
		}
	}
	for i := range 64 {
		for set := range 16 {
			m.checkPattern(t, d, pool([4]byte{byte(i), byte(i / 4), byte(i), byte(i)}), set)
		}
	}
	if d.Len() != len(m) {
		t.Fatalf("%d quads, want %d", d.Len(), len(m))
	}
	checkSource(t, d, d, rdf.Any)
	for _, name := range append(d.Names(), nil) {
		id, _ := d.Lookup(name)
		checkSource(t, d, d.Graph(name), id)
	}
	checkScans(t, d)
}

// checkScans checks that each order has every quad, sorted.
func checkScans(t *testing.T, d *rdf.Dataset) {
	t.Helper()
	for order, parts := range map[rdf.Order][]int{
		rdf.SPO: {0, 1, 2}, rdf.PSO: {1, 0, 2}, rdf.OPS: {2, 1, 0}, rdf.OSP: {2, 0, 1}, rdf.POS: {1, 2, 0},
	} {
		rows := d.Sorted(order, rdf.Any, rdf.Any, rdf.Any, rdf.Any)
		if rows.Len() != d.Len() {
			t.Fatalf("order %d: %d rows of %d", order, rows.Len(), d.Len())
		}
		all := collect(rows)
		checkSeeks(t, d, order, parts, all)
		if len(all) != d.Len() || !slices.IsSortedFunc(all, compareIn(parts)) {
			t.Fatalf("order %d: %d quads of %d, or not sorted", order, len(all), d.Len())
		}
		inGraphs := 0
		for _, name := range append(d.Names(), nil) {
			id, _ := d.Lookup(name)
			inGraphs += len(collect(d.Sorted(order, rdf.Any, rdf.Any, rdf.Any, id)))
		}
		if inGraphs != len(all) {
			t.Fatalf("order %d: %d quads graph by graph, %d together", order, inGraphs, len(all))
		}
	}
}

func collect(rows rdf.Rows) (all []rdf.QuadID) {
	for q, ok := rows.Next(); ok; q, ok = rows.Next() {
		all = append(all, q)
	}
	return all
}

// checkSeeks seeks in rows of which the order's first part is given, or none,
// and compares with what walking finds.
func checkSeeks(t *testing.T, d *rdf.Dataset, order rdf.Order, parts []int, all []rdf.QuadID) {
	t.Helper()
	for i := 0; i < len(all); i += 1 + len(all)/7 {
		pattern := [3]rdf.ID{rdf.Any, rdf.Any, rdf.Any}
		for given := range 3 {
			want := collect(d.Sorted(order, pattern[0], pattern[1], pattern[2], rdf.Any))
			rows := d.Sorted(order, pattern[0], pattern[1], pattern[2], rdf.Any)
			to := all[i][parts[given]] + rdf.ID(i%2)
			rows.Next()
			rows.Seek(to)
			want = slices.DeleteFunc(want[1:], func(q rdf.QuadID) bool { return q[parts[given]] < to })
			if got := collect(rows); !slices.Equal(got, want) {
				t.Fatalf("order %d, pattern %v: from %d on %d rows, want %d", order, pattern, to, len(got), len(want))
			}
			pattern[parts[given]] = all[i][parts[given]]
		}
	}
}

func TestStoreIsLikeItsModel(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 0))
		input := make([]byte, 5*(1+r.IntN(400)))
		for i := range input {
			input[i] = byte(r.Uint32())
		}
		if seed%2 == 0 { // one graph alone
			for i := 4; i < len(input); i += 5 {
				input[i] = byte(seed)
			}
		}
		t.Run(fmt.Sprint("seed", seed), func(t *testing.T) { run(t, input) })
	}
}

func FuzzStore(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte{255, 1, 2, 3, 4, 250, 1, 2, 3, 4, 0, 1, 2, 3, 5})
	f.Fuzz(func(t *testing.T, input []byte) { run(t, input[:min(len(input), 2000)]) })
}

// TestReadersAtOnce reads a dataset from many goroutines, each of which may be
// the first to need an order.
func TestReadersAtOnce(t *testing.T) {
	var d rdf.Dataset
	for i := range 2000 {
		d.Add(pool([4]byte{byte(i), byte(i >> 3), byte(i >> 2), byte(i >> 5)}))
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			checkSource(t, &d, &d, rdf.Any)
			checkScans(t, &d)
			if len(slices.Collect(d.All())) != d.Len() {
				t.Error("All lacks quads")
			}
		})
	}
	group.Wait()
}

// TestAddingAfterReading reads after each of many additions, which must not
// take time that grows with what is there.
func TestAddingAfterReading(t *testing.T) {
	var d rdf.Dataset
	for i := range 20_000 {
		d.Add(rdf.Quad{Triple: triple(fmt.Sprint("s", i/3), "p", rdf.NewString(fmt.Sprint(i%3)))})
		if d.Len() != i+1 {
			t.Fatalf("got %d quads, want %d", d.Len(), i+1)
		}
	}
}

func TestReadingAllocatesNothing(t *testing.T) {
	var d rdf.Dataset
	for i := range 100 {
		d.Add(rdf.Quad{Triple: triple(fmt.Sprint("s", i/3), "p", rdf.NewString(fmt.Sprint(i%3)))})
	}
	var subject, predicate rdf.Term = rdf.IRI(ex + "s4"), rdf.IRI(ex + "p")
	ids, properties := make([]rdf.ID, 0, 100), make([]rdf.Property, 0, 100)
	allocs := testing.AllocsPerRun(100, func() {
		s, _ := d.Lookup(subject)
		p, _ := d.Lookup(predicate)
		ids = d.ObjectIDs(ids[:0], s, p)
		_ = d.Parts(ids[0])
		ids = d.SubjectIDs(ids[:0], p, ids[0])
		properties = d.Properties(properties[:0], s)
		_ = d.Count(rdf.Any, p, rdf.Any, rdf.None)
	})
	if allocs > 0 {
		t.Errorf("%v allocations", allocs)
	}
}
