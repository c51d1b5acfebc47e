/**
 * What breaks the guarantees on purpose, one at a time and one scenario at a time, without a change to Kubernetes. Calls a
 * cluster and what a run owns on it; knows neither the scenarios that are to notice nor what they record.
 */
package dev.holdfast.fault;
