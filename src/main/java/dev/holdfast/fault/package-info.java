/** What breaks the guarantees on purpose, one at a time and one scenario at a time, without a change to Kubernetes. */
package dev.holdfast.fault;
