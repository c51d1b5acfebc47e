/**
 * What is promised of the names, labels, host names and addresses of pods. Calls histories and what all guarantees share, but no
 * other family.
 */
package dev.holdfast.guarantee.identity;
