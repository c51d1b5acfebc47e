// Package images assembles the container images that a cluster without a registry needs: the pod sandbox, CoreDNS, a
// web server in two releases and a box of tools.
//
// Nothing is taken from a registry. The contents come from the distribution's packages, which apt verifies and which are
// unpacked without being installed, from programs built by the node itself, and from the pause program's C source in the
// Kubernetes module. Every image is an OCI archive of uncompressed layers, because an import then neither inflates nor
// digests twice, with fixed times and owners, so that the same contents have the same digest.
package images
