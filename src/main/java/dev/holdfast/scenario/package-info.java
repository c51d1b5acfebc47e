/**
 * What one scenario owns: its namespace, its objects, its history and its clean-up, and what is the same for all scenarios of a
 * run. What it does is in {@code action}, what it says of its own objects in {@code expectation}. Calls recordings, histories,
 * guarantees and a cluster; knows no fault, no report and no command.
 */
package dev.holdfast.scenario;
