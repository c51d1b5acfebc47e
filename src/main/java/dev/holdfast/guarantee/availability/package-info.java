/**
 * That a pod that is lost is replaced, and that there is never more than one of an ordinal. Calls histories and what all
 * guarantees share, but no other family.
 */
package dev.holdfast.guarantee.availability;
