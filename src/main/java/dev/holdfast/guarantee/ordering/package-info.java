/**
 * In which order pods are created and deleted, and what an order waits for. Calls histories and what all guarantees share, but no
 * other family.
 */
package dev.holdfast.guarantee.ordering;
