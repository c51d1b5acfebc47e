package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.Remedy;
import dev.holdfast.explanation.snapshot.DesiredState;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.Replicas;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.util.List;
import java.util.Optional;

/** Pods that keep their revision until somebody does something, because the set says so: OnDelete, or a partition. */
final class HeldBack {

    private HeldBack() {}

    static Optional<Statement> of(SetSnapshot snapshot) {
        DesiredState desired = snapshot.desired();
        Replicas replicas = snapshot.replicas();
        List<Replica> old = replicas.that(each -> !each.missing() && !replicas.updated(each));
        if (desired.onDelete() && !old.isEmpty()) {
            return Optional.of(new Statement(
                    Names.of(old) + " " + keep(old) + " until somebody deletes " + (old.size() == 1 ? "it" : "them")
                            + " (OnDelete)",
                    List.of(
                            Evidence.field(
                                    "StatefulSet " + desired.name(),
                                    "spec.updateStrategy.type",
                                    "OnDelete",
                                    Optional.empty()),
                            updateRevision(desired))));
        }
        List<Replica> below =
                old.stream().filter(each -> !replicas.isForUpdate(each)).toList();
        if (desired.rollingUpdate() && !below.isEmpty()) {
            return Optional.of(new Statement(
                    Names.of(below) + " " + keep(below) + ", held back by partition " + desired.partition(),
                    List.of(
                            Evidence.field(
                                    "StatefulSet " + desired.name(),
                                    "spec.updateStrategy.rollingUpdate.partition",
                                    Integer.toString(desired.partition()),
                                    Optional.empty()),
                            updateRevision(desired))));
        }
        return Optional.empty();
    }

    /** {@return what somebody has to do for the update to go on} */
    static Remedy remedy(DesiredState desired) {
        return Remedy.of(
                desired.onDelete()
                        ? "delete these pods one after the other, each when the one before it is Ready again"
                        : "lower the partition");
    }

    private static String keep(List<Replica> pods) {
        return pods.size() == 1 ? "keeps its revision" : "keep their revision";
    }

    private static Evidence updateRevision(DesiredState desired) {
        return Evidence.field(
                "StatefulSet " + desired.name(), "status.updateRevision", desired.updateRevision(), Optional.empty());
    }
}
