// Package publish turns a dataset into something public: the set of dumps with
// their checksums, and what describes them. Where they go is a
// tree (see package tree).
package publish
