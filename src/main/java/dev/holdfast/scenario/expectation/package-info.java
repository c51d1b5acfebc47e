/**
 * What a scenario says of its own objects, beside the guarantees: judged over the whole history, never by how it ended.
 */
package dev.holdfast.scenario.expectation;
