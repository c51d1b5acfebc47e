/**
 * What is promised of the claims and volumes of pods and of what is written there. Calls histories and what all guarantees share,
 * but no other family.
 */
package dev.holdfast.guarantee.storage;
