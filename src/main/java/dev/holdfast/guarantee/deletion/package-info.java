/**
 * What happens to the pods and claims of a set that is deleted, and to pods without an owner. Calls histories and what all
 * guarantees share, but no other family.
 */
package dev.holdfast.guarantee.deletion;
