package dictionary

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// columns are the headings of the table of fields.
var columns = []string{"field", "label", "description", "values", "how many", "RDF", "example"}

func (e *Entry) cells() []string {
	return []string{e.Field, e.Label, e.Description, e.Values, e.Count, e.Property, e.Example}
}

// WriteMarkdown writes types under a title as a document in Markdown, with a
// table of fields for each type. The error is that of the writer.
func WriteMarkdown(w io.Writer, title string, types []Type) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n\n", escape(title))
	out.WriteString("Besides the fields below, every record has an `id`, and may have `evidence` (the sources that support it)\n" +
		"and `formerly` (ids that it had before). A field that takes many values takes one, or a list.\n")
	for i := range types {
		types[i].writeMarkdown(out)
	}
	return out.Flush()
}

func (t *Type) writeMarkdown(out *bufio.Writer) {
	fmt.Fprintf(out, "\n## %s\n\n", t.Name)
	var facts []string
	if t.Label != "" {
		facts = append(facts, "**"+escape(t.Label)+"**.")
	}
	if t.Description != "" {
		facts = append(facts, escape(t.Description))
	}
	if t.Nested {
		facts = append(facts, "Stands inside other records.")
	}
	if len(t.Classes) > 0 {
		facts = append(facts, "RDF: "+code(strings.Join(t.Classes, ", "))+".")
	}
	if len(facts) > 0 {
		fmt.Fprintf(out, "%s\n\n", strings.Join(facts, " "))
	}
	if len(t.Entries) == 0 {
		return
	}
	writeRow(out, columns)
	writeRow(out, strings.Split(strings.Repeat("--- ", len(columns)-1)+"---", " "))
	for i := range t.Entries {
		cells := t.Entries[i].cells()
		for j, cell := range cells {
			switch columns[j] {
			case "field", "RDF", "example":
				cells[j] = code(cell)
			default:
				cells[j] = escape(cell)
			}
		}
		writeRow(out, cells)
	}
}

func writeRow(out *bufio.Writer, cells []string) {
	fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
}

// escape keeps a text from ending a cell of a table or from being taken for
// markup (GitHub Flavored Markdown, section 4.10).
func escape(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", `\<`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`).Replace(text)
}

// code writes a text between backticks, more of them than stand in it.
func code(text string) string {
	if text == "" {
		return ""
	}
	text = strings.ReplaceAll(text, "|", `\|`)
	ticks := "`"
	for strings.Contains(text, ticks) {
		ticks += "`"
	}
	if len(ticks) > 1 {
		return ticks + " " + text + " " + ticks
	}
	return ticks + text + ticks
}

// WriteCSV writes the fields of all types as one table (RFC 4180). The error is
// that of the writer.
func WriteCSV(w io.Writer, types []Type) error {
	out := csv.NewWriter(w)
	out.Write(append([]string{"type"}, columns...))
	for _, t := range types {
		for i := range t.Entries {
			out.Write(append([]string{t.Name}, t.Entries[i].cells()...))
		}
	}
	out.Flush()
	return out.Error()
}
