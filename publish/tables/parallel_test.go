package tables_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"sync"
	"testing"
	"unsafe"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/publish/tables"
)

// However the records are shared out among surveys and workers, the files are
// the same to the byte, and nothing of a record is needed after the call that
// was given it.
func TestWorkersAndLoans(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"talks": talks, "sokwms": sokwms.FS} {
		want := write(t, fsys)
		records, archive, profile := load(t, fsys)
		random := rand.New(rand.NewPCG(1, 2))
		for _, workers := range []int{1, 2, 8} {
			var surveys []*tables.Survey
			for range workers {
				surveys = append(surveys, tables.NewSurvey(profile))
			}
			for _, i := range random.Perm(len(records)) {
				lend(records[i], surveys[random.IntN(workers)].See)
			}
			for _, other := range surveys[1:] {
				surveys[0].Merge(other)
			}
			got := files{}
			writeInBlocks(t, surveys[0].Plan(archive), records, workers, got)
			for path, content := range want {
				if !bytes.Equal(got[path].Bytes(), content.Bytes()) {
					t.Errorf("%s: %s differs with %d workers", name, path, workers)
				}
			}
		}
	}
}

// writeInBlocks makes the rows of blocks of records at the same time.
func writeInBlocks(t *testing.T, p *tables.Plan, records []*data.Record, workers int, to files) {
	t.Helper()
	w, err := p.NewWriter(to.create)
	if err != nil {
		t.Fatal(err)
	}
	blocks := make([]*tables.Rows, workers)
	var wg sync.WaitGroup
	for i := range blocks {
		blocks[i] = p.NewRows()
		wg.Go(func() {
			for _, record := range records[i*len(records)/workers : (i+1)*len(records)/workers] {
				lend(record, blocks[i].Add)
			}
		})
	}
	wg.Wait()
	for _, rows := range blocks {
		if err := w.Write(rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// lend calls use with a copy of a record, whose texts change after the call.
func lend(record *data.Record, use func(*data.Record)) {
	var lent [][]byte
	text := func(s string) string {
		b := []byte(s)
		lent = append(lent, b)
		return unsafe.String(unsafe.SliceData(b), len(b))
	}
	var value func(v data.Value) data.Value
	fields := func(list []data.Field) []data.Field {
		var copied []data.Field
		for _, f := range list {
			f.Name, f.Value = text(f.Name), value(f.Value)
			copied = append(copied, f)
		}
		return copied
	}
	value = func(v data.Value) data.Value {
		items := v.Items
		v.Text, v.Fields, v.Items = text(v.Text), fields(v.Fields), nil
		for _, item := range items {
			v.Items = append(v.Items, value(item))
		}
		return v
	}
	use(&data.Record{Type: text(record.Type), ID: text(record.ID), Fields: fields(record.Fields)})
	for _, b := range lent {
		for i := range b {
			b[i] = '?'
		}
	}
}

// event is a record of a usual length.
func event(i int) *data.Record {
	scalar := func(text string) data.Value { return data.Value{Text: text} }
	field := func(name string, v data.Value) data.Field { return data.Field{Name: name, Value: v} }
	texts := func(text string) data.Value {
		return data.Value{Kind: data.Map, Fields: []data.Field{field("en", scalar(text)), field("pl", scalar(text+" (po polsku)"))}}
	}
	day := fmt.Sprintf("%d-%02d-%02d", 1990+i%30, 1+i%12, 1+i%28)
	return &data.Record{Type: "event", ID: fmt.Sprint("event-", i), Fields: []data.Field{
		field("description", texts(fmt.Sprintf("Event %d, about \"topic %d\", was made up; it has a description of a usual length.", i, i%100))),
		field("end", scalar(day)),
		field("kind", scalar("ConferenceEvent")),
		field("ordinal", scalar(fmt.Sprint(i/50+1))),
		field("place", scalar(fmt.Sprint("place-", i%500))),
		field("role", data.Value{Kind: data.List, Items: []data.Value{{Kind: data.Map, Fields: []data.Field{
			field("agent", scalar(fmt.Sprint("organization/organization-", i%300))), field("role", scalar("organizer"))}}}}),
		field("series", scalar(fmt.Sprint("series-", i%50))),
		field("start", scalar(day)),
		field("title", texts(fmt.Sprintf("The %d. conference on the matters of a place", i))),
		field("topic", data.Value{Kind: data.List, Items: []data.Value{scalar(fmt.Sprint("topic-", i%97)), scalar(fmt.Sprint("topic-", i%89))}}),
		field("website", scalar(fmt.Sprint("https://example.com/events/", i))),
	}}
}

// BenchmarkTables makes the tables of events: each operation is one event.
func BenchmarkTables(b *testing.B) {
	_, archive, profile := load(b, talks)
	archive.Find = func(string, string) bool { return true }
	records := make([]*data.Record, 1000)
	for i := range records {
		records[i] = event(i)
	}
	survey := tables.NewSurvey(profile)
	b.Run("survey", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			survey.See(records[i%len(records)])
		}
	})
	plan := survey.Plan(archive)
	b.Run("rows", func(b *testing.B) {
		rows := plan.NewRows()
		b.ReportAllocs()
		for i := range b.N {
			if rows.Add(records[i%len(records)]); rows.Len() > 1<<20 {
				rows.Reset()
			}
		}
	})
}
