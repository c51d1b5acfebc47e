/**
 * Which fault was noticed by which scenario: what is tried in which order, what counts as noticed, and what that says of the
 * specification. Nothing in here runs anything. Calls faults and outcomes; how a scenario ended is judged by {@code
 * run.KillRule}, which knows both.
 */
package dev.holdfast.fault.matrix;
