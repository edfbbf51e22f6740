package tables

import (
	"iter"

	"github.com/eventlod/eventlod/data"
)

// itemsOf yields the items of a list, and a value that is no list as a list of
// one.
func itemsOf(v *data.Value) iter.Seq[*data.Value] {
	return func(yield func(*data.Value) bool) {
		if v.Kind != data.List {
			yield(v)
			return
		}
		for i := range v.Items {
			if !yield(&v.Items[i]) {
				return
			}
		}
	}
}

// textsOf yields the texts of a value that is no list with their languages: a
// scalar, which has none, or texts in several languages.
func textsOf(v *data.Value) iter.Seq2[string, string] {
	return func(yield func(lang, text string) bool) {
		if v.Kind == data.Scalar {
			yield("", v.Text)
			return
		}
		for i := range v.Fields {
			f := &v.Fields[i]
			if f.Value.Kind == data.Scalar && !yield(f.Name, f.Value.Text) {
				return
			}
		}
	}
}
