/**
 * The results of a run as they were saved: what {@code results.json} in a report directory says. Calls nothing that needs a
 * cluster.
 */
package dev.holdfast.report.saved;
