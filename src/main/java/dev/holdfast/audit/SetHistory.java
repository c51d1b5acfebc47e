package dev.holdfast.audit;

import dev.holdfast.history.History;
import java.time.Instant;
import java.util.Optional;

/**
 * What an audit log tells of one StatefulSet and of what belongs to it, and of all sets that had its name before.
 *
 * @param namespace the namespace
 * @param name the name of the set
 * @param from when its history begins, where it is not that of the log: the set is older, and not all of its pods were known before
 * @param history what happened
 */
public record SetHistory(String namespace, String name, Optional<Instant> from, History history) {}
