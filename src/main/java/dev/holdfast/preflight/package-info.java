/**
 * What is looked at on a cluster of the user's own before the first scenario, each thing with what to do about it. Calls
 * clusters, manifests, and what scenarios would make on them.
 */
package dev.holdfast.preflight;
