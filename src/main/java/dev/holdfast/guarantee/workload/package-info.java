/**
 * What tells a StatefulSet from other workloads. Calls histories and what all guarantees share, but no other family.
 */
package dev.holdfast.guarantee.workload;
