//go:build !linux

package disk

// A folderSyncer syncs name by name.
type folderSyncer struct{}

// Syncer implements [Disk].
func (OS) Syncer(string) (Syncer, error) { return folderSyncer{}, nil }

// Sync implements [Syncer].
func (folderSyncer) Sync(names []string) error { return syncEach(names) }

// Close implements [Syncer].
func (folderSyncer) Close() error { return nil }
