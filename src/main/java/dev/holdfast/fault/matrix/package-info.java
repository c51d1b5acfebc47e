/**
 * Which fault was noticed by which scenario: what is tried in which order, what counts as noticed, and what that says of the
 * specification. Nothing in here runs anything.
 */
package dev.holdfast.fault.matrix;
