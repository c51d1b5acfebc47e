/**
 * Reads JSON in one pass over its bytes, and only where somebody looks. Knows no Kubernetes object and calls nothing of this
 * project.
 */
package dev.holdfast.history.json;
