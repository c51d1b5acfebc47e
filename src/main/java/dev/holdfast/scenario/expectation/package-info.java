/**
 * What a scenario says of its own objects, beside the guarantees: judged over the whole history, never by how it ended. Calls
 * the scope of its scenario, what the scenario does, and histories.
 */
package dev.holdfast.scenario.expectation;
