// Package sokwms is the built-in archive: the curated facts about the Polish
// Standing Conference on the International Cooperation of Local
// Self-Governments (SOKWMS), 2012-2015. It holds the files and nothing else;
// package data reads them.
package sokwms

import "embed"

// FS is the folder of the archive: archive.yaml, the records, the lock file
// with their IRIs, and the licence of the data.
//
//go:embed *.yaml iris.lock LICENSE README.md
var FS embed.FS
