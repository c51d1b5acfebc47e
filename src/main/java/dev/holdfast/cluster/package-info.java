/** Where a cluster comes from: what a scenario may ask of one, and the kind that this project builds and starts itself. */
package dev.holdfast.cluster;
