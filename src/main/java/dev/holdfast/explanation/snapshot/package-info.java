/**
 * What a server has of one StatefulSet at one moment, and what the controller reads from that: the replicas by ordinal, what the
 * spec asks for, what Events say. Calls nothing but the model of the Kubernetes API.
 */
package dev.holdfast.explanation.snapshot;
