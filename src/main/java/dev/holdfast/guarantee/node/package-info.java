/**
 * What becomes of a pod and its identity when its node is unreachable, comes back, or is taken out of use. Calls histories and what
 * all guarantees share, but no other family.
 */
package dev.holdfast.guarantee.node;
