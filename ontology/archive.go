package ontology

import (
	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/problem"
)

// MapArchive maps a loaded archive record by record, on the caller's goroutine:
// it builds the index and hands what each record says to emit, in order. The
// facts are valid until emit returns. It returns the index, the problems of all
// records, sorted and with excerpts, and the first error of emit or of reading.
func MapArchive(profile *Profile, archive *data.Archive, lock *Lock, emit func(*data.Record, *Facts) error) (*Table, problem.List, error) {
	table := NewTable(profile, archive, lock)
	var problems problem.List
	var e Entry
	for record, err := range archive.Records() {
		if err != nil {
			return table, problems, err
		}
		table.Entry(record, &e)
		problems = append(problems, table.Enter(&e)...)
	}
	problems = append(problems, table.Close()...)
	mapper, facts := NewMapper(profile, &archive.Meta, table), new(Facts)
	for record, err := range archive.Records() {
		if err == nil {
			mapper.Map(record, facts)
			problems = append(problems, facts.Problems...)
			err = emit(record, facts)
		}
		if err != nil {
			return table, problems, err
		}
	}
	problems.Sort()
	archive.AddExcerpts(problems)
	return table, problems, nil
}
