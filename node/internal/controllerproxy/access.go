package controllerproxy

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"os"

	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
	"k8s.io/client-go/util/cert"
	"k8s.io/client-go/util/keyutil"
)

const proxyName = "controllerproxy"

// Access is how the controller, and nobody else, is answered by the proxy: both show the same certificate, which was made for the
// two of them, and trust no other.
type Access struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// NewAccess makes the certificate of a proxy and its one client.
func NewAccess() (*Access, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	certificate, err := cert.NewSelfSignedCACert(cert.Config{CommonName: proxyName}, key)
	return &Access{certificate, key}, err
}

// Listener is one whose connections are from a holder of the certificate.
func (a *Access) Listener(plain net.Listener) net.Listener {
	only := x509.NewCertPool()
	only.AddCert(a.certificate)
	return tls.NewListener(plain, &tls.Config{
		MinVersion:   tls.VersionTLS13,
		Certificates: []tls.Certificate{{Certificate: [][]byte{a.certificate.Raw}, PrivateKey: a.key}},
		ClientAuth:   tls.RequireAndVerifyClientCert,
		ClientCAs:    only,
	})
}

// WriteKubeconfig writes the file that leads the client to the proxy at an address. Only this user can read it.
func (a *Access) WriteKubeconfig(file, address string) error {
	certificate, err := cert.EncodeCertificates(a.certificate)
	if err != nil {
		return err
	}
	key, err := keyutil.MarshalPrivateKeyToPEM(a.key)
	if err != nil {
		return err
	}
	config := clientcmdapi.NewConfig()
	config.Clusters[proxyName] = &clientcmdapi.Cluster{
		Server: "https://" + address, TLSServerName: proxyName, CertificateAuthorityData: certificate}
	config.AuthInfos[proxyName] = &clientcmdapi.AuthInfo{ClientCertificateData: certificate, ClientKeyData: key}
	config.Contexts[proxyName] = &clientcmdapi.Context{Cluster: proxyName, AuthInfo: proxyName}
	config.CurrentContext = proxyName
	// Not an old file with the rights of that one.
	if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return clientcmd.WriteToFile(*config, file)
}
