package serialize

import (
	"bytes"
	"errors"
	"testing"
)

func TestWriteBehind(t *testing.T) {
	var want, got bytes.Buffer
	w := writeBehind(&got)
	for i := range 3000 {
		piece := bytes.Repeat([]byte{byte(i)}, i)
		want.Write(piece)
		if n, err := w.Write(piece); n != len(piece) || err != nil {
			t.Fatal(n, err)
		}
	}
	if err := w.Close(); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Errorf("%d bytes came through of %d (%v)", got.Len(), want.Len(), err)
	}
}

var errFullDisk = errors.New("the disk is full")

type fullDisk struct{ room int }

func (f *fullDisk) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFullDisk
	}
	return len(p), nil
}

func TestWriteBehindTellsErrors(t *testing.T) {
	for _, size := range []int{10, 5 << 20} {
		w := writeBehind(&fullDisk{room: 5})
		_, writeErr := w.Write(make([]byte, size))
		if err := w.Close(); !errors.Is(err, errFullDisk) || writeErr != nil && !errors.Is(writeErr, errFullDisk) {
			t.Errorf("%d bytes: got %v and %v, want that the disk is full", size, writeErr, err)
		}
	}
}
