/**
 * That evictions heed PodDisruptionBudgets, that nothing else which happens to a StatefulSet does, and that a pod which was evicted
 * comes back. Calls histories and what all guarantees share, but no other family.
 */
package dev.holdfast.guarantee.disruption;
