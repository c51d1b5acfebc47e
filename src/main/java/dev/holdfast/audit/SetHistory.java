package dev.holdfast.audit;

import dev.holdfast.history.History;

/**
 * What an audit log tells of one StatefulSet and of what belongs to it, and of all sets that had its name before.
 *
 * @param namespace the namespace
 * @param name the name of the set
 * @param history what happened
 */
public record SetHistory(String namespace, String name, History history) {}
