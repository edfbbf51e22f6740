// Command synth writes a synthetic archive of any size for benchmarks: events
// with places, organisers, topics and dates. The same number of events always
// gives the same bytes.
//
//	go run ./internal/synth -events 100000 -o /tmp/synthetic
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	events := flag.Int("events", 100000, "how many events")
	out := flag.String("o", "", "folder to write")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := write(*out, *events); err != nil {
		log.Fatal(err)
	}
}

const meta = `name: synthetic
title: {en: Synthetic events, pl: Wydarzenia syntetyczne}
description: {en: Events made up for measuring., pl: Wydarzenia zmyślone dla pomiarów.}
publisher: {name: {en: Nobody, pl: Nikt}, url: 'https://example.org/'}
contact: {name: {en: Nobody, pl: Nikt}, url: 'https://example.org/'}
base: https://example.org/
languages: [en, pl]
license: https://creativecommons.org/publicdomain/zero/1.0/
version: 1.0.0
issued: 2020-01-01
modified: 2020-01-01
frequency: not-planned
keywords: [{en: benchmark, pl: pomiar}]
themes: [http://publications.europa.eu/resource/authority/data-theme/TECH]
`

// Of these things there are few in any archive, however many its events.
const (
	places        = 500
	organizations = 300
	topics        = 100
	series        = 50
)

func write(dir string, events int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "archive.yaml"), []byte(meta), 0o644),
		writeFile(dir, "things.jsonl", things),
		writeFile(dir, "events.jsonl", func(w io.Writer) error { return writeEvents(w, events) }),
	)
}

func writeFile(dir, name string, content func(io.Writer) error) error {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	return errors.Join(content(w), w.Flush(), f.Close())
}

// texts is a text in both languages of the archive.
func texts(format string, args ...any) map[string]string {
	text := fmt.Sprintf(format, args...)
	return map[string]string{"en": text, "pl": text + " (po polsku)"}
}

type object = map[string]any

func things(w io.Writer) error {
	encoder := json.NewEncoder(w)
	var errs []error
	add := func(recordType, id string, fields object) {
		fields["type"], fields["id"] = recordType, id
		errs = append(errs, encoder.Encode(fields))
	}
	add("scheme", "topics", object{"label": texts("Topics")})
	for i := range topics {
		add("topic", fmt.Sprint("topic-", i), object{"label": texts("Topic %d", i), "scheme": "topics"})
	}
	for i := range places {
		add("place", fmt.Sprint("place-", i), object{"name": texts("Place %d", i), "kind": "City"})
	}
	for i := range organizations {
		add("organization", fmt.Sprint("organization-", i), object{"name": texts("Organisation %d", i)})
	}
	for i := range series {
		add("series", fmt.Sprint("series-", i), object{"name": texts("Series %d", i), "during": "1990/2020"})
	}
	return errors.Join(errs...)
}

func writeEvents(w io.Writer, events int) error {
	encoder := json.NewEncoder(w)
	for i := range events {
		day := fmt.Sprintf("%d-%02d-%02d", 1990+i%30, 1+i/30%12, 1+i/360%28)
		event := object{
			"type": "event", "id": fmt.Sprint("event-", i), "kind": "ConferenceEvent",
			"title":       texts("The %d. conference on the matters of place %d", i, i*7%places),
			"description": texts("Event %d is about \"topic %d\" and was made up; it has a description of a usual length.", i, i%topics),
			"start":       day, "end": day,
			"series": fmt.Sprint("series-", i%series), "ordinal": fmt.Sprint(1 + i/series),
			"place":   fmt.Sprint("place-", i*7%places),
			"topic":   []string{fmt.Sprint("topic-", i%topics), fmt.Sprint("topic-", (i+17)%topics)},
			"website": fmt.Sprintf("https://example.com/events/%d", i),
			"role":    []object{{"role": "organizer", "agent": fmt.Sprint("organization/organization-", i*3%organizations)}},
		}
		if err := encoder.Encode(event); err != nil {
			return err
		}
	}
	return nil
}
