/**
 * Reads from a server what an explanation needs, with few requests, and writes nothing. Calls the Kubernetes client, and nothing of
 * what is made of the objects.
 */
package dev.holdfast.explanation.reading;
