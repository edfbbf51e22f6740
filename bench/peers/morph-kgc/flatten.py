"""flatten EVENTS.jsonl OUT.csv: a row an event, the form that the mapper reads fastest."""
import csv, json, sys

with open(sys.argv[1], encoding="utf-8") as lines, open(sys.argv[2], "w", encoding="utf-8", newline="") as out:
    rows = None
    for line in lines:
        event = json.loads(line)
        flat = {key: event[key] for key in ("id", "kind", "start", "end", "series", "ordinal", "place", "website")}
        for field in ("title", "description"):
            for language, text in event[field].items():
                flat[f"{field}_{language}"] = text
        flat["topic_1"], flat["topic_2"] = event["topic"]
        flat["organizer"] = event["role"][0]["agent"].removeprefix("organization/")
        if rows is None:
            rows = csv.DictWriter(out, list(flat))
            rows.writeheader()
        rows.writerow(flat)
