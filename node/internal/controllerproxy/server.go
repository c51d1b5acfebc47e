package controllerproxy

import (
	"net/http"
	"net/url"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

// The user as which the API server is asked, with the groups of that user: it has the rights of a StatefulSet controller and no
// other, whoever the user of the kubeconfig is.
const controllerUser = "system:serviceaccount:kube-system:statefulset-controller"

var controllerGroups = []string{"system:serviceaccounts", "system:serviceaccounts:kube-system", "system:authenticated"}

// Server is where the API server of a kubeconfig is, and how it is asked as the StatefulSet controller. The user of the kubeconfig
// has to have the right to impersonate.
func Server(kubeconfig string) (*url.URL, http.RoundTripper, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, nil, err
	}
	config.Impersonate = rest.ImpersonationConfig{UserName: controllerUser, Groups: controllerGroups}
	tls, err := rest.TLSConfigFor(config)
	if err != nil {
		return nil, nil, err
	}
	address, err := url.Parse(config.Host)
	if err != nil {
		return nil, nil, err
	}
	transport, err := rest.HTTPWrappersForConfig(config, &http.Transport{
		TLSClientConfig: tls, ForceAttemptHTTP2: true, DisableCompression: true,
	})
	return address, transport, err
}
