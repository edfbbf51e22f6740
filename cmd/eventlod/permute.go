package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// permute moves the options of a command line before its arguments, so that
// "build DIR -o OUT" means what it says: the library would take everything
// after the first argument for arguments.
func permute(commands []*cli.Command, flags []cli.Flag, args []string) []string {
	var path, options []string
	for len(args) > 0 {
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(args[0]) })
		if i < 0 {
			break
		}
		path = append(path, args[0])
		commands, flags, args = commands[i].Subcommands, commands[i].Flags, args[1:]
	}
	var arguments []string
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		switch {
		case arg == "--":
			arguments = append(arguments, args...)
			args = nil
		case !strings.HasPrefix(arg, "-") || arg == "-":
			arguments = append(arguments, arg)
		default:
			options = append(options, arg)
			if takesValue(flags, arg) && len(args) > 0 {
				options = append(options, args[0])
				args = args[1:]
			}
		}
	}
	result := slices.Concat(path, options)
	if len(arguments) > 0 && len(path) > 0 {
		result = append(result, "--")
	}
	return append(result, arguments...)
}

// takesValue reports whether the option, as it stands on the command line, is
// followed by its value.
func takesValue(flags []cli.Flag, option string) bool {
	name := strings.TrimLeft(option, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, flag := range flags {
		if _, isBool := flag.(*cli.BoolFlag); slices.Contains(flag.Names(), name) {
			return !isBool
		}
	}
	return false
}
