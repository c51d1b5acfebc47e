/**
 * What a set keeps of its templates: which revisions there are, and which pods are of them. Calls histories and what all guarantees
 * share, but no other family.
 */
package dev.holdfast.guarantee.revision;
