package jsonld

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/piprate/json-gold/ld"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// FormOptions are the options of [Processor.Compact], [Processor.Flatten] and
// [Processor.Frame].
type FormOptions struct {
	// Base is the IRI of the document; it may be empty.
	Base string
	// File and With name the document, and the context or frame, in errors.
	File, With string
	// Limits guard against hostile input.
	Limits syntax.Limits
	// KeepArrays keeps arrays of one item (compactArrays set to false).
	KeepArrays bool
	// KeepGraph keeps the array under @graph of a framed document even where
	// it has one item (omitGraph set to false).
	KeepGraph bool
}

// read returns the options for reading the document.
func (o *FormOptions) read() syntax.ReadOptions {
	return syntax.ReadOptions{File: o.File, Base: o.Base, Limits: o.Limits.WithDefaults()}
}

// located turns an error in the context or frame into a problem.
func (o *FormOptions) located(err error, with []byte) error {
	return located(err, &syntax.ReadOptions{File: o.With}, wholeIndex(string(with)).position)
}

// Compact returns a document in compact form with a context, a JSON object
// with or without "@context" around it (JSON-LD API, Compaction). The document
// is held in memory; [WriteDataset] compacts dumps. Errors are those of
// [Processor.Read].
func (p *Processor) Compact(doc, context []byte, opt FormOptions) ([]byte, error) {
	read := opt.read()
	expanded, err := p.expandDocument(doc, &read)
	if err != nil {
		return nil, located(err, &read, wholeIndex(string(doc)).position)
	}
	tree, err := jsontree.Parse(context, jsontree.Limits{Depth: read.Limits.Depth, Token: read.Limits.Token})
	if err != nil {
		return nil, opt.located(err, context)
	}
	compacted, err := p.compact(expanded, tree, opt, read.Limits)
	if err != nil {
		return nil, opt.located(err, context)
	}
	return jsontree.AppendCanonical(nil, compacted), nil
}

// compact compacts an expanded document with the context of a tree (JSON-LD
// API, section 9.2, compact method).
func (p *Processor) compact(expanded, tree *jsontree.Value, opt FormOptions, limits syntax.Limits) (*jsontree.Value, error) {
	local := tree
	if inner := tree.Get("@context"); inner != nil {
		local = inner
	}
	e := &expander{contexts: &contextStore{docs: p.Contexts, limits: limits}, version10: p.Version10}
	active := &activeContext{}
	if opt.Base != "" {
		active.base = some(opt.Base)
		active.original = active.base
	}
	active, err := e.process(active, local, scope{base: opt.Base})
	if err != nil {
		return nil, err
	}
	c := &compactor{expander: e, keepArrays: opt.KeepArrays, inverses: make(map[*activeContext]inverseContext)}
	result, err := c.compact(active, "", expanded)
	if err != nil {
		return nil, err
	}
	if result.Kind == jsontree.Array {
		nodes := result
		result = jsontree.NewObject(nil)
		if len(nodes.Items) > 0 {
			alias, err := c.compactName(active, "@graph")
			if err != nil {
				return nil, err
			}
			result.Set(alias, nodes)
		}
	}
	if local.Kind == jsontree.String || len(local.Items)+len(local.Members) > 0 {
		result.Set("@context", local)
	}
	return result, nil
}

// Flatten returns a document as a flat list of nodes, compacted where context
// is not nil (JSON-LD API, Flattening). It and [Processor.Frame] hold the
// document in memory several times over. Errors are those of [Processor.Read].
func (p *Processor) Flatten(doc, context []byte, opt FormOptions) ([]byte, error) {
	flat, err := p.reshape(doc, nil, opt, func(expanded, _ any, o *ld.JsonLdOptions) (any, error) {
		o.Base = "" // what expansion left relative stays so
		return ld.NewJsonLdProcessor().Flatten(expanded, nil, o)
	})
	if err != nil || context == nil {
		return flat, err
	}
	return p.Compact(flat, context, opt)
}

// Frame returns a document as a tree of the shape of a frame (JSON-LD 1.1
// Framing). Errors are those of [Processor.Read].
func (p *Processor) Frame(doc, frame []byte, opt FormOptions) ([]byte, error) {
	return p.reshape(doc, frame, opt, func(expanded, frame any, o *ld.JsonLdOptions) (any, error) {
		return ld.NewJsonLdProcessor().Frame(expanded, frame, o)
	})
}

// reshape expands a document and lets json-gold bring it into another form.
func (p *Processor) reshape(doc, with []byte, opt FormOptions, run func(expanded, with any, o *ld.JsonLdOptions) (any, error)) ([]byte, error) {
	read := opt.read()
	expanded, err := p.expandDocument(doc, &read)
	if err != nil {
		return nil, located(err, &read, wholeIndex(string(doc)).position)
	}
	var second any
	if with != nil {
		tree, err := jsontree.Parse(with, jsontree.Limits{Depth: read.Limits.Depth, Token: read.Limits.Token})
		if err != nil {
			return nil, opt.located(err, with)
		}
		second = plain(tree)
	}
	result, err := guarded(func() (any, error) { return run(plain(expanded), second, p.goldOptions(opt, read.Limits)) })
	var bad problem.Problem
	if errors.As(err, &bad) { // json-gold knows no positions
		bad.Pos.File = cmp.Or(opt.With, opt.File)
		err = bad
	}
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err = encoder.Encode(result)
	return out.Bytes(), err
}

func (p *Processor) goldOptions(opt FormOptions, limits syntax.Limits) *ld.JsonLdOptions {
	o := ld.NewJsonLdOptions(opt.Base)
	o.DocumentLoader = &goldLoader{contextStore{docs: p.Contexts, limits: limits}}
	o.CompactArrays = !opt.KeepArrays
	o.OmitGraph = !opt.KeepGraph && !p.Version10
	o.RequireAll = false // the default of JSON-LD 1.1 Framing
	if p.Version10 {
		o.ProcessingMode = ld.JsonLd_1_0
	}
	return o
}

// A goldLoader gives json-gold the registered contexts and nothing else.
type goldLoader struct{ contextStore }

// LoadDocument returns a registered context document.
func (l *goldLoader) LoadDocument(url string) (*ld.RemoteDocument, error) {
	doc, err := l.get(url)
	if err != nil {
		return nil, err
	}
	return &ld.RemoteDocument{DocumentURL: url, Document: plain(doc)}, nil
}

// guarded runs json-gold, which panics on some input, and turns its errors
// into problems.
func guarded(run func() (any, error)) (result any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = problem.Problem{Code: "internal-error", Message: fmt.Sprintf("the JSON-LD library fails on this document: %v", r)}
		}
	}()
	result, err = run()
	var bad *ld.JsonLdError
	var f *failure
	switch {
	case errors.As(err, &f):
		return nil, problem.Problem{Code: kebab(f.code), Message: f.message, Hint: f.hint}
	case errors.As(err, &bad):
		return nil, problem.Problem{Code: kebab(string(bad.Code)), Message: fmt.Sprintf("%s: %v", bad.Code, bad.Details),
			Clause: "JSON-LD 1.1 API, section 9.6"}
	}
	return result, err
}

// plain returns a tree as the values that encoding/json would make of it.
func plain(v *jsontree.Value) any {
	switch v.Kind {
	case jsontree.Bool:
		return v.True
	case jsontree.Number:
		return v.Float()
	case jsontree.String:
		return v.Text
	case jsontree.Array:
		items := make([]any, len(v.Items))
		for i, item := range v.Items {
			items[i] = plain(item)
		}
		return items
	case jsontree.Object:
		members := make(map[string]any, len(v.Members))
		for _, m := range v.Members {
			members[m.Key] = plain(m.Value)
		}
		return members
	}
	return nil
}
