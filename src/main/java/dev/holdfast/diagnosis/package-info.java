/**
 * What is saved of a scenario that did not pass, before it is taken away: its objects as the server has them, what its
 * containers wrote, and what the cluster's own programs said about them. Nothing in here decides anything. Calls a cluster
 * only.
 */
package dev.holdfast.diagnosis;
