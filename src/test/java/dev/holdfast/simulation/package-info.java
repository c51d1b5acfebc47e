/**
 * A small simulation of the StatefulSet controller, its caches, the kubelets and everybody else who acts on a set. It makes random
 * lives of sets, which the judge is tested with: thousands in a minute, and each follows from its script alone.
 *
 * <p>{@link dev.holdfast.simulation.Life} is a script, {@link dev.holdfast.simulation.Cluster} what lives it, {@link
 * dev.holdfast.simulation.Recording} how somebody recorded it. The controller is the one of Kubernetes, line by line where it
 * matters: see {@link dev.holdfast.simulation.SyncPass}.
 */
package dev.holdfast.simulation;
