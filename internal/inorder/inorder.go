// Package inorder works on items at the same time and finishes them in their order.
package inorder

import (
	"context"
	"iter"
	"runtime"
	"sync"
)

// A Loop does work on items in parallel and finishes them one by one, in the
// order in which they came. Every item is carried by a job, of which there are a
// few that are used again and again; Made makes one. An error of Finish, or the
// end of the context, ends it all.
type Loop[T, J any] struct {
	// Workers is how many items are worked on at the same time; 0 is one for each
	// core.
	Workers int
	Made    func() J
	Work    func(J, T)
	Finish  func(J, T) error
}

// task is an item on its way.
type task[T, J any] struct {
	item T
	job  J
	done chan struct{}
}

// Run goes through the items.
func (o *Loop[T, J]) Run(ctx context.Context, items iter.Seq[T]) error {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancel(ctx)
	free := make(chan J, workers+2)
	for range cap(free) {
		free <- o.Made()
	}
	todo, ordered := make(chan *task[T, J]), make(chan *task[T, J], cap(free))
	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()
	all.Go(func() { deal(ctx, items, free, todo, ordered) })
	for range workers {
		all.Go(func() {
			for t := range todo {
				o.Work(t.job, t.item)
				close(t.done)
			}
		})
	}
	for t := range ordered {
		<-t.done
		if err := o.Finish(t.job, t.item); err != nil {
			return err
		}
		free <- t.job
	}
	return ctx.Err()
}

// deal hands out items as jobs become free: to whoever has time for them, and
// to whoever finishes them.
func deal[T, J any](ctx context.Context, items iter.Seq[T], free <-chan J, todo, ordered chan<- *task[T, J]) {
	defer close(ordered)
	defer close(todo)
	for item := range items {
		t := &task[T, J]{item: item, done: make(chan struct{})}
		select {
		case t.job = <-free:
		case <-ctx.Done():
			return
		}
		ordered <- t // there is room for every job
		select {
		case todo <- t:
		case <-ctx.Done():
			close(t.done)
			return
		}
	}
}
