/** A cluster that the user names: how it is reached, what is looked at before the first scenario, and what it can do. */
package dev.holdfast.cluster.chosen;
