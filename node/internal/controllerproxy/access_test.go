package controllerproxy

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

// guarded serves behind an access, and returns its address and the kubeconfig of the client.
func guarded(t *testing.T) (address, kubeconfig string) {
	t.Helper()
	access, err := NewAccess()
	if err != nil {
		t.Fatal(err)
	}
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "answered") })}
	go func() { _ = server.Serve(access.Listener(plain)) }()
	t.Cleanup(func() { _ = server.Close() })
	kubeconfig = filepath.Join(t.TempDir(), "kubeconfig")
	if err := access.WriteKubeconfig(kubeconfig, plain.Addr().String()); err != nil {
		t.Fatal(err)
	}
	return plain.Addr().String(), kubeconfig
}

// clientOf is a client as its kubeconfig has it.
func clientOf(t *testing.T, kubeconfig string) *http.Client {
	t.Helper()
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		t.Fatal(err)
	}
	client, err := rest.HTTPClientFor(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestTheControllerIsAnswered(t *testing.T) {
	address, kubeconfig := guarded(t)
	response, err := clientOf(t, kubeconfig).Get("https://" + address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, err := io.ReadAll(response.Body); err != nil || string(text) != "answered" {
		t.Errorf("got %q, %v", text, err)
	}
}

func TestNobodyElseIsAnswered(t *testing.T) {
	address, _ := guarded(t)
	_, ofAnother := guarded(t)
	others := map[string]*http.Client{
		"without a certificate": {Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}},
		"of another proxy":      clientOf(t, ofAnother),
	}
	for who, client := range others {
		if response, err := client.Get("https://" + address); err == nil {
			_ = response.Body.Close()
			t.Errorf("a client %s is answered with %s", who, response.Status)
		}
	}
	if response, err := http.Get("http://" + address); err == nil {
		defer response.Body.Close()
		if text, _ := io.ReadAll(response.Body); string(text) == "answered" {
			t.Error("a client that speaks plain HTTP is answered")
		}
	}
}

func TestOnlyThisUserCanReadTheKey(t *testing.T) {
	_, kubeconfig := guarded(t)
	info, err := os.Stat(kubeconfig)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("the file has the mode %o", mode)
	}
}
