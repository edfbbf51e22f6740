package main

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/problem"
)

// Exit codes.
const (
	exitFine    = 0
	exitNot     = 1 // the data does not conform, or differs
	exitFailure = 2 // usage or input error
)

// errNotConforming ends a command whose data does not conform, or whose
// comparison found a difference. What is wrong has been printed by then.
var errNotConforming = errors.New("the data does not conform")

// A hintedError is an error with a next step.
type hintedError struct {
	error
	hint string
}

func (e hintedError) Unwrap() error { return e.error }

// usagef returns an error in how the command was called.
func usagef(hint, format string, args ...any) error {
	return hintedError{error: fmt.Errorf(format, args...), hint: hint}
}

// newApp returns the application with its streams.
func newApp(stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	app := &cli.App{
		Name:                 "eventlod",
		Usage:                "publish an archive of events as linked open data",
		UsageText:            "eventlod COMMAND [OPTIONS] [ARGUMENTS]\n\nWhere a command takes DIR and none is given, it works on the built-in archive.",
		Version:              version(),
		Reader:               stdin,
		Writer:               stdout,
		ErrWriter:            stderr,
		HideHelpCommand:      true,
		EnableBashCompletion: true,
		// Names of files and IRIs may hold commas.
		DisableSliceFlagSeparator: true,
		// The default handler would exit at once, before any deferred call.
		ExitErrHandler: func(*cli.Context, error) {},
		OnUsageError:   usageError,
		Action:         noCommand,
		Commands: []*cli.Command{
			initCommand(),
			checkCommand(),
			buildCommand(),
			releaseCommand(),
			pushCommand(),
			doctorCommand(),
			validateCommand(),
			lintCommand(),
			convertCommand(),
			canonCommand(),
			diffCommand(),
			describeCommand(),
		},
	}
	for _, c := range app.Commands {
		c.OnUsageError = usageError
		c.HideHelpCommand = true
	}
	return app
}

// usageError takes the place of the library's handler, which would print to
// standard output.
func usageError(c *cli.Context, err error, _ bool) error {
	name := strings.TrimSpace("eventlod " + c.Command.Name)
	if c.Command.Name == "eventlod" {
		name = "eventlod"
	}
	return usagef("run "+name+" --help", "%w", err)
}

// noCommand runs where no known command is named.
func noCommand(c *cli.Context) error {
	if c.NArg() == 0 {
		return cli.ShowAppHelp(c)
	}
	var names []string
	for _, command := range c.App.Commands {
		names = append(names, command.Name)
	}
	hint := "the commands are " + strings.Join(names, ", ")
	if near := problem.Nearest(c.Args().First(), names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return usagef(hint, "there is no command %q", c.Args().First())
}

// report prints the error with its hint and returns the exit code for it.
func report(stderr io.Writer, err error) int {
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errNotConforming):
		return exitNot
	}
	if list := problem.ListOf(err); list != nil {
		problem.WriteHuman(stderr, list, humanOptions(stderr))
	} else {
		fmt.Fprintln(stderr, "eventlod:", err)
	}
	var hinted hintedError
	if errors.As(err, &hinted) && hinted.hint != "" {
		fmt.Fprintln(stderr, "hint:", hinted.hint)
	}
	return exitFailure
}

// version returns the version of the module that was built, and "devel" for a
// build from a checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

// tool is how machine-readable reports name the program.
func tool() problem.Tool {
	return problem.Tool{Name: "eventlod", Version: version(), URL: "https://w3id.org/eventlod/"}
}
