package main

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish"
	"github.com/eventlod/eventlod/publish/ckan"
	"github.com/eventlod/eventlod/publish/harvest"
	"github.com/eventlod/eventlod/publish/tree"
)

func pushCommand() *cli.Command {
	return &cli.Command{
		Name:            "push",
		Usage:           "bring what is published into what others run",
		HideHelpCommand: true,
		Subcommands:     []*cli.Command{pushCKANCommand()},
		Action: func(c *cli.Context) error {
			return usagef("eventlod push ckan brings it into a data portal", "push needs to know where to")
		},
	}
}

// tokenVariable is where the API token comes from, and the only place: other
// users of a machine can read the options of a command, and shells keep them.
const tokenVariable = "CKAN_API_TOKEN"

func pushCKANCommand() *cli.Command {
	return &cli.Command{
		Name:  "ckan",
		Usage: "create or update the dataset in a portal that runs CKAN",
		Description: "Takes the output folder of build or release, or an archive, which it builds first. The API token\n" +
			"comes from the environment variable " + tokenVariable + ". Pushing again changes only what differs.",
		ArgsUsage: "[OUT|DIR]",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "url", Usage: "the `ADDRESS` of the portal's home page"},
			&cli.StringFlag{Name: "org", Usage: "the `NAME` of the organisation that the dataset belongs to"},
			&cli.StringFlag{Name: "name", Usage: "the `NAME` of the dataset on the portal; else that of the archive"},
			&cli.StringFlag{Name: "language", Value: "en", Usage: "the `LANGUAGE` of the texts, of which CKAN takes one"},
			&cli.BoolFlag{Name: "link", Usage: "send links to the published files, not the files"},
			&cli.BoolFlag{Name: "dry-run", Usage: "print what there is to do, and do nothing"},
			&cli.DurationFlag{Name: "timeout", Value: time.Minute, Usage: "how long the portal may take to answer"},
			&cli.StringFlag{Name: "token", Hidden: true},
		},
		OnUsageError: func(_ *cli.Context, err error, _ bool) error {
			return usagef("run eventlod push ckan --help", "%w", err)
		},
		Action: pushCKAN,
	}
}

func pushCKAN(c *cli.Context) error {
	if c.IsSet("token") {
		return usagef("set the environment variable "+tokenVariable, "the token is not taken as an option, which others on this machine could read")
	}
	for _, name := range []string{"url", "org"} {
		if c.String(name) == "" {
			return usagef("such as: eventlod push ckan --url https://demo.ckan.org --org my-organisation public", "push ckan needs the option --%s", name)
		}
	}
	site, err := ckan.NewSite(c.String("url"), os.Getenv(tokenVariable))
	if err != nil {
		return err
	}
	site.Timeout = c.Duration("timeout")
	folder, clean, err := publishedFolder(c)
	if err != nil {
		return err
	}
	defer clean()
	dataset, err := ckan.FromFolder(os.DirFS(folder), ckan.Options{
		Organization: c.String("org"), Name: c.String("name"), Language: c.String("language"),
	})
	if err != nil {
		return err
	}
	plan, err := site.Plan(c.Context, dataset, c.Bool("link"))
	if err != nil {
		return hinted(err)
	}
	if c.Bool("dry-run") {
		plan.Print(c.App.Writer)
		return nil
	}
	if site.Token == "" && len(plan.Steps) > 0 {
		return usagef("make an API token on the portal and set "+tokenVariable, "changing the portal needs a token, and %s is not set", tokenVariable)
	}
	return hinted(plan.Run(c.Context, c.App.Writer))
}

// hinted gives an error of a portal its hint.
func hinted(err error) error {
	var answer *ckan.Error
	if errors.As(err, &answer) {
		return hintedError{error: err, hint: answer.Hint}
	}
	return err
}

// publishedFolder returns the output folder that the argument names, or one
// that the archive it names has just been built into. Call clean at the end.
func publishedFolder(c *cli.Context) (folder string, clean func(), err error) {
	if c.NArg() == 1 {
		if _, err := os.Stat(filepath.Join(c.Args().First(), harvest.CatalogFile)); err == nil {
			return c.Args().First(), func() {}, nil
		}
	}
	temporary, err := os.MkdirTemp("", "eventlod-")
	if err != nil {
		return "", nil, err
	}
	clean = func() { os.RemoveAll(temporary) }
	folder = filepath.Join(temporary, "out")
	if err := buildInto(c, folder); err != nil {
		clean()
		return "", nil, err
	}
	return folder, clean, nil
}

// buildInto builds the archive of the command line into a new folder.
func buildInto(c *cli.Context, folder string) error {
	written, err := tree.NewFolder(folder)
	if err != nil {
		return err
	}
	draft := publish.NewDraft(written)
	defer draft.Close()
	_, run, err := runToPublish(c, "sent", draft, pipeline.Options{})
	if err == nil {
		err = draft.Edition(run).Write(c.Context, written)
	}
	if err != nil {
		return errors.Join(err, written.Discard())
	}
	return written.Commit()
}
