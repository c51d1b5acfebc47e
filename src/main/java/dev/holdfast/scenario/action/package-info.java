/**
 * What a scenario does: to its set, its pods, its volumes, and what it asks of them. Everything is noted in the history before it
 * is done. Calls the scope of its scenario; knows nothing of what is expected.
 */
package dev.holdfast.scenario.action;
