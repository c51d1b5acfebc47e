package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.ownership.Mark;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The claims of the pods of a set: what a scenario does to them, and what it waits for. */
public final class SetClaims {

    /** Beside the finalizer that protects every claim in use. */
    private static final String HOLD = "{\"metadata\":{\"finalizers\":[\"" + Mark.KEPT + "\"]}}";

    private static final String LET_GO =
            "{\"metadata\":{\"$deleteFromPrimitiveList/finalizers\":[\"" + Mark.KEPT + "\"]}}";

    private final ScenarioScope scope;
    private final SetUnderTest set;
    /** Which claim each pod had when the scenario did something about it last. */
    private final Map<Integer, String> known = new HashMap<>();

    /** Those of a set. */
    public SetClaims(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
        this.set = set;
    }

    /**
     * Makes the claim of a pod before its set is created, with its governing Service as its controller.
     *
     * @param written the name of the set in the tutorial
     * @param ordinal which pod
     */
    public void makeManaged(String written, int ordinal) {
        known.put(ordinal, new EarlyClaim(scope, set.planned(written)).makeManaged(ordinal));
    }

    /**
     * Makes the claim of a pod before its set is created.
     *
     * @param written the name of the set in the tutorial
     * @param ordinal which pod
     */
    public void makeEarly(String written, int ordinal) {
        known.put(ordinal, new EarlyClaim(scope, set.planned(written)).make(ordinal));
    }

    /**
     * From now on the claim of a pod is not gone until it is let go, when it is deleted.
     *
     * @param ordinal which pod
     */
    public void hold(int ordinal) {
        String claim = set.names().claim(ordinal);
        // Registered first: with the finalizer the namespace could not go either.
        scope.cleanUp().register("the finalizer of claim " + claim, () -> letGoIfThere(claim));
        scope.act(Action.of("keep claim " + claim + " from going", "update", Kinds.CLAIM, claim, note(ordinal)));
        patch(claim, HOLD);
    }

    /**
     * Lets a claim go that was held.
     *
     * @param ordinal of which pod
     */
    public void letGo(int ordinal) {
        String claim = set.names().claim(ordinal);
        scope.act(Action.of("let claim " + claim + " go", "update", Kinds.CLAIM, claim, note(ordinal)));
        patch(claim, LET_GO);
    }

    /**
     * Deletes the claim of a pod, and does not wait.
     *
     * @param ordinal which pod
     */
    public void delete(int ordinal) {
        String claim = set.names().claim(ordinal);
        String uid = note(ordinal);
        scope.act(Action.delete(Kinds.CLAIM, claim, uid));
        scope.delete(ServedKind.PERSISTENT_VOLUME_CLAIM, claim, uid, DeletionPropagation.BACKGROUND);
    }

    /**
     * Waits until the deletion of a claim has been asked for.
     *
     * @param ordinal of which pod
     */
    public void awaitEnding(int ordinal) {
        String claim = set.names().claim(ordinal);
        scope.await("claim " + claim + " begins to end", scope.timeouts().podGone(), present -> find(present, ordinal)
                .filter(seen -> seen.object().terminating())
                .isPresent());
    }

    /**
     * Waits until the claim that a pod had is gone, whether there is another one by then or not.
     *
     * @param ordinal which pod
     */
    public void awaitGone(int ordinal) {
        scope.await(
                "claim " + set.names().claim(ordinal) + " is gone",
                scope.timeouts().podGone(),
                present -> find(present, ordinal)
                        .filter(seen -> Optional.ofNullable(known.get(ordinal))
                                .map(seen.object().uid()::equals)
                                .orElse(true))
                        .isEmpty());
    }

    /**
     * Waits until the claim of a pod that is gone is gone, too, if the pod was made its owner.
     *
     * @param ordinal which pod
     */
    public void awaitGoneWithPod(int ordinal) {
        String claim = set.names().claim(ordinal);
        // Claims are recorded apart from pods: that it had been made the owner may be told later than that it is gone.
        scope.catchUp().run();
        scope.await(
                "claim " + claim + " is gone, if it was to go with its pod",
                scope.timeouts().podGone(),
                present -> find(present, ordinal)
                        .filter(seen -> seen.object().owners().stream()
                                .anyMatch(owner -> owner.kind().equals(Kinds.POD)))
                        .isEmpty());
    }

    /**
     * Waits until a pod has another claim than the scenario knew of.
     *
     * @param ordinal which pod
     */
    public void awaitAnother(int ordinal) {
        scope.await(
                "claim " + set.names().claim(ordinal) + " is there again",
                scope.timeouts().claimBound(),
                present -> find(present, ordinal)
                        .filter(seen -> !seen.object().uid().equals(known.get(ordinal)))
                        .isPresent());
    }

    /**
     * Waits until the set is an owner of the claim of a pod, or nobody is.
     *
     * @param ordinal which pod
     * @param owned whether the set is to own it, or nobody
     */
    public void awaitOwner(int ordinal, boolean owned) {
        note(ordinal);
        scope.await(
                "claim " + set.names().claim(ordinal) + " belongs to " + (owned ? "the set" : "nobody"),
                scope.timeouts().claimBound(),
                present -> find(present, ordinal)
                        .filter(seen -> owned
                                ? seen.object().owners().stream()
                                        .anyMatch(owner -> owner.kind().equals(Kinds.STATEFUL_SET))
                                : seen.object().owners().isEmpty())
                        .isPresent());
    }

    /**
     * The claim of a pod is the one that the scenario knew of, and nobody has asked for its deletion.
     *
     * @param ordinal which pod
     * @throws NotKeptError when it is not
     */
    public void requireKept(int ordinal) {
        scope.require(() -> {
            Optional<Observation> now = find(scope.present(), ordinal);
            boolean kept = now.filter(seen -> seen.object().uid().equals(known.get(ordinal))
                            && !seen.object().terminating())
                    .isPresent();
            if (!kept) {
                throw new NotKeptError(
                        "claim " + set.names().claim(ordinal) + " (uid " + known.get(ordinal) + ") stays",
                        now.map(Observation::toString).orElse("it is gone"),
                        scope.file());
            }
        });
    }

    /** Remembers which claim a pod has now. Pods and claims are told apart, so that a pod may be known before its claim is. */
    private String note(int ordinal) {
        scope.await(
                "claim " + set.names().claim(ordinal) + " is there",
                scope.timeouts().finalState(),
                present -> find(present, ordinal).isPresent());
        String uid = find(scope.present(), ordinal)
                .orElseThrow(() -> new IllegalStateException(
                        "there is no claim " + set.names().claim(ordinal)))
                .object()
                .uid();
        known.put(ordinal, uid);
        return uid;
    }

    private Optional<Observation> find(Snapshot present, int ordinal) {
        return present.find(Kinds.CLAIM, set.names().claim(ordinal));
    }

    private void letGoIfThere(String claim) {
        try {
            patch(claim, LET_GO);
        } catch (KubernetesClientException gone) {
            if (gone.getCode() != 404) {
                throw gone;
            }
        }
    }

    private void patch(String claim, String patch) {
        scope.client()
                .persistentVolumeClaims()
                .inNamespace(scope.namespace())
                .withName(claim)
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch);
    }
}
