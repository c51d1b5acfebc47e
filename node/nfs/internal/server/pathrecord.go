package server

import (
	"errors"
	"fmt"
	"strings"
)

// record is a line of the log of a table of paths. What it says is logged
// before it is done.
type record interface {
	line() string
	// apply has the table follow.
	apply(*pathTree)
	// outcome is what has come of what the record announced: the record
	// itself if it was done, nothing if it was not, and others if nobody can
	// tell.
	outcome(inodeAt) ([]record, error)
}

// inodeAt gives the number of the inode at a path, 0 when there is none.
type inodeAt func(path string) (uint64, error)

// entered: the object at a path got a number.
type entered struct {
	id   uint64
	path string
}

// moved: the object with an inode's number got another path.
type moved struct {
	inode    uint64
	from, to string
}

// removed: the object with an inode's number lost a path.
type removed struct {
	inode uint64
	path  string
}

// linked: an object got a path more.
type linked struct{ from, to string }

func (r entered) line() string { return fmt.Sprintf("enter %d %q", r.id, r.path) }
func (r moved) line() string   { return fmt.Sprintf("move %d %q %q", r.inode, r.from, r.to) }
func (r removed) line() string { return fmt.Sprintf("remove %d %q", r.inode, r.path) }
func (r linked) line() string  { return fmt.Sprintf("link %q %q", r.from, r.to) }

func (r entered) apply(t *pathTree) { t.number(t.enter(r.path), r.id) }
func (r moved) apply(t *pathTree)   { t.move(r.from, r.to) }
func (r removed) apply(t *pathTree) { t.forget(r.path) }
func (r linked) apply(t *pathTree)  { t.link(r.from, r.to) }

func (r entered) outcome(inodeAt) ([]record, error) { return []record{r}, nil }

func (r moved) outcome(inode inodeAt) ([]record, error) {
	from, err := inode(r.from)
	to, also := inode(r.to)
	switch err = errors.Join(err, also); {
	case err != nil || from == r.inode:
		return nil, err
	case to == r.inode:
		return []record{r}, nil
	}
	return []record{removed{r.inode, r.from}, removed{to, r.to}}, nil
}

func (r removed) outcome(inode inodeAt) ([]record, error) {
	at, err := inode(r.path)
	if err != nil || at == r.inode {
		return nil, err
	}
	return []record{r}, nil
}

func (r linked) outcome(inode inodeAt) ([]record, error) {
	from, err := inode(r.from)
	to, also := inode(r.to)
	if err = errors.Join(err, also); err != nil || from == 0 || from != to {
		return nil, err
	}
	return []record{r}, nil
}

func parseRecord(line string) (record, error) {
	var r record
	var err error
	switch kind, _, _ := strings.Cut(line, " "); kind {
	case "enter":
		var e entered
		_, err = fmt.Sscanf(line, "enter %d %q", &e.id, &e.path)
		r = e
	case "move":
		var m moved
		_, err = fmt.Sscanf(line, "move %d %q %q", &m.inode, &m.from, &m.to)
		r = m
	case "remove":
		var m removed
		_, err = fmt.Sscanf(line, "remove %d %q", &m.inode, &m.path)
		r = m
	case "link":
		var l linked
		_, err = fmt.Sscanf(line, "link %q %q", &l.from, &l.to)
		r = l
	default:
		return nil, errDamaged
	}
	if err != nil || r.line() != line {
		return nil, errDamaged
	}
	return r, nil
}
