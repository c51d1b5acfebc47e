/**
 * What is kept of a run in the cluster that it ran on, where its report folder is out of reach: its verdict, its counts and
 * what speaks against the cluster, small enough for a ConfigMap. Calls saved results, and a cluster to keep them in.
 */
package dev.holdfast.report.summary;
