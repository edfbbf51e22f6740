// Package release keeps the versions of an archive. A release is a folder of
// dumps that never changes, what changed since the release before, and what
// became of the records that went.
//
// Everything about releases lies in the folder v of an output, which builds
// leave alone:
//
//	v/1.1.0/dumps/…          the dumps
//	v/1.1.0/CHANGES.md       what changed since the release before, for people
//	v/1.1.0/changes.ttl      the same as an evl:ChangeSet
//	v/1.1.0/tombstones.ttl   entities that are no longer described
//	v/1.1.0/release.json     version, date, the release before, counts
//	v/1.1.0/SHA256SUMS       checksums of the folder
//	v/feed.atom              the releases as a feed, newest first
//
// A release depends on the archive and the release before it, and on nothing
// else: the dates are those of the archive.
package release
