/**
 * Audit logs of API servers: the requests of {@code audit.k8s.io/v1} events become the history of each StatefulSet that they tell
 * of, in which each write has its actor.
 *
 * <p>A log has no order: a line is written when its request is answered, each server has files of its own, and some answers do not
 * tell the resourceVersion. What is written is put in order by resourceVersion; what has none is placed between the revisions that
 * the rest proves, and marked. What a log does not tell becomes a {@link dev.holdfast.history.Gap} with its reason, and never a
 * guess.
 *
 * <p>Calls histories and nothing else of this project: it knows neither a cluster nor how it is judged.
 */
package dev.holdfast.audit;
