/**
 * What one scenario owns: its namespace, its objects, its history and its clean-up, and what is the same for all scenarios of a
 * run. Calls recordings, histories, guarantees, manifests and a cluster; knows no fault, no report and no command. What a scenario does
 * is in {@code action}, what it says of its own objects in {@code expectation}, and both together in {@code context}; nothing here
 * knows them.
 */
package dev.holdfast.scenario;
