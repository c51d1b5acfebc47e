/**
 * A cluster that the user names: how it is reached, what is looked at before the first scenario, and what it can do. Calls what
 * all clusters share; whether the cluster is fit for a run is looked at by whoever is handed in for that.
 */
package dev.holdfast.cluster.chosen;
