/** Holdfast: an executable specification of what a Kubernetes StatefulSet promises. */
package dev.holdfast;
