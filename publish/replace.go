package publish

import (
	"errors"
	"io/fs"
	"os"
)

// replaceFolder puts the folder stage in the place of out. Where the system
// can exchange two names in one step, there is no moment without a whole
// folder at out; elsewhere the old one is moved aside and back on failure.
func replaceFolder(stage, out string) error {
	if _, err := os.Stat(out); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(stage, out)
	}
	if exchange(stage, out) == nil {
		return nil // stage is now the old folder, which the caller removes
	}
	old := stage + ".old"
	if err := os.Rename(out, old); err != nil {
		return err
	}
	if err := os.Rename(stage, out); err != nil {
		return errors.Join(err, os.Rename(old, out))
	}
	return os.RemoveAll(old)
}
