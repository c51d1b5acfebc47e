package dev.holdfast.guarantee;

/**
 * In what Kubernetes is known not to do what its documentation promises.
 *
 * @param what what it does instead, as one sentence without a final stop
 * @param issue the address of the upstream issue
 */
public record KnownDeviation(String what, String issue) {}
