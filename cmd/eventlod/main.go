// Command eventlod publishes an archive of events as linked open data. See
// docs/ for the guides, or run it with --help.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run runs the command with the given arguments (without the program's name)
// and streams, and returns the exit code: 0 for fine, 1 where the data does not
// conform, 2 for a usage or input error.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp(stdin, stdout, stderr)
	err := app.RunContext(ctx, append([]string{app.Name}, permute(app.Commands, app.Flags, args)...))
	return report(stderr, err)
}
