/**
 * What the API server has to say to requests about StatefulSets: what it refuses, what it accepts, what it fills in. Judged by the
 * answers in a history.
 */
package dev.holdfast.guarantee.api;
