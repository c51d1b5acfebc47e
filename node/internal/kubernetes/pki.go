package kubernetes

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"strings"
	"time"

	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"holdfast.dev/node/internal/cluster"
)

// certificateLife is how long a cluster's certificates are valid. Clusters live for minutes; one that is kept to look
// around in may live for months.
const certificateLife = 365 * 24 * time.Hour

// authority signs the certificates of one cluster.
type authority struct {
	plan   *cluster.Plan
	cert   *x509.Certificate
	key    *ecdsa.PrivateKey
	serial int64
}

// identity is what a certificate says of its holder.
type identity struct {
	file   string
	name   string
	groups []string
	// hosts are the DNS names and addresses it serves under; none for a mere client.
	hosts []string
}

// WritePKI makes the authority of the cluster, a certificate for each of its components, and their kubeconfigs.
func WritePKI(plan *cluster.Plan) error {
	ca, err := newAuthority(plan)
	if err != nil {
		return err
	}
	served := []string{
		"kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc." + cluster.ClusterDomain,
		"localhost", "127.0.0.1", cluster.APIServiceIP, cluster.HubAddress}
	if plan.Contained != nil {
		served = append(served, plan.Contained.Hosts...)
	}
	identities := []identity{
		{file: "kube-apiserver", name: "kube-apiserver", hosts: served},
		{file: "kube-apiserver-kubelet-client", name: "kube-apiserver-kubelet-client"},
		{file: "etcd", name: "etcd", hosts: []string{"localhost", "127.0.0.1"}},
		{file: "etcd-client", name: "kube-apiserver-etcd-client"},
		{file: "admin", name: "holdfast-admin", groups: []string{"system:masters"}},
		{file: "kube-controller-manager", name: "system:kube-controller-manager"},
		{file: "kube-scheduler", name: "system:kube-scheduler"},
		{file: "kube-proxy", name: "system:kube-proxy"},
		{file: "nfs-provisioner", name: "holdfast-nfs-provisioner"},
	}
	if plan.SimulatedNodes > 0 {
		identities = append(identities, identity{file: kwok, name: kwok})
	}
	for i := 1; i <= plan.Nodes; i++ {
		identities = append(identities,
			identity{file: cluster.NodeName(i), name: "system:node:" + cluster.NodeName(i), groups: []string{"system:nodes"}},
			identity{file: cluster.NodeName(i) + "-server", name: cluster.NodeName(i), hosts: []string{cluster.NodeName(i), cluster.NodeAddress(i)}})
	}
	for _, id := range identities {
		if err := ca.issue(id); err != nil {
			return fmt.Errorf("certificate %s: %w", id.file, err)
		}
	}
	if err := writeServiceAccountKey(plan); err != nil {
		return err
	}
	local := fmt.Sprintf("https://127.0.0.1:%d", cluster.APIPort)
	if err := ca.kubeconfig(plan.Kubeconfig(), "admin", fmt.Sprintf("https://127.0.0.1:%d", plan.Port)); err != nil {
		return err
	}
	inHub := []string{"admin", "kube-controller-manager", "kube-scheduler", "nfs-provisioner"}
	if plan.SimulatedNodes > 0 {
		inHub = append(inHub, kwok)
	}
	for _, component := range inHub {
		if err := ca.kubeconfig(plan.Conf(component+".kubeconfig"), component, local); err != nil {
			return err
		}
	}
	remote := fmt.Sprintf("https://%s:%d", cluster.HubAddress, cluster.APIPort)
	if err := ca.kubeconfig(plan.Conf("kube-proxy.kubeconfig"), "kube-proxy", remote); err != nil {
		return err
	}
	for i := 1; i <= plan.Nodes; i++ {
		if err := ca.kubeconfig(plan.Conf(cluster.NodeName(i)+".kubeconfig"), cluster.NodeName(i), remote); err != nil {
			return err
		}
	}
	return nil
}

func newAuthority(plan *cluster.Plan) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "holdfast-" + plan.ID},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(certificateLife),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	ca := &authority{plan: plan, cert: cert, key: key, serial: 1}
	return ca, writePair(plan, "ca", der, key)
}

func (ca *authority) issue(id identity) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	ca.serial++
	template := &x509.Certificate{
		SerialNumber: big.NewInt(ca.serial),
		Subject:      pkix.Name{CommonName: id.name, Organization: id.groups},
		NotBefore:    ca.cert.NotBefore,
		NotAfter:     ca.cert.NotAfter,
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
	if len(id.hosts) > 0 {
		template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
	}
	for _, host := range id.hosts {
		if ip := net.ParseIP(host); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, ca.cert, key.Public(), ca.key)
	if err != nil {
		return err
	}
	return writePair(ca.plan, id.file, der, key)
}

// writeServiceAccountKey makes the pair with which the API server signs the tokens of service accounts.
func writeServiceAccountKey(plan *cluster.Plan) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	if err := writeKey(plan.PKI("service-account.key"), key); err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	return writePEM(plan.PKI("service-account.pub"), "PUBLIC KEY", public)
}

func writePair(plan *cluster.Plan, name string, der []byte, key *ecdsa.PrivateKey) error {
	if err := writePEM(plan.PKI(name+".crt"), "CERTIFICATE", der); err != nil {
		return err
	}
	return writeKey(plan.PKI(name+".key"), key)
}

func writeKey(file string, key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return writePEM(file, "EC PRIVATE KEY", der)
}

func writePEM(file, kind string, der []byte) error {
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}

// kubeconfig writes a self-contained configuration for the holder of a certificate.
func (ca *authority) kubeconfig(file, holder, server string) error {
	read := func(name string) []byte {
		text, err := os.ReadFile(ca.plan.PKI(name))
		if err != nil {
			panic(err) // written by this process a moment ago
		}
		return text
	}
	name := "holdfast"
	if holder != "admin" {
		name = strings.TrimSuffix(holder, ".kubeconfig")
	}
	config := clientcmdapi.NewConfig()
	config.Clusters["holdfast"] = &clientcmdapi.Cluster{Server: server, CertificateAuthorityData: read("ca.crt")}
	config.AuthInfos[name] = &clientcmdapi.AuthInfo{
		ClientCertificateData: read(holder + ".crt"), ClientKeyData: read(holder + ".key")}
	config.Contexts["holdfast"] = &clientcmdapi.Context{Cluster: "holdfast", AuthInfo: name}
	config.CurrentContext = "holdfast"
	return clientcmd.WriteToFile(*config, file)
}
