package main

import (
	"slices"
	"testing"
)

func TestTheNameOfTheProgramCanSayTheCommand(t *testing.T) {
	for _, test := range []struct{ line, want []string }{
		{[]string{"/bin/k3s", "server", "--disable=traefik"}, []string{"k3s", "server", "--disable=traefik"}},
		{[]string{"holdfast-node", "up"}, []string{"up"}},
		{[]string{"/proc/self/exe", "stage", "hub"}, []string{"stage", "hub"}},
	} {
		if got := arguments(test.line); !slices.Equal(got, test.want) {
			t.Errorf("arguments(%v) = %v; want %v", test.line, got, test.want)
		}
	}
}

func TestK3sTakesTheArgumentsOfTestcontainers(t *testing.T) {
	cmd := k3s()
	server, rest, err := cmd.Find([]string{"server"})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.ParseFlags(append(rest, "--disable=traefik", "--tls-san=localhost",
		"--kube-controller-manager-arg=kube-api-qps=300", "--kubelet-arg=v=4")); err != nil {
		t.Error(err)
	}
}
