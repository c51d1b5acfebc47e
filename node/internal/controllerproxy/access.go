package controllerproxy

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"time"

	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// certificateLife is longer than any run.
const certificateLife = 30 * 24 * time.Hour

// Access is how the controller, and nobody else, is answered by the proxy: both hold a certificate of an authority that was
// made for the two of them and whose key is forgotten.
type Access struct {
	authority  []byte // DER
	server     tls.Certificate
	client     []byte // DER
	clientsKey *ecdsa.PrivateKey
	clients    *x509.CertPool
}

// NewAccess makes the certificates of a proxy and of its one client.
func NewAccess() (*Access, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "holdfast-controllerproxy"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(certificateLife),
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature, BasicConstraintsValid: true, IsCA: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	authority, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	issue := func(serial int64, usage x509.ExtKeyUsage, addresses ...net.IP) ([]byte, *ecdsa.PrivateKey, error) {
		own, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, nil, err
		}
		issued, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{
			SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "statefulset-controller"},
			NotBefore: template.NotBefore, NotAfter: template.NotAfter,
			KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{usage}, IPAddresses: addresses,
		}, authority, own.Public(), key)
		return issued, own, err
	}
	server, serversKey, err := issue(2, x509.ExtKeyUsageServerAuth, net.IPv4(127, 0, 0, 1))
	if err != nil {
		return nil, err
	}
	client, clientsKey, err := issue(3, x509.ExtKeyUsageClientAuth)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AddCert(authority)
	return &Access{authority: der, server: tls.Certificate{Certificate: [][]byte{server}, PrivateKey: serversKey},
		client: client, clientsKey: clientsKey, clients: pool}, nil
}

// Listener is one whose connections are from the holder of the client's certificate.
func (a *Access) Listener(plain net.Listener) net.Listener {
	return tls.NewListener(plain, &tls.Config{
		MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{a.server},
		ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: a.clients})
}

// WriteKubeconfig writes the file that leads the client to the proxy at an address. Only this user can read it.
func (a *Access) WriteKubeconfig(file, address string) error {
	key, err := x509.MarshalECPrivateKey(a.clientsKey)
	if err != nil {
		return err
	}
	encoded := func(kind string, der []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}) }
	const name = "controllerproxy"
	config := clientcmdapi.NewConfig()
	config.Clusters[name] = &clientcmdapi.Cluster{
		Server: "https://" + address, CertificateAuthorityData: encoded("CERTIFICATE", a.authority)}
	config.AuthInfos[name] = &clientcmdapi.AuthInfo{
		ClientCertificateData: encoded("CERTIFICATE", a.client), ClientKeyData: encoded("EC PRIVATE KEY", key)}
	config.Contexts[name] = &clientcmdapi.Context{Cluster: name, AuthInfo: name}
	config.CurrentContext = name
	// Not an old file with the rights of that one.
	if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return clientcmd.WriteToFile(*config, file)
}
