/**
 * What a set with the update strategy Recreate promises: that its pods of one version are all gone before there is one of the next. Calls
 * histories and what all guarantees share, but no other family.
 */
package dev.holdfast.guarantee.recreate;
