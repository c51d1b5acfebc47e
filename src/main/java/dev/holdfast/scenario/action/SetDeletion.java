package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.StatefulSetView;
import dev.holdfast.history.view.VolumeView;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a scenario deletes its set, and what is left of it. */
public final class SetDeletion {

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private List<Observation> before = List.of();

    /** The deletion of a set. */
    public SetDeletion(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
        this.set = set;
    }

    /** Deletes the set with its pods, as {@code kubectl delete} does, and does not wait. */
    public void withPods() {
        delete("delete StatefulSet " + set.names().set(), DeletionPropagation.BACKGROUND);
    }

    /** Deletes the set without its pods, as {@code kubectl delete --cascade=orphan} does, and does not wait. */
    public void withoutPods() {
        delete("delete StatefulSet " + set.names().set() + " without its pods", DeletionPropagation.ORPHAN);
    }

    /** Deletes the set after its pods, as {@code kubectl delete --cascade=foreground} does, and does not wait. */
    public void afterPods() {
        delete("delete StatefulSet " + set.names().set() + " in the foreground", DeletionPropagation.FOREGROUND);
    }

    /** Waits until the set itself is gone. */
    public void awaitGone() {
        scope.await(
                "the StatefulSet " + set.names().set() + " is gone",
                scope.timeouts().podGone(),
                present -> present.find(Kinds.STATEFUL_SET, set.names().set()).isEmpty());
    }

    /**
     * Deletes the claims that were there when the set was deleted, each once the volume of the one before is Available. The
     * volume controller uses one pod object for all NFS volumes that it recycles (nfsPlugin.Recycle changes the template
     * that it was given), so that two at once get in each other's way and may wait for minutes.
     *
     * @throws NotKeptError when a volume does not become Available
     */
    public void claims() {
        for (Observation claim : before) {
            if (claim.object().kind().equals(Kinds.CLAIM)) {
                String name = claim.object().name();
                scope.act(Action.delete(Kinds.CLAIM, name, claim.object().uid()));
                scope.delete(
                        ServedKind.PERSISTENT_VOLUME_CLAIM, name, claim.object().uid(), DeletionPropagation.BACKGROUND);
                ClaimView.of(claim).volumeName().ifPresent(this::awaitAvailable);
            }
        }
    }

    private void awaitAvailable(String volume) {
        scope.await(
                "the volume " + volume + " is Available", scope.timeouts().volumeRecycled(), present -> present.find(
                                Kinds.VOLUME, volume)
                        .filter(seen -> VolumeView.of(seen).phase().equals("Available"))
                        .isPresent());
    }

    /**
     * The Services, the claims and their volumes that were there when the set was deleted are still there: the same ones,
     * and nobody has asked for their deletion.
     *
     * @throws NotKeptError when one is not
     */
    public void requireTheRestKept() {
        scope.require(this::theRestIsKept);
    }

    private void theRestIsKept() {
        Snapshot present = scope.present();
        for (Observation was : before) {
            Optional<Observation> now =
                    present.find(was.object().kind(), was.object().name());
            boolean kept = now.filter(
                            seen -> seen.object().uid().equals(was.object().uid())
                                    && !seen.object().terminating())
                    .isPresent();
            if (!kept) {
                throw new NotKeptError(
                        was.object().kind() + " " + was.object().name() + " (uid "
                                + was.object().uid() + ") outlives the set",
                        now.map(Observation::toString).orElse("it is gone"),
                        scope.file());
            }
        }
    }

    /**
     * Waits until pods have no owner, or the set that there is now.
     *
     * @param ordinals which pods
     * @param owned whether the set is to own them, or nobody
     */
    public void awaitOwner(List<Integer> ordinals, boolean owned) {
        for (int ordinal : ordinals) {
            String pod = set.names().pod(ordinal);
            scope.await(
                    "pod " + pod + " belongs to " + (owned ? "the StatefulSet that there is now" : "nobody"),
                    scope.timeouts().podReady(),
                    present -> present.find(Kinds.POD, pod)
                            .filter(seen ->
                                    seen.object().controllerUid().equals(owned ? uid(present) : Optional.empty()))
                            .isPresent());
        }
    }

    private Optional<String> uid(Snapshot present) {
        return present.find(Kinds.STATEFUL_SET, set.names().set())
                .map(seen -> seen.object().uid());
    }

    private void delete(String description, DeletionPropagation propagation) {
        Snapshot present = scope.present();
        before = rest(present, keepsClaims(present));
        String uid = uid(present)
                .orElseThrow(() -> new IllegalStateException(
                        "there is no StatefulSet " + set.names().set()));
        scope.act(Action.of(
                description, Action.DELETE, Kinds.STATEFUL_SET, set.names().set(), uid));
        scope.delete(ServedKind.STATEFUL_SET, set.names().set(), uid, propagation);
    }

    /** A set may say that its claims go with it. */
    private boolean keepsClaims(Snapshot present) {
        return present.find(Kinds.STATEFUL_SET, set.names().set())
                .filter(seen -> StatefulSetView.of(seen).deletesClaimsWhenDeleted())
                .isEmpty();
    }

    private static List<Observation> rest(Snapshot present, boolean withClaims) {
        List<Observation> rest = new ArrayList<>(present.all(Kinds.SERVICE));
        for (Observation claim : withClaims ? present.all(Kinds.CLAIM) : List.<Observation>of()) {
            rest.add(claim);
            ClaimView.of(claim)
                    .volumeName()
                    .flatMap(volume -> present.find(Kinds.VOLUME, volume))
                    .ifPresent(rest::add);
        }
        return rest;
    }
}
