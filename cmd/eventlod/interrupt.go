package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// grace is how long a command that is told to end may take to tidy up. What it
// leaves when that is not enough is removed by the next run.
const grace = time.Second / 2

// An interruption ends the program at a signal: the context is cancelled at the
// first, and the program exits at the second or after the grace, also where it
// waits for a read that never ends or does not look at the context.
type interruption struct {
	signals  chan os.Signal
	received chan os.Signal // holds the first, for the exit code
}

// interruptible returns a context that the first signal cancels.
func interruptible(stderr io.Writer) (context.Context, *interruption) {
	i := &interruption{make(chan os.Signal, 2), make(chan os.Signal, 1)}
	signal.Notify(i.signals, os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		first := <-i.signals
		i.received <- first
		cancel()
		select {
		case <-i.signals:
		case <-time.After(grace):
		}
		fmt.Fprintln(stderr, "eventlod: interrupted")
		os.Exit(signalled(first))
	}()
	return ctx, i
}

// code returns the exit code: that of the command, or that of a signal which
// has ended it.
func (i *interruption) code(of int) int {
	select {
	case s := <-i.received:
		if of != exitFine {
			return signalled(s)
		}
	default:
	}
	return of
}

// signalled is the exit code that shells know for the end by a signal.
func signalled(s os.Signal) int {
	if number, ok := s.(syscall.Signal); ok {
		return 128 + int(number)
	}
	return exitFailure
}
