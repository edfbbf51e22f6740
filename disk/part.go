package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// CreatePart makes a file beside the one that it is to replace, and removes
// those that processes have left there which ended before they could. The
// system knows by a lock which ones these are.
func CreatePart(target string, mode fs.FileMode) (*os.File, error) {
	folder, base := filepath.Split(target)
	if err := collectParts(filepath.Clean(folder), base); err != nil {
		return nil, err
	}
	for {
		file, err := os.OpenFile(fmt.Sprintf("%s.%s.%d%s", folder, base, os.Getpid(), partSuffix), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if err != nil {
			return nil, err
		}
		if err := lock(file); err == nil && isAt(file, file.Name()) {
			return file, nil
		} else if err != nil && !errors.Is(err, errBusy) {
			return nil, errors.Join(err, file.Close(), os.Remove(file.Name()))
		}
		file.Close() // another process has taken it for one that was left
	}
}

const partSuffix = ".part"

// collectParts removes what is left of files that were to replace one. What
// cannot be opened is somebody else's.
func collectParts(folder, base string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		rest, ok := strings.CutPrefix(entry.Name(), "."+base+".")
		pid, isPart := strings.CutSuffix(rest, partSuffix)
		if !ok || !isPart || strings.Trim(pid, "0123456789") != "" || !entry.Type().IsRegular() {
			continue
		}
		name := filepath.Join(folder, entry.Name())
		if file, err := os.OpenFile(name, os.O_RDWR, 0); err == nil {
			if lock(file) == nil {
				os.Remove(name)
			}
			file.Close()
		}
	}
	return nil
}

// PutPart brings a part to the disk and gives it the name that it is for, which
// then holds the old or the new content, also after a power cut.
func PutPart(part *os.File, target string) error {
	if err := errors.Join(part.Sync(), part.Close()); err != nil {
		return errors.Join(err, os.Remove(part.Name()))
	}
	if err := os.Rename(part.Name(), target); err != nil {
		return errors.Join(err, os.Remove(part.Name()))
	}
	return Sync(OS{}, filepath.Dir(target))
}
