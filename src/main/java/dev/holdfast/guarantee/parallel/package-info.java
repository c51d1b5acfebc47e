/**
 * What a set with podManagementPolicy Parallel promises: that its pods are made and removed without waiting for each other. Calls
 * histories and what all guarantees share, but no other family.
 */
package dev.holdfast.guarantee.parallel;
