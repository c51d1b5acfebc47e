/**
 * Typed views of Kubernetes objects: what guarantees read of a pod, a StatefulSet, a claim and so on, taken from the JSON once.
 * Knows states, not what happened between them. Calls what reads JSON; knows neither the replay nor a guarantee.
 */
package dev.holdfast.history.view;
