package paths

// Closure returns a node and all that can be reached from it over any number of
// steps, each once, the nearest first. next appends what is one step away. It
// serves where there is no graph to follow a path p* in, or more to a step than
// one property.
func Closure[T comparable](from T, next func(to []T, from T) []T) []T {
	reached := []T{from}
	seen := map[T]bool{from: true}
	var step []T
	for i := 0; i < len(reached); i++ {
		step = next(step[:0], reached[i])
		for _, to := range step {
			if !seen[to] {
				seen[to] = true
				reached = append(reached, to)
			}
		}
	}
	return reached
}
