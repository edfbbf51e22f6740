package main

import (
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"
	"hash"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/serialize"
)

func canonCommand() *cli.Command {
	return &cli.Command{
		Name:      "canon",
		Usage:     "write the canonical form of RDF: sorted N-Quads that depend on nothing but what is said (RDFC-1.0)",
		ArgsUsage: "IN...",
		Description: "Two datasets say the same exactly where their canonical forms are the same bytes.\n" +
			"Several inputs are one dataset.",
		Flags: append([]cli.Flag{
			&cli.PathFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE` to write, whole or not at all (default: the standard output)"},
			&cli.BoolFlag{Name: "hash", Usage: "write the hash of the canonical form in place of it"},
			algorithmFlag, maxWorkFlag,
		}, readFlags()...),
		Action: canonicalize,
	}
}

var algorithmFlag = &cli.StringFlag{
	Name: "algorithm", Value: "sha256",
	Usage: "the `HASH` function of labels and of --hash: sha256, sha384",
}

var maxWorkFlag = &cli.IntFlag{
	Name:  "max-work",
	Usage: "give up after so many `STEPS` on blank nodes that look alike (default: a million and a hundred for each quad)",
}

// canonOptions returns what the options --algorithm and --max-work say.
func canonOptions(c *cli.Context) (canon.Options, func() hash.Hash, error) {
	opt := canon.Options{MaxWork: c.Int("max-work")}
	switch name := c.String("algorithm"); name {
	case "", "sha256":
		return opt, sha256.New, nil
	case "sha384":
		opt.Hash = canon.SHA384
		return opt, sha512.New384, nil
	default:
		return opt, nil, usagef("the hash functions are sha256 and sha384", "there is no hash function %q", name)
	}
}

func canonicalize(c *cli.Context) error {
	opt, newHash, err := canonOptions(c)
	if err != nil {
		return err
	}
	form, err := canonicalForm(c, opt)
	if err != nil {
		return tooMuchWork(err)
	}
	defer form.Close()
	out, err := serialize.Create(c.Path("output"), c.App.Writer)
	if err != nil {
		return err
	}
	if c.Bool("hash") {
		h := newHash()
		if _, err = form.WriteTo(h); err == nil {
			_, err = fmt.Fprintf(out, "%x\n", h.Sum(nil))
		}
	} else {
		_, err = form.WriteTo(out)
	}
	if err != nil {
		out.Discard()
		return err
	}
	return out.Commit()
}

// canonicalForm reads the arguments and returns their canonical form.
func canonicalForm(c *cli.Context, opt canon.Options) (*canon.Result, error) {
	inputs, err := inputArguments(c)
	if err != nil {
		return nil, err
	}
	source, err := newSource(c)
	if err != nil {
		return nil, err
	}
	defer source.progress.clear()
	form := canon.New(opt)
	for _, in := range inputs {
		if err := source.Read(in, nil, form.AddStatement); err != nil {
			form.Close()
			return nil, err
		}
	}
	return form.Finish()
}

// tooMuchWork adds to the error of a canonicalisation that was given up what
// the user can do.
func tooMuchWork(err error) error {
	var limit *canon.LimitError
	if errors.As(err, &limit) {
		return hintedError{err, "--max-work raises the limit"}
	}
	return err
}
