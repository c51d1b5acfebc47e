/**
 * What {@code verify} and {@code sabotage} do: which scenarios run, how many at once, in which waves, on which cluster, and what
 * comes of it. Calls clusters, manifests, scenarios, faults and reports; knows nothing of a command line.
 */
package dev.holdfast.run;
