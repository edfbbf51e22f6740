package disk

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
)

// A Lock lets one process at a time do something. The system releases it when
// the process ends, however it ends.
type Lock struct{ file *os.File }

// A LockedError says who holds a lock.
type LockedError struct{ Holder string }

func (e *LockedError) Error() string {
	if e.Holder == "" {
		return "another process is writing there; wait for it to end"
	}
	return e.Holder + " is writing there; wait for it to end"
}

// errBusy is the error of lock where another process holds it.
var errBusy = errors.New("locked")

// TakeLock takes the lock that the file of this name stands for, and writes
// down who holds it. It does not wait: the error is a [LockedError] where
// another process has it.
func TakeLock(name, holder string) (*Lock, error) {
	for {
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, err
		}
		if err := lock(file); err != nil {
			text, _ := io.ReadAll(io.LimitReader(file, 1000))
			file.Close()
			if errors.Is(err, errBusy) {
				err = &LockedError{strings.ToValidUTF8(strings.TrimSpace(string(text)), "?")}
			}
			return nil, err
		}
		if isAt(file, name) {
			_, err := fmt.Fprintln(file, holder)
			return &Lock{file}, errors.Join(file.Truncate(int64(len(holder)+1)), err)
		}
		file.Close() // who had it has removed it between the two calls
	}
}

// isAt reports whether an open file still has the name.
func isAt(file *os.File, name string) bool {
	a, err1 := file.Stat()
	b, err2 := os.Stat(name)
	return err1 == nil && err2 == nil && os.SameFile(a, b)
}

// Release gives the lock back and removes its file.
func (l *Lock) Release() error {
	if runtime.GOOS == "windows" { // which removes no open file
		err := l.file.Close()
		os.Remove(l.file.Name())
		return err
	}
	return errors.Join(os.Remove(l.file.Name()), l.file.Close())
}
