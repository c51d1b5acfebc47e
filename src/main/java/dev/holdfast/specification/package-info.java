/** What is written in the features and promised by the catalogue, side by side; nothing in here runs anything. */
package dev.holdfast.specification;
