/**
 * Stops a scenario before each of its steps, for somebody who wants to look at the cluster meanwhile. Cucumber uses it only in a
 * run that was asked to stop. Calls scenarios and the terminal, judges nothing and does nothing to the cluster.
 */
package dev.holdfast.walkthrough;
