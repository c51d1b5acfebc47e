/**
 * Writes down what happens on a cluster: one list and a watch for each kind of object, taken up again when a connection ends, and
 * told when something may be missing. Calls a cluster and writes histories; knows neither scenarios nor guarantees.
 */
package dev.holdfast.recording;
