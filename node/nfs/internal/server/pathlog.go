package server

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// pathLog is where a table of paths is kept: a line for each change of it, so
// that what a server that is killed gave out holds in the next one.
//
// Nothing fails because the log cannot be written, on a full disk for example,
// where people have to be able to delete. There is room that is kept for that.
// When this is used up as well, the log is emptied: handles do not survive a
// restart then, until it can be written again.
type pathLog struct {
	name string
	tree *pathTree
	file *os.File
	size int64 // of the lines; zeros may follow
	room int64 // up to where there is room on the disk
	// emptied is when the log was last given up or tried to be written
	// again; zero while it is in use.
	emptied time.Time
}

const (
	// logRoom is how many bytes are allocated for the log beyond its end,
	// enough for some ten thousand deletions.
	logRoom = 1 << 20
	// logRetry is how long an emptied log is left alone.
	logRetry = time.Second
)

// The first line of a log: which boot of the machine wrote it, since only then
// it is known that nothing of it is lost, the number of the table, and the first
// number that no object had.
const header = "paths %s %d %d"

var errDamaged = errors.New("the table of paths is damaged")

// openPathLog reads the table in a log and goes on with it, rewritten without
// what is obsolete. The table is a new one when there is no log, or one that
// cannot be relied on. inode looks what is at a path.
func openPathLog(name string, inode inodeAt) (*pathLog, error) {
	boot, err := readBoot()
	if err != nil {
		return nil, err
	}
	l := &pathLog{name: name}
	l.file, err = os.OpenFile(name, os.O_RDWR, 0)
	if err == nil {
		err = l.read(boot, inode)
	}
	switch {
	case err == nil:
		_ = l.rewrite() // if there is room for it; else it goes on
		return l, nil
	case !errors.Is(err, errDamaged) && !errors.Is(err, os.ErrNotExist):
		return nil, err
	}
	if l.tree, err = newPathTree(); err != nil {
		return nil, err
	}
	if err := l.rewrite(); err != nil {
		if l.file == nil {
			return nil, err
		}
		l.empty()
	}
	return l, nil
}

func readBoot() (string, error) {
	boot, err := os.ReadFile(bootID)
	return strings.TrimSpace(string(boot)), err
}

// read takes the table from a log that was written since the machine started.
func (l *pathLog) read(boot string, inode inodeAt) error {
	in := bufio.NewReader(l.file)
	line, err := in.ReadString('\n')
	t, by := emptyPathTree(), ""
	if _, scan := fmt.Sscanf(line, header, &by, &t.table, &t.next); err != nil || scan != nil || by != boot {
		return errDamaged
	}
	l.tree, l.size = t, int64(len(line))
	var last record
	var start int64
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			break // zeros, or half a line, on behalf of which nothing was done yet
		}
		if err != nil {
			return err
		}
		if last != nil {
			last.apply(t)
		}
		if last, err = parseRecord(strings.TrimSuffix(line, "\n")); err != nil {
			return err
		}
		start, l.size = l.size, l.size+int64(len(line))
	}
	if last == nil {
		return nil
	}
	// The server may have been killed before it did what it announced.
	came, err := last.outcome(inode)
	if err != nil {
		return err
	}
	if len(came) != 1 || came[0] != last {
		l.cut(start)
		for _, r := range came {
			l.append(r)
		}
	}
	for _, r := range came {
		r.apply(t)
	}
	return nil
}

// rewrite begins the log anew with what is in the table.
func (l *pathLog) rewrite() error {
	boot, err := readBoot()
	if err != nil {
		return err
	}
	f, err := os.OpenFile(l.name+".new", os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	var text strings.Builder
	fmt.Fprintf(&text, header+"\n", boot, l.tree.table, l.tree.next)
	l.tree.root.all(func(n *pathNode) {
		for _, id := range n.ids {
			text.WriteString(entered{id, n.path()}.line() + "\n")
		}
		if n.other != nil && n.path() < n.other.path() {
			text.WriteString(linked{n.path(), n.other.path()}.line() + "\n")
		}
	})
	if _, err = f.WriteString(text.String()); err == nil {
		err = os.Rename(l.name+".new", l.name)
	}
	if err != nil {
		return errors.Join(err, f.Close(), os.Remove(l.name+".new"))
	}
	if l.file != nil {
		_ = l.file.Close()
	}
	l.file, l.size, l.room, l.emptied = f, int64(text.Len()), 0, time.Time{}
	return nil
}

func (l *pathLog) close() { _ = l.file.Close() }

// append adds a record, and returns what takes it away again.
func (l *pathLog) append(r record) (undo func()) {
	if !l.emptied.IsZero() {
		if time.Since(l.emptied) < logRetry || l.rewrite() != nil {
			l.emptied = time.Now()
			return func() {}
		}
	}
	if l.room-l.size < logRoom/2 && unix.Fallocate(int(l.file.Fd()), 0, l.size, logRoom) == nil {
		l.room = l.size + logRoom
	}
	start := l.size
	n, err := l.file.WriteAt([]byte(r.line()+"\n"), start)
	if err != nil {
		l.empty()
		return func() {}
	}
	l.size += int64(n)
	return func() { l.cut(start) }
}

// cut takes away the lines from start on. It keeps their room.
func (l *pathLog) cut(start int64) {
	if _, err := l.file.WriteAt(make([]byte, l.size-start), start); err != nil {
		l.empty()
		return
	}
	l.size = start
}

// empty gives the log up.
func (l *pathLog) empty() {
	l.emptied, l.size = time.Now(), 0
	if l.file.Truncate(0) != nil {
		_ = os.Remove(l.name)
	}
}
