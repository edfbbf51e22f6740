package main

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/pipeline/conform"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/validate"
)

func validateCommand() *cli.Command {
	return &cli.Command{
		Name:      "validate",
		Usage:     "check RDF against SHACL shapes: every violation with file:line:column",
		ArgsUsage: "DATA...",
		Description: "DATA may be - for the standard input. Without --shapes, the shapes are those that the data names with\n" +
			"sh:shapesGraph, or else those in the data itself. Relative IRIs are resolved against the file's own address.\n" +
			"The exit code is 0 where the data conforms, 1 where it does not, 2 where that could not be found out.",
		Flags: append([]cli.Flag{
			&cli.StringSliceFlag{Name: "shapes", Aliases: []string{"s"}, Usage: "a `FILE` of shapes; give the option once for each"},
			&cli.StringFlag{Name: "shapes-from", Usage: "the `FORMAT` of all files of shapes (default: what their extensions tell, or else that of --from)"},
			&cli.StringSliceFlag{Name: "graph", Usage: "validate only the named graph with this `IRI`, or \"default\" for the one without a name (default: all together)"},
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "human", Usage: "how to print the results: human, json, sarif, junit, turtle or json-ld (the last two: the SHACL report)"},
			&cli.StringFlag{Name: "severity", Value: "info", Usage: "the least `SEVERITY` that counts: violation, warning or info"},
			&cli.IntFlag{Name: "max", Usage: "print at most `N` results of each shape and constraint, 0 for all (default: 10 for people, all for programs)"},
			&cli.StringFlag{Name: "unsupported", Value: "error", Usage: "what shapes that ask for more than SHACL Core are: an error, or a warn(ing) and not checked"},
			&cli.StringFlag{Name: "dropped", Value: "error", Usage: "what it is where something of JSON-LD becomes no statement, so that nobody can say whether it conforms: an error, or a warn(ing)"},
			&cli.BoolFlag{Name: "check-shapes", Usage: "check only whether the shapes are well-formed; files of shapes may then stand as arguments, too"},
		}, readFlags()...),
		Action: validateData,
	}
}

// fewResults is how many results of a kind are printed for people.
const fewResults = 10

func validateData(c *cli.Context) error {
	v, err := newValidation(c)
	if err != nil {
		return err
	}
	defer v.source.Close()
	if c.Bool("check-shapes") {
		return v.checkShapes()
	}
	report, err := v.run()
	v.source.progress.clear()
	if err != nil {
		return err
	}
	if err := v.tell(); err != nil {
		return err
	}
	if err := v.print(report); err != nil {
		return err
	}
	v.summarize(report)
	if !report.Conforms {
		return errNotConforming
	}
	return nil
}

// tell prints what the readers told. Where statements were dropped, it is an
// error, unless the user wants to go on: what is not there breaks no shape.
func (v *validation) tell() error {
	mistrusted := v.told.dropped > 0 && v.String("dropped") == "error"
	err := v.source.tell(v.Context, &v.told, mistrusted)
	if list := problem.ListOf(err); list != nil {
		return append(list, problem.Problem{
			Code: "dropped", Message: "the data says more than became statements, so whether it conforms cannot be found out",
			Hint: "mend it, or go on with --dropped warn",
		})
	}
	return err
}

// A validation is one run of validate.
type validation struct {
	*cli.Context
	source   *source
	prefixes syntax.Prefixes
	work     *conform.Run
	told     told
}

func newValidation(c *cli.Context) (*validation, error) {
	v := &validation{Context: c}
	if err := v.checkOptions(); err != nil {
		return nil, err
	}
	data, shapes := c.Args().Slice(), c.StringSlice("shapes")
	if c.Bool("check-shapes") {
		data, shapes = nil, append(shapes, data...)
		if len(shapes) == 0 {
			return nil, usagef("such as: eventlod validate --check-shapes shapes.ttl", "--check-shapes needs a file of shapes")
		}
	} else if len(data) == 0 {
		return nil, usagef("name files of data, or - for the standard input", "validate needs something to validate")
	}
	var err error
	dataInputs, err := inputsOf(data, c.String("from"), 0)
	if err != nil {
		return nil, err
	}
	// Labels of blank nodes in shapes are seen in reports, beside those of data.
	shapesInputs, err := inputsBy(v.formatOfShapes, shapes, len(data))
	if err != nil {
		return nil, err
	}
	if v.source, err = newSource(c); err != nil {
		return nil, err
	}
	v.told.listen(&v.source.Options)
	v.work = conform.New(conform.Options{
		Data: v.documents(dataInputs), Shapes: v.documents(shapesInputs), Graphs: v.graphs(),
		AllowUnsupported: c.String("unsupported") == "warn", Open: v.open,
	})
	return v, v.source.Spool(append(dataInputs, shapesInputs...))
}

// formatOfShapes returns the format of a file of shapes. --from is about the
// data, which may well be in another format, so it holds for shapes only where
// nothing else tells theirs, or where shapes are all that there is.
func (v *validation) formatOfShapes(file string) (serialize.Format, error) {
	named := v.String("shapes-from")
	if named == "" && v.Bool("check-shapes") {
		named = v.String("from")
	}
	if named != "" {
		return formatNamed(named)
	}
	return v.formatOf(file)
}

// formatOf returns the format of a file that need not be one of data: what its
// extension tells, or else an option.
func (v *validation) formatOf(file string) (serialize.Format, error) {
	if format, ok := serialize.ByExtension(file); ok && file != inputs.Standard {
		return format, nil
	}
	return formatOf(file, cmp.Or(v.String("shapes-from"), v.String("from")), "shapes-from")
}

// graphs returns the names of the graphs that the user has chosen.
func (v *validation) graphs() (names []string) {
	for _, name := range v.StringSlice("graph") {
		if name == "default" {
			name = ""
		}
		names = append(names, name)
	}
	return names
}

func (v *validation) documents(list []inputs.Input) (documents []conform.Document) {
	for _, in := range list {
		documents = append(documents, v.document(in))
	}
	return documents
}

// document returns an input as a document. Its relative IRIs are resolved
// against its own address, so that files can name each other.
func (v *validation) document(in inputs.Input) conform.Document {
	return conform.Document{Name: in.Name, Read: func(positions bool, sink rdf.Sink) error {
		return v.source.Read(in, func(opt *syntax.ReadOptions) {
			opt.Positions, opt.Prefix = positions, v.prefixes.Note
			if opt.Base == "" && in.Name != inputs.Standard {
				opt.Base = conform.FileIRI(in.Name)
			}
		}, sink)
	}}
}

// open opens a file that data or shapes name.
func (v *validation) open(file, blanks string) (conform.Document, error) {
	format, err := v.formatOf(file)
	if err != nil {
		return conform.Document{}, err
	}
	return v.document(inputs.Input{Name: file, Format: format, Blanks: blanks}), nil
}

func (v *validation) checkOptions() error {
	if err := oneOf("format", v.String("format"), append(problemFormats, "turtle", "json-ld")...); err != nil {
		return err
	}
	if err := oneOf("severity", v.String("severity"), "violation", "warning", "info"); err != nil {
		return err
	}
	if v.Int("max") < 0 {
		return usagef("give 0 for all", "--max cannot be %d", v.Int("max"))
	}
	if err := oneOf("dropped", v.String("dropped"), "error", "warn"); err != nil {
		return err
	}
	return oneOf("unsupported", v.String("unsupported"), "error", "warn")
}

// compile compiles the shapes, and has the lines ready that warnings are about.
func (v *validation) compile() error {
	err := v.work.Compile()
	v.source.progress.clear()
	var refusal *conform.Refusal
	if errors.As(err, &refusal) {
		return usagef(refusal.Hint, "%w", err)
	}
	if err != nil {
		return err
	}
	v.source.addExcerpts(v.work.Shapes.Warnings())
	return nil
}

// checkShapes compiles the shapes and prints what is wrong with them.
func (v *validation) checkShapes() error {
	err := v.compile()
	list := problem.ListOf(err)
	if list == nil && err != nil {
		return err
	}
	if err == nil {
		list = v.work.Shapes.Warnings()
	}
	format := v.String("format")
	if format == "turtle" || format == "json-ld" {
		return usagef("use human, json, sarif or junit", "there is no SHACL report on shapes")
	}
	v.source.addExcerpts(list)
	if err := printProblems(v.App.Writer, format, list); err != nil {
		return err
	}
	if v.work.Shapes != nil {
		fmt.Fprintf(v.App.ErrWriter, "%s: %s\n", count(v.work.Shapes.Len(), "shape"), list.Summary())
		return nil
	}
	fmt.Fprintln(v.App.ErrWriter, list.Summary())
	return errNotConforming
}

// run loads, compiles and validates. The report holds the results that count.
func (v *validation) run() (*validate.Report, error) {
	if err := v.compile(); err != nil {
		list := problem.ListOf(err)
		if list == nil {
			return nil, err
		}
		v.source.addExcerpts(list)
		return nil, list
	}
	if v.work.Shapes.Len() == 0 {
		return nil, usagef("name files of shapes with --shapes", "there are no shapes to validate by")
	}
	if err := problem.WriteHuman(v.App.ErrWriter, v.work.Shapes.Warnings(), humanOptions(v.App.ErrWriter)); err != nil {
		return nil, err
	}
	report, err := v.work.Validate(v.Context.Context)
	var refusal *conform.Refusal
	if errors.As(err, &refusal) {
		return nil, usagef(refusal.Hint, "%w", err)
	}
	if err != nil {
		return nil, err
	}
	return atLeast(report, v.String("severity")), nil
}

// atLeast returns the report with the results of a severity or a worse one.
func atLeast(report *validate.Report, severity string) *validate.Report {
	if severity == "info" {
		return report
	}
	counting := new(validate.Report)
	for _, r := range report.Results {
		if r.Severity != sh.Info && (severity == "warning" || r.Severity != sh.Warning) {
			counting.Results = append(counting.Results, r)
		}
	}
	counting.Conforms = len(counting.Results) == 0
	return counting
}

func (v *validation) summarize(report *validate.Report) {
	verdict := "conforms"
	if !report.Conforms {
		warnings, infos := report.Count(sh.Warning), report.Count(sh.Info)
		verdict = fmt.Sprintf("%s, %s, %s", count(len(report.Results)-warnings-infos, "violation"), count(warnings, "warning"), count(infos, "info"))
	}
	fmt.Fprintf(v.App.ErrWriter, "%s, %s: %s\n", count(v.work.Statements, "statement"), count(v.work.Shapes.Len(), "shape"), verdict)
}
