package dev.holdfast.observer.output;

import dev.holdfast.history.Entry;
import dev.holdfast.observer.Notice;
import dev.holdfast.report.timeline.DecidingFields;
import dev.holdfast.report.timeline.FieldChange;
import dev.holdfast.report.timeline.Row;
import dev.holdfast.report.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One of the entries that prove a finding, in words.
 *
 * @param at when it arrived
 * @param phrase what happened to what
 * @param author who did it, as one phrase; empty when nobody is on record for it
 * @param fields those of its fields that decide
 */
record Proof(
        Instant at,
        String kind,
        String name,
        String uid,
        String change,
        String resourceVersion,
        String phrase,
        String author,
        List<FieldChange> fields) {

    /** The proofs of a finding, in order. */
    static List<Proof> of(Notice.Finding finding) {
        Set<Long> named = new TreeSet<>();
        finding.verdict().evidence().stream().map(Entry::index).forEach(named::add);
        if (named.isEmpty()) {
            return List.of();
        }
        Timeline timeline = Timeline.of(finding.history(), named);
        List<Proof> proofs = new ArrayList<>();
        for (Row row : timeline.evidence()) {
            proofs.add(new Proof(
                    timeline.instant(row.at()),
                    row.kind(),
                    row.name(),
                    row.uid(),
                    row.change(),
                    row.resourceVersion(),
                    row.phrase(),
                    row.author(),
                    DecidingFields.of(row, finding.verdict().sentence())));
        }
        return proofs;
    }
}
