/**
 * What {@code persistentVolumeClaimRetentionPolicy} promises: which claims go with a pod or a set, when, and which stay. Calls
 * histories and what all guarantees share, but no other family.
 */
package dev.holdfast.guarantee.retention;
