/**
 * What one scenario owns: its namespace, its objects, its history and its clean-up, and what is the same for all
 * scenarios of a run.
 */
package dev.holdfast.scenario;
