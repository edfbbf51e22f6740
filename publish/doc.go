// Package publish turns a dataset into something public: the set of dumps with
// their checksums, and what describes them. Everything is written beside the
// place where it belongs and moved there whole.
package publish
