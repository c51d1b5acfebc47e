/**
 * What is written in the features and promised by the catalogue, side by side; nothing in here runs anything. Calls the
 * catalogue of guarantees and what a cluster may be asked for.
 */
package dev.holdfast.specification;
