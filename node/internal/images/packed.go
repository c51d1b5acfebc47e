package images

import (
	"archive/tar"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// packedFolder is a layer that shows files of a folder below another path. It is made anew whenever it is read, and not
// compressed: hundreds of megabytes of programs are copied faster on one machine than they are compressed or kept twice.
type packedFolder struct {
	folder string
	below  string
	files  []string
	hash   v1.Hash
	size   int64
}

// pack makes a layer of all files of a folder but those that are left out, which are named by their path in it.
func pack(folder, below string, leftOut func(file string) bool) (*packedFolder, error) {
	l := &packedFolder{folder: folder, below: below}
	err := filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		relative, err := filepath.Rel(folder, file)
		if err == nil && !leftOut(filepath.ToSlash(relative)) {
			l.files = append(l.files, relative)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(l.files)
	stream, err := l.Uncompressed()
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	l.hash, l.size, err = v1.SHA256(stream)
	return l, err
}

func (l *packedFolder) Digest() (v1.Hash, error) { return l.hash, nil }
func (l *packedFolder) DiffID() (v1.Hash, error) { return l.hash, nil }
func (l *packedFolder) Size() (int64, error)     { return l.size, nil }
func (l *packedFolder) MediaType() (types.MediaType, error) {
	return types.DockerUncompressedLayer, nil
}
func (l *packedFolder) Compressed() (io.ReadCloser, error) { return l.Uncompressed() }

func (l *packedFolder) Uncompressed() (io.ReadCloser, error) {
	out, in := io.Pipe()
	go func() { _ = in.CloseWithError(l.write(in)) }()
	return out, nil
}

func (l *packedFolder) write(out io.Writer) error {
	w := tar.NewWriter(out)
	for _, file := range l.files {
		if err := packFile(w, filepath.Join(l.folder, file), l.below+"/"+filepath.ToSlash(file)); err != nil {
			return err
		}
	}
	return w.Close()
}

func packFile(w *tar.Writer, from, to string) error {
	file, err := os.Open(from)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	header := &tar.Header{Typeflag: tar.TypeReg, Name: to, Mode: int64(info.Mode().Perm()), Size: info.Size(),
		ModTime: epoch, Uname: "root", Gname: "root", Format: tar.FormatPAX}
	if err := w.WriteHeader(header); err != nil {
		return err
	}
	_, err = io.Copy(w, file)
	return err
}
