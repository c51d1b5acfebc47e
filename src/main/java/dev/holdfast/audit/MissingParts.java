package dev.holdfast.audit;

import dev.holdfast.audit.Histories.Named;
import dev.holdfast.audit.Histories.SetName;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a log does not tell of a set from the beginning: what was there before, and what the policy leaves out. */
final class MissingParts {
    private final SetName set;
    private final List<LifeStates> own;
    private final Map<Named, AuditRecord> unknown;
    private final LoggedLevels levels;
    private final Instant begin;
    private final long begins;
    /** Why something is missing, by the kind of what is missing. */
    private final Map<String, String> missing = new LinkedHashMap<>();

    /**
     * Looks for them.
     *
     * @param own what belongs to the set, the set itself first
     * @param unknown what was written to objects of which nothing else is known
     * @param begin when the log begins
     * @param begins the revision with which the history begins
     */
    MissingParts(
            SetName set,
            List<LifeStates> own,
            Map<Named, AuditRecord> unknown,
            LoggedLevels levels,
            Instant begin,
            long begins) {
        this.set = set;
        this.own = own;
        this.unknown = unknown;
        this.levels = levels;
        this.begin = begin;
        this.begins = begins;
        startsLate();
        refersToUnknown();
        unanswered();
    }

    /** Why something is missing, by the kind of what is missing. */
    Map<String, String> reasons() {
        return missing;
    }

    private Stream<Observation> states(String kind) {
        return own.stream().filter(each -> each.life().kind().equals(kind)).flatMap(each -> each.states().stream());
    }

    /** A log has no list of what was there when it began. */
    private void startsLate() {
        for (LifeStates each : own) {
            ObjectLife life = each.life();
            if (!each.isFound()
                    || each.states().get(0).resourceVersion() <= begins
                    || life.kind().equals(ObjectReference.NAMESPACE)) {
                continue;
            }
            boolean older = each.states()
                    .get(0)
                    .object()
                    .creationTimestamp()
                    .filter(made -> made.isAfter(begin))
                    .isEmpty();
            String reason = life.kind() + " " + life.name()
                    + (older
                            ? " is older than the audit log, and what was so before it was written again is not in it"
                            : " was made during the time of the audit log, which does not have the request for that: "
                                    + said(life.kind()));
            // Where one request is missing, others may be.
            boolean lost = !older && levels.hasAnswers(ObjectReference.resourceOf(life.kind()));
            missing.putIfAbsent(lost ? Gap.EVERY_KIND : life.kind(), reason);
            if (life.kind().equals(Kinds.STATEFUL_SET)) {
                missing.putIfAbsent(
                        Kinds.POD,
                        older
                                ? "StatefulSet " + set.name()
                                        + " is older than the audit log, which does not tell of pods that were not written since"
                                : reason);
            }
        }
    }

    private void refersToUnknown() {
        Set<String> claims = names(Kinds.CLAIM);
        Set<String> volumes = names(Kinds.VOLUME);
        Set<String> revisions = names(Kinds.REVISION);
        states(Kinds.POD).forEach(state -> state.object()
                .json()
                .path("spec")
                .path("volumes")
                .forEach(volume -> {
                    String claim = volume.path("persistentVolumeClaim")
                            .path("claimName")
                            .asString("");
                    if (SetName.parent(claim).endsWith("-" + set.name()) && !claims.contains(claim)) {
                        refers(Kinds.CLAIM, state.object(), claim);
                    }
                }));
        states(Kinds.CLAIM).forEach(state -> {
            String volume =
                    state.object().json().path("spec").path("volumeName").asString("");
            if (!volume.isEmpty() && !volumes.contains(volume)) {
                refers(Kinds.VOLUME, state.object(), volume);
            }
        });
        states(Kinds.STATEFUL_SET).forEach(state -> {
            String revision =
                    state.object().json().path("status").path("updateRevision").asString("");
            if (!revision.isEmpty() && !revisions.contains(revision)) {
                refers(Kinds.REVISION, state.object(), revision);
            }
        });
    }

    private void refers(String kind, Resource object, String name) {
        missing.putIfAbsent(
                kind,
                object.kind() + " " + object.name() + " refers to " + kind + " " + name
                        + ", of which the audit log tells nothing: it is older than the log, or " + said(kind));
    }

    private void unanswered() {
        unknown.forEach((named, record) -> {
            boolean collection = named.name().isEmpty() && !named.kind().equals(Kinds.VOLUME);
            boolean ours = named.namespace().equals(set.namespace())
                    && (collection
                            || SetName.parent(named.name()).equals(set.name())
                            || named.name().equals(set.name()));
            if (ours) {
                missing.putIfAbsent(
                        named.kind(),
                        record.request().verb() + " of " + record.about().path() + " is logged at level "
                                + record.level() + ", without the state that was written");
            }
        });
        if (!levels.hasAnswers("pods/status") && states(Kinds.POD).findAny().isPresent()) {
            missing.putIfAbsent(Kinds.POD, levels.said("pods/status") + ", so that nobody knows when a pod was Ready");
        }
        if (!levels.hasAnswers("statefulsets/status")) {
            missing.putIfAbsent(
                    Kinds.STATEFUL_SET,
                    levels.said("statefulsets/status") + ", so that nobody knows what the controller had seen");
        }
    }

    private Set<String> names(String kind) {
        Set<String> names = new HashSet<>();
        own.stream()
                .filter(each ->
                        each.life().kind().equals(kind) && !each.states().isEmpty())
                .forEach(each -> names.add(each.life().name()));
        return names;
    }

    private String said(String kind) {
        String resource = ObjectReference.resourceOf(kind);
        return levels.hasAnswers(resource) ? "the log is not complete" : levels.said(resource);
    }
}
