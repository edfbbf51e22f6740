// Command eventlod publishes an archive of events as linked open data. See
// docs/ for the guides, or run it with --help.
package main

import (
	"context"
	"io"
	"os"
)

func main() {
	ctx, interruption := interruptible(os.Stderr)
	os.Exit(interruption.code(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)))
}

// run runs the command with the given arguments (without the program's name)
// and streams, and returns the exit code: 0 for fine, 1 where the data does not
// conform, 2 for a usage or input error.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := &stream{Writer: stdout}
	app := newApp(stdin, out, stderr)
	err := app.RunContext(ctx, append([]string{app.Name}, permute(app.Commands, app.Flags, args)...))
	code := report(stderr, err)
	if code != exitFailure && out.err != nil { // help, for one, does not look
		code = report(stderr, out.err)
	}
	return code
}
