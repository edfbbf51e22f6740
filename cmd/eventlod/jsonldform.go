package main

import (
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/transcode"
)

// addForm takes the options of convert that say what form JSON-LD gets.
func addForm(c *cli.Context, source *source, opt *transcode.Options) error {
	context, frame, flatten := c.Path("context"), c.Path("frame"), c.Bool("flatten")
	for _, name := range []string{"context", "frame", "flatten"} {
		if c.IsSet(name) && !opt.Format.Contexts {
			return usagef("add --to json-ld", "--%s is for JSON-LD, not for %s", name, opt.Format.Title)
		}
	}
	switch {
	case frame != "" && (flatten || context != ""):
		return usagef("a frame has its context in itself, and is flat or nested by itself", "--frame goes with neither --context nor --flatten")
	case frame != "":
		return addFrame(frame, source, opt)
	case flatten:
		return addFlatten(context, source, opt)
	case context != "":
		return addContext(context, source, opt)
	}
	return nil
}

// forms returns the processor of JSON-LD and its options. With names the file
// of the context or frame.
func (s *source) forms(with string) (*jsonld.Processor, jsonld.FormOptions) {
	opt := jsonld.FormOptions{Base: s.Options.Base, Limits: s.Options.Limits, With: with}
	return &jsonld.Processor{Contexts: s.Options.Contexts}, opt
}

func addFrame(file string, source *source, opt *transcode.Options) error {
	frame, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	opt.Form = func(document []byte) ([]byte, error) {
		processor, form := source.forms(file)
		return processor.Frame(document, frame, form)
	}
	return nil
}

func addFlatten(file string, source *source, opt *transcode.Options) error {
	var context []byte // none leaves the nodes in expanded form
	if file != "" {
		var err error
		if context, err = os.ReadFile(file); err != nil {
			return err
		}
	}
	opt.Form = func(document []byte) ([]byte, error) {
		processor, form := source.forms(file)
		return processor.Flatten(document, context, form)
	}
	return nil
}

// addContext takes a context. One that says no more than a writer can do by
// itself serves writers that stream; any other means that the document is
// compacted as a whole.
func addContext(file string, source *source, opt *transcode.Options) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	context, simple, err := jsonld.ParseContext(text)
	switch {
	case err != nil:
		return fmt.Errorf("%s is not a JSON-LD context: %w", file, err)
	case simple:
		opt.Write.Context = context
		return nil
	}
	opt.Write.Form = func(document []byte) ([]byte, error) {
		processor, form := source.forms(file)
		form.Base = "" // the statements have absolute IRIs, which stay so
		return processor.Compact(document, text, form)
	}
	return nil
}
