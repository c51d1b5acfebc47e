package server

import (
	"crypto/rand"
	"encoding/binary"
	"maps"
	"path"
	"slices"
	"strings"
)

// pathTree is the table of paths: what the numbers in handles lead to.
type pathTree struct {
	table uint64 // its own number
	next  uint64 // the next object's
	root  *pathNode
	byID  map[uint64]*pathNode
}

// pathNode is a path that has a number, or leads to some that have.
type pathNode struct {
	up    *pathNode // nil for the root and for what is gone
	name  string
	below map[string]*pathNode
	ids   []uint64 // several where a name of several is gone
	// other is another name of the same object, both ways.
	other *pathNode
}

// newPathTree makes a table with a number that no other one has.
func newPathTree() (*pathTree, error) {
	var number [8]byte
	if _, err := rand.Read(number[:]); err != nil {
		return nil, err
	}
	t := emptyPathTree()
	t.table = binary.BigEndian.Uint64(number[:])
	return t, nil
}

func emptyPathTree() *pathTree {
	return &pathTree{next: 1, root: &pathNode{}, byID: map[uint64]*pathNode{}}
}

// path is where n is, below the root, which is "".
func (n *pathNode) path() string {
	if n.up == nil {
		return ""
	}
	return path.Join(n.up.path(), n.name)
}

func steps(p string) []string { return strings.FieldsFunc(p, func(r rune) bool { return r == '/' }) }

// enter finds the node of a path and makes it when there is none.
func (t *pathTree) enter(p string) *pathNode {
	n := t.root
	for _, name := range steps(p) {
		next, ok := n.below[name]
		if !ok {
			next = &pathNode{}
			n.add(name, next)
		}
		n = next
	}
	return n
}

// find finds the node of a path; nil when there is none.
func (t *pathTree) find(p string) *pathNode {
	n := t.root
	for _, name := range steps(p) {
		if n = n.below[name]; n == nil {
			return nil
		}
	}
	return n
}

func (n *pathNode) add(name string, child *pathNode) {
	if n.below == nil {
		n.below = map[string]*pathNode{}
	}
	child.up, child.name, n.below[name] = n, name, child
}

// number gives a node a number.
func (t *pathTree) number(n *pathNode, id uint64) {
	n.ids = append(n.ids, id)
	t.byID[id] = n
	t.next = max(t.next, id+1)
}

// link takes note that two paths are names of one object.
func (t *pathTree) link(from, to string) {
	one, two := t.enter(from), t.enter(to)
	one.unlink()
	two.unlink()
	one.other, two.other = two, one
}

func (n *pathNode) unlink() {
	if n.other != nil {
		n.other.other, n.other = nil, nil
	}
}

// forget takes note that nothing has the path p any more. Its numbers, and those
// of all below it, pass to the other names of the objects or are gone.
func (t *pathTree) forget(p string) {
	n := t.find(p)
	if n == nil || n == t.root {
		return
	}
	t.drop(n)
	delete(n.up.below, n.name)
}

func (t *pathTree) drop(n *pathNode) {
	for _, child := range n.below {
		t.drop(child)
	}
	for _, id := range n.ids {
		if n.other != nil {
			n.other.ids = append(n.other.ids, id)
			t.byID[id] = n.other
		} else {
			delete(t.byID, id)
		}
	}
	n.unlink()
	n.ids = nil
}

// move takes note that what had the path from has the path to, and what had
// that is gone.
func (t *pathTree) move(from, to string) {
	t.forget(to)
	n := t.find(from)
	if n == nil || n == t.root {
		return
	}
	delete(n.up.below, n.name)
	dir, name := path.Split(to)
	t.enter(dir).add(name, n)
}

// all calls yield for every node, those above first, in the order of names.
func (n *pathNode) all(yield func(*pathNode)) {
	yield(n)
	for _, name := range slices.Sorted(maps.Keys(n.below)) {
		n.below[name].all(yield)
	}
}
