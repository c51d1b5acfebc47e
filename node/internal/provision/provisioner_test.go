package provision

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	core "k8s.io/api/core/v1"
	storage "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

func folders(t *testing.T) (*Folders, string) {
	t.Helper()
	local := filepath.Join(t.TempDir(), "dynamic")
	f, err := OpenFolders("10.1.2.3", "/exports/dynamic", local)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, local
}

func options() controller.ProvisionOptions {
	retain := core.PersistentVolumeReclaimRetain
	return controller.ProvisionOptions{
		PVName:       "pvc-1",
		StorageClass: &storage.StorageClass{ReclaimPolicy: &retain, MountOptions: []string{"hard", "nfsvers=3"}},
		PVC: &core.PersistentVolumeClaim{
			ObjectMeta: meta.ObjectMeta{Namespace: "shop", Name: "www-web-0"},
			Spec: core.PersistentVolumeClaimSpec{
				AccessModes: []core.PersistentVolumeAccessMode{core.ReadWriteMany},
				Resources:   core.VolumeResourceRequirements{Requests: core.ResourceList{core.ResourceStorage: resource.MustParse("10Mi")}},
			},
		},
	}
}

func TestProvision(t *testing.T) {
	f, local := folders(t)
	volume, _, err := f.Provision(t.Context(), options())
	if err != nil {
		t.Fatal(err)
	}
	spec := volume.Spec
	if volume.Name != "pvc-1" || spec.NFS.Server != "10.1.2.3" || spec.NFS.Path != "/exports/dynamic/shop-www-web-0-pvc-1" {
		t.Errorf("the volume %s is %+v", volume.Name, spec.NFS)
	}
	if spec.Capacity.Storage().String() != "10Mi" || !slices.Equal(spec.AccessModes, []core.PersistentVolumeAccessMode{core.ReadWriteMany}) ||
		!slices.Equal(spec.MountOptions, []string{"hard", "nfsvers=3"}) || spec.PersistentVolumeReclaimPolicy != core.PersistentVolumeReclaimRetain {
		t.Errorf("the volume is %+v", spec)
	}
	info, err := os.Stat(filepath.Join(local, "shop-www-web-0-pvc-1"))
	if err != nil || info.Mode() != os.ModeDir|0o777 {
		t.Fatalf("the folder has mode %v, %v", info.Mode(), err)
	}
	// A second attempt for the same claim finds the folder with what is in it.
	if err := os.WriteFile(filepath.Join(local, "shop-www-web-0-pvc-1/kept"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Provision(t.Context(), options()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(local, "shop-www-web-0-pvc-1/kept")); err != nil {
		t.Fatal(err)
	}
}

func TestProvisionRefusesWhatItCannotDo(t *testing.T) {
	f, _ := folders(t)
	o := options()
	o.PVC.Spec.Selector = &meta.LabelSelector{}
	if _, _, err := f.Provision(t.Context(), o); err == nil || !strings.Contains(err.Error(), "selector") {
		t.Errorf("a selector: %v", err)
	}
	o = options()
	o.PVC.Spec.DataSource = &core.TypedLocalObjectReference{}
	if _, _, err := f.Provision(t.Context(), o); err == nil || !strings.Contains(err.Error(), "data source") {
		t.Errorf("a data source: %v", err)
	}
	o = options()
	o.PVC.Name = strings.Repeat("n", 253)
	volume, _, err := f.Provision(t.Context(), o)
	if err != nil || !strings.HasSuffix(volume.Spec.NFS.Path, "-pvc-1") {
		t.Errorf("a long name: %v", err)
	}
}

func TestDeleteKeepsToItsOwn(t *testing.T) {
	f, local := folders(t)
	outside := filepath.Join(filepath.Dir(local), "outside-pvc-1")
	for _, d := range []string{outside, filepath.Join(local, "a/b-pvc-1"), filepath.Join(local, "mine-pvc-1"), filepath.Join(local, "other-pvc-2")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(local, "link-pvc-1")); err != nil {
		t.Fatal(err)
	}
	volume := func(by, server, path string) *core.PersistentVolume {
		return &core.PersistentVolume{
			ObjectMeta: meta.ObjectMeta{Name: "pvc-1", Annotations: map[string]string{provisionedBy: by}},
			Spec: core.PersistentVolumeSpec{PersistentVolumeSource: core.PersistentVolumeSource{
				NFS: &core.NFSVolumeSource{Server: server, Path: path},
			}},
		}
	}
	for _, v := range []*core.PersistentVolume{
		volume("", "10.1.2.3", "/exports/dynamic/mine-pvc-1"),
		volume("somebody.else", "10.1.2.3", "/exports/dynamic/mine-pvc-1"),
		volume(Name, "10.9.9.9", "/exports/dynamic/mine-pvc-1"),
		volume(Name, "10.1.2.3", "/exports/dynamic"),
		volume(Name, "10.1.2.3", "/exports/dynamic/"),
		volume(Name, "10.1.2.3", "/exports/dynamic/.."),
		volume(Name, "10.1.2.3", "/exports/dynamic/../outside-pvc-1"),
		volume(Name, "10.1.2.3", "/exports/dynamic/a/b-pvc-1"),
		volume(Name, "10.1.2.3", "/exports/mine-pvc-1"),
		volume(Name, "10.1.2.3", "/exports/dynamic/other-pvc-2"),
	} {
		var ignored *controller.IgnoredError
		if err := f.Delete(t.Context(), v); !errors.As(err, &ignored) {
			t.Errorf("%v on %+v: %v", v.Annotations, v.Spec.NFS, err)
		}
	}
	for _, name := range []string{"mine-pvc-1", "link-pvc-1", "gone-pvc-1"} {
		if err := f.Delete(t.Context(), volume(Name, "10.1.2.3", "/exports/dynamic/"+name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	entries, err := os.ReadDir(local)
	if err != nil || len(entries) != 2 || entries[0].Name() != "a" || entries[1].Name() != "other-pvc-2" {
		t.Errorf("left are %v, %v", entries, err)
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error("a folder outside was deleted")
	}
}

// TestRun has the controller react to a claim, and to the volume's release.
func TestRun(t *testing.T) {
	f, local := folders(t)
	remove := core.PersistentVolumeReclaimDelete
	claim := options().PVC
	class := "holdfast-nfs"
	claim.UID = "1"
	claim.Spec.StorageClassName = &class
	claim.Annotations = map[string]string{"volume.kubernetes.io/storage-provisioner": Name}
	client := fake.NewClientset(&storage.StorageClass{ObjectMeta: meta.ObjectMeta{Name: class}, Provisioner: Name, ReclaimPolicy: &remove})
	ctx, cancel := context.WithCancel(t.Context())
	ready, done := make(chan struct{}), make(chan error)
	go func() { done <- run(ctx, client, f, func() { close(ready) }) }()
	<-ready
	begin := time.Now()
	if _, err := client.CoreV1().PersistentVolumeClaims("shop").Create(ctx, claim, meta.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
	volumes := client.CoreV1().PersistentVolumes()
	var volume *core.PersistentVolume
	eventually(t, "a volume", func() (ok bool) {
		var err error
		volume, err = volumes.Get(ctx, "pvc-1", meta.GetOptions{})
		return err == nil
	})
	t.Logf("provisioned after %v", time.Since(begin))
	if volume.Annotations[provisionedBy] != Name || volume.Spec.ClaimRef.Name != "www-web-0" || volume.Spec.StorageClassName != class {
		t.Fatalf("the volume is %+v", volume)
	}
	if err := os.WriteFile(filepath.Join(local, "shop-www-web-0-pvc-1/page"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	volume.Status.Phase = core.VolumeReleased
	if _, err := volumes.UpdateStatus(ctx, volume, meta.UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the end of the volume", func() bool {
		_, err := volumes.Get(ctx, "pvc-1", meta.GetOptions{})
		return err != nil
	})
	if entries, err := os.ReadDir(local); err != nil || len(entries) != 0 {
		t.Fatalf("left are %v, %v", entries, err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	const patience = 10 * time.Second
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within %v: %s", patience, what)
		}
	}
}
