/**
 * Manifests of others, as charts and kustomizations print them: read, narrowed down to one StatefulSet and what it needs in a
 * namespace, and fitted to a cluster. What is left out, changed or refused is said before anything is made. Calls what a cluster
 * says of itself, and nothing that runs on it.
 */
package dev.holdfast.manifest;
