package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiException.Reason;
import dev.holdfast.simulation.ApiServer.Precondition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The revisions of one set, for one pass over it. */
final class RevisionControl {
    private final StatefulSetController controller;
    private final StatefulSet set;
    private final List<ControllerRevision> known = new ArrayList<>();
    private int collisions;
    ControllerRevision current;
    ControllerRevision update;

    RevisionControl(StatefulSetController controller, StatefulSet set) {
        this.controller = controller;
        this.set = set;
        this.collisions = set.status.collisions();
    }

    private void list() {
        known.clear();
        controller.caches.revisions.list().stream()
                .filter(revision -> revision.meta.matches(set.selector()))
                .filter(revision -> revision.meta.owners.isEmpty() || revision.meta.ownedBy(set.uid()))
                .forEach(known::add);
        known.sort(Comparator.comparingLong((ControllerRevision revision) -> revision.revision)
                .thenComparing(revision -> revision.meta.created)
                .thenComparing(ControllerRevision::name));
    }

    void adoptOrphans() {
        list();
        for (ControllerRevision revision : known) {
            if (revision.meta.owners.isEmpty()) {
                controller.checkAdoption(set);
                controller.api.update(
                        revision,
                        Precondition.uid(revision.uid()),
                        StatefulSetController.MANAGER,
                        adopted -> adopted.meta.owners.add(set.asOwner()));
            }
        }
    }

    /** Finds the revision that pods are to have, or makes it, and the one that they had before. */
    void find() {
        list();
        Optional<ControllerRevision> equal = known.stream()
                .filter(revision -> revision.template.equals(set.spec.template))
                .reduce((earlier, later) -> later);
        long next = known.isEmpty() ? 1 : known.get(known.size() - 1).revision + 1;
        boolean latest = equal.isPresent() && equal.get() == known.get(known.size() - 1);
        boolean written = set.status.observedGeneration() > 0 && set.meta.generation > set.status.observedGeneration();
        if (latest && written && controller.faults.strike(Fault.MAKES_REVISION_FOR_EVERY_SPEC)) {
            collisions++;
            update = create(next);
        } else if (latest) {
            update = equal.get();
        } else if (equal.isPresent() && controller.faults.strike(Fault.MAKES_REVISIONS_ANEW)) {
            collisions++;
            update = create(next);
        } else if (equal.isPresent()) {
            update = controller.api.update(
                    equal.get(),
                    Precondition.version(equal.get()),
                    StatefulSetController.MANAGER,
                    again -> again.revision = next);
        } else {
            update = create(next);
        }
        current = known.stream()
                .filter(revision -> revision.name().equals(set.status.currentRevision()))
                .findFirst()
                .orElse(update);
    }

    private ControllerRevision create(long number) {
        while (true) {
            ControllerRevision revision = new ControllerRevision(set.spec.template, set.name(), number);
            String hash = Integer.toHexString((set.spec.template.hashCode() * 31 + collisions) & 0xffffff);
            revision.meta.name = set.name() + "-" + hash;
            revision.meta.labels.put("app", set.name());
            revision.meta.labels.put("controller.kubernetes.io/hash", hash);
            revision.meta.owners.add(set.asOwner());
            try {
                return controller.api.create(revision, StatefulSetController.MANAGER);
            } catch (ApiException refused) {
                if (!refused.is(Reason.ALREADY_EXISTS)) {
                    throw refused;
                }
                ControllerRevision existing = controller
                        .api
                        .get(ControllerRevision.class, ControllerRevision.KIND, revision.name())
                        .orElseThrow();
                if (existing.template.equals(revision.template)) {
                    return existing;
                }
                collisions++;
            }
        }
    }

    /** The revision that the set had before this one, if an update from it was superseded or taken back. */
    Optional<ControllerRevision> superseded() {
        boolean inMidUpdate =
                known.size() > 2 || (known.size() > 1 && current.name().equals(update.name()));
        return known.stream()
                .filter(revision -> inMidUpdate && !revision.name().equals(update.name()))
                .reduce((earlier, later) -> later);
    }

    /** A revision that the set had and has no more. */
    Optional<ControllerRevision> other() {
        return known.stream()
                .filter(revision -> !revision.name().equals(update.name()))
                .findFirst();
    }

    int collisions() {
        return collisions;
    }

    /** Deletes revisions that nobody uses, the oldest first, until as many are left as the set wants. */
    void truncate(List<Pod> pods) {
        Set<String> live = new HashSet<>(List.of(current.name(), update.name()));
        pods.forEach(pod -> live.add(pod.revision()));
        List<ControllerRevision> history = known.stream()
                .filter(revision -> !live.contains(revision.name()))
                .toList();
        boolean tooMany = history.size() > set.spec.revisionHistoryLimit;
        if (tooMany && controller.faults.strike(Fault.KEEPS_ALL_REVISIONS)) {
            return;
        }
        for (int i = 0; i < history.size() - set.spec.revisionHistoryLimit; i++) {
            controller.api.delete(history.get(i), Precondition.NONE, OptionalInt.empty());
        }
    }
}
