// Package extsort sorts more than memory holds: lines of text, such as
// statements in a line format, and items of a key and a value. The order is
// that of bytes, which for UTF-8 is that of code points.
//
// What is added is gathered up to a part of the budget, sorted in the
// background on all cores, and kept as a run: in memory while there is room,
// then in a file. Reading merges the runs, in the background too. The order and
// the bytes that come out depend on neither the budget nor the number of cores.
//
//	lines := extsort.NewLines(extsort.Options{Folder: staging})
//	defer lines.Close()
//	if err := lines.Add([]byte("b\na\nb\n")); err != nil {
//		return err
//	}
//	sorted, err := lines.Sorted() // "a\n", "b\n"
//	if err != nil {
//		return err
//	}
//	defer sorted.Close()
//	for sorted.Next() {
//		out.Write(sorted.Key())
//	}
//	return sorted.Err()
//
// A run is written with common beginnings left out: sorted statements have much
// in common, so that it takes about a third of their text. What a line shares
// with the one before it in its run is also what the merge goes by (offset-value
// codes: Conner 1977), so that it compares numbers rather than text.
package extsort
