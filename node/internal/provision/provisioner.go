// Package provision makes and removes persistent volumes that are folders of
// an NFS export: the provisioner behind the StorageClass of the cluster.
package provision

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

// Name is the provisioner's name in storage classes.
const Name = "holdfast.dev/nfs"

// provisionedBy is the annotation that says who made a volume.
const provisionedBy = "pv.kubernetes.io/provisioned-by"

// Folders is where volumes are made.
type Folders struct {
	// Server and Path are where nodes mount the parent of all volumes.
	Server, Path string
	root         *os.Root
}

// OpenFolders opens the local side of the parent folder, making it if there is
// none.
func OpenFolders(server, exported, local string) (*Folders, error) {
	if err := os.MkdirAll(local, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(local)
	if err != nil {
		return nil, err
	}
	return &Folders{Server: server, Path: path.Clean(exported), root: root}, nil
}

// Close gives up the folder.
func (f *Folders) Close() error { return f.root.Close() }

// folderName is the name of a claim's folder: who looks into the export sees
// whose it is. The claim's name is cut when file systems would refuse the
// whole; the volume's makes it unique.
func folderName(namespace, claim, volume string) string {
	const longest = 255
	if room := longest - len(namespace) - len(volume) - 2; len(claim) > room {
		claim = claim[:max(room, 0)]
	}
	return fmt.Sprintf("%s-%s-%s", namespace, claim, volume)
}

// Provision makes the folder and describes the volume.
func (f *Folders) Provision(_ context.Context, o controller.ProvisionOptions) (*core.PersistentVolume, controller.ProvisioningState, error) {
	claim := o.PVC
	switch {
	case claim.Spec.Selector != nil:
		return nil, controller.ProvisioningFinished, errors.New("a claim with a selector cannot be provisioned")
	case claim.Spec.DataSource != nil || claim.Spec.DataSourceRef != nil:
		return nil, controller.ProvisioningFinished, errors.New("a claim with a data source cannot be provisioned")
	}
	name := folderName(claim.Namespace, claim.Name, o.PVName)
	// A folder that is there was made for the same claim before the volume
	// could be stored: the volume's name comes from the claim's UID.
	if err := f.root.Mkdir(name, 0o777); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, controller.ProvisioningFinished, err
	}
	// Pods of any user write to it; the umask must have no say.
	if err := f.root.Chmod(name, 0o777); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	volume := &core.PersistentVolume{
		ObjectMeta: meta.ObjectMeta{Name: o.PVName},
		Spec: core.PersistentVolumeSpec{
			PersistentVolumeReclaimPolicy: core.PersistentVolumeReclaimDelete,
			AccessModes:                   claim.Spec.AccessModes,
			MountOptions:                  o.StorageClass.MountOptions,
			VolumeMode:                    claim.Spec.VolumeMode,
			Capacity:                      core.ResourceList{core.ResourceStorage: claim.Spec.Resources.Requests[core.ResourceStorage]},
			PersistentVolumeSource: core.PersistentVolumeSource{
				NFS: &core.NFSVolumeSource{Server: f.Server, Path: path.Join(f.Path, name)},
			},
		},
	}
	if policy := o.StorageClass.ReclaimPolicy; policy != nil {
		volume.Spec.PersistentVolumeReclaimPolicy = *policy
	}
	return volume, controller.ProvisioningFinished, nil
}

// Delete removes the folder of a volume that was made here. It is called for
// volumes whose reclaim policy is Delete only.
func (f *Folders) Delete(_ context.Context, volume *core.PersistentVolume) error {
	name, err := f.folderOf(volume)
	if err != nil {
		return &controller.IgnoredError{Reason: err.Error()}
	}
	return f.root.RemoveAll(name)
}

// folderOf is the name of the folder of a volume, if it is surely ours.
func (f *Folders) folderOf(volume *core.PersistentVolume) (string, error) {
	if by := volume.Annotations[provisionedBy]; by != Name {
		return "", fmt.Errorf("volume %s was provisioned by %q", volume.Name, by)
	}
	source := volume.Spec.NFS
	if source == nil || source.Server != f.Server {
		return "", fmt.Errorf("volume %s is not on the server %s", volume.Name, f.Server)
	}
	name, below := strings.CutPrefix(source.Path, strings.TrimSuffix(f.Path, "/")+"/")
	if !below || name == "" || name == "." || name == ".." || strings.Contains(name, "/") {
		return "", fmt.Errorf("the path %s of volume %s does not lie directly below %s", source.Path, volume.Name, f.Path)
	}
	if !strings.HasSuffix(name, "-"+volume.Name) {
		return "", fmt.Errorf("the folder %s was not made for volume %s", name, volume.Name)
	}
	return name, nil
}
