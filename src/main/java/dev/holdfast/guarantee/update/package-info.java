/**
 * How pods get a new template: order, partition, OnDelete, rollback, the status that tells of it. Calls histories and what all
 * guarantees share, but no other family.
 */
package dev.holdfast.guarantee.update;
