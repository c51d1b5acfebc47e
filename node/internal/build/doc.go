// Package build builds every program and image of the embedded cluster from the modules that go.mod pins, into a cache
// that is keyed by what they are built from. It uses nothing but the standard library, so that it compiles at once on a
// machine that has built nothing yet.
//
// The cache has two parts. DIR/node/<kubernetes>-<key> is what a caller gets: all programs and images of one state of the
// sources, complete as soon as it exists. DIR/build is how it is made: each program and each set of images under a key of
// its own, so that a change rebuilds only what depends on it; the folders above hold hard links to them.
package build
