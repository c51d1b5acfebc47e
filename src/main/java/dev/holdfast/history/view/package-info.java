/**
 * Typed views of Kubernetes objects: what guarantees read of a pod, a StatefulSet, a claim and so on, taken from the JSON once.
 * Knows states, not what happened between them.
 */
package dev.holdfast.history.view;
