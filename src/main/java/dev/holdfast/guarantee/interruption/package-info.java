/**
 * What becomes of that which is under way when a program of the control plane ends and is started again. Calls histories and what all
 * guarantees share, but no other family.
 */
package dev.holdfast.guarantee.interruption;
