/**
 * Where a cluster comes from: what a scenario may ask of one, and the kind that this project builds and starts itself. Calls
 * nothing of this project: a cluster is the same whoever asks for it.
 */
package dev.holdfast.cluster;
