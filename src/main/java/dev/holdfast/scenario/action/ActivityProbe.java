package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerKnowledge;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Obstacles;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows that the controller was at work while nothing happened to the set: that it stays as it is proves nothing when
 * nobody was there to touch it. The controller is first seen to know what the set wants. Then it is made to look at this very
 * set, twice, the second time when it has shown that it had heard of all that had happened to pods before; and meanwhile to make
 * a pod for another set, to show that it can. That pod is never started, since nothing depends on it.
 *
 * <p>What the controller has heard it shows by making a pod again that was deleted: it hears of all pods by one watch, in order.
 * Before Kubernetes 1.36 it might make one of which it had never heard, and so a time has to pass instead.
 */
public final class ActivityProbe {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private final SetChanges changes;
    private int others;
    /** The name of the other set that was made last; in a namespace that was given, it is not that of its design. */
    private Optional<String> another = Optional.empty();

    /** Shows it of the controller of a set. */
    public ActivityProbe(ScenarioScope scope, SetUnderTest set, SetChanges changes) {
        this.scope = scope;
        this.set = set;
        this.changes = changes;
    }

    /**
     * Has the controller look at the set twice, if it still exists, after it has seen what the set wants, and make a pod for
     * another set.
     */
    public void observe() {
        boolean exists =
                scope.present().find(Kinds.STATEFUL_SET, set.names().set()).isPresent();
        if (exists) {
            changes.awaitSeen();
        }
        boolean looked = exists && changes.haveItLookedAt();
        makeAnother();
        if (looked) {
            lookedSince();
        }
    }

    /** Has the controller look at the set when it has heard of all that had happened to the pods by now. */
    public void lookedSince() {
        if (knowsItsOwnWrites()) {
            makeAnotherAgain();
        } else {
            scope.letPass(ControllerKnowledge.LAG, present -> false);
        }
        changes.haveItLookedAt();
    }

    /**
     * Has the controller go over the set twice, when it has heard of all that had happened to the pods by now; to claims, as far as it
     * hears of these within a second.
     */
    public void lookedTwiceSince() {
        scope.letPass(A_SECOND, present -> false);
        lookedSince();
        lookedSince();
    }

    /** Has the controller look at the set, whatever it has heard, where no pod can be made for another one. */
    public void looked() {
        changes.haveItLookedAt();
    }

    private boolean knowsItsOwnWrites() {
        return scope.history()
                .serverVersion()
                .filter(ControllerKnowledge::ofItsOwnWrites)
                .isPresent();
    }

    /** Deletes the pod of the other set, and waits until the controller has made the next one. */
    private void makeAnotherAgain() {
        if (another.isEmpty()) {
            makeAnother();
        }
        String other = another.orElseThrow();
        String name = other + "-0";
        String uid = scope.present()
                .find(Kinds.POD, name)
                .orElseThrow(() -> new IllegalStateException("there is no Pod " + name))
                .object()
                .uid();
        scope.act(Action.of("delete Pod " + name, Action.DELETE, Kinds.POD, name, uid));
        scope.delete(ServedKind.POD, name, uid, DeletionPropagation.BACKGROUND);
        scope.await(
                "the controller makes a pod again for " + other,
                scope.timeouts().podReady(),
                present -> present.find(Kinds.POD, name)
                        .filter(pod -> !pod.object().uid().equals(uid))
                        .isPresent());
    }

    /** Has the controller make a pod for another set. */
    public void makeAnother() {
        others++;
        String other = Creation.of(scope, scope.objects().own(designOf("another-statefulset-" + others)));
        another = Optional.of(other);
        scope.await("the controller makes a pod for " + other, scope.timeouts().podReady(), present -> present.find(
                        Kinds.POD, other + "-0")
                .isPresent());
    }

    /**
     * Since the scenario's last change of its set, none of these pods was made or began to end.
     *
     * @param ordinals which pods
     */
    public void untouchedSinceTheChange(List<Integer> ordinals) {
        scope.require(() -> areUntouched(ordinals));
    }

    private void areUntouched(List<Integer> ordinals) {
        History history = scope.history();
        long change = history.actions().stream()
                .filter(action -> action.kind().equals(Kinds.STATEFUL_SET)
                        && action.name().equals(set.names().set())
                        && !action.verb().startsWith(Action.HANDSHAKE))
                .mapToLong(Action::index)
                .max()
                .orElseThrow();
        for (int ordinal : ordinals) {
            List<Incarnation> pods = set.timeline(history).incarnations(ordinal);
            Optional<Observation> touched = pods.stream()
                    .flatMap(pod -> Stream.concat(pod.added().stream(), pod.firstTerminating().stream()))
                    .filter(turn -> turn.index() > change)
                    .findFirst();
            boolean there =
                    !pods.isEmpty() && pods.get(pods.size() - 1).deleted().isEmpty();
            if (touched.isPresent() || !there) {
                throw notKept("pod " + set.names().pod(ordinal) + " is left as it is", touched);
            }
        }
    }

    /**
     * None of these pods was ever made.
     *
     * @param ordinals which pods
     */
    public void neverMade(List<Integer> ordinals) {
        scope.require(() -> wereNeverMade(ordinals));
    }

    private void wereNeverMade(List<Integer> ordinals) {
        for (int ordinal : ordinals) {
            set.timeline(scope.history()).incarnations(ordinal).stream()
                    .findFirst()
                    .ifPresent(pod -> {
                        throw notKept(
                                "pod " + set.names().pod(ordinal) + " is not created yet",
                                Optional.of(pod.lifetime().first()));
                    });
        }
    }

    /**
     * These pods are gone, and none has come back.
     *
     * @param ordinals which pods
     */
    public void stayGone(List<Integer> ordinals) {
        scope.require(() -> areGone(ordinals));
    }

    private void areGone(List<Integer> ordinals) {
        Snapshot present = scope.present();
        for (int ordinal : ordinals) {
            Optional<Observation> back = present.find(Kinds.POD, set.names().pod(ordinal));
            if (back.isPresent()) {
                throw notKept("pod " + set.names().pod(ordinal) + " stays gone", back);
            }
        }
    }

    /**
     * A pod is still the one that was there when something was done to it or its node.
     *
     * @param ordinal which pod
     */
    public void notReplaced(int ordinal) {
        scope.require(() -> {
            Optional<Observation> now =
                    scope.present().find(Kinds.POD, set.names().pod(ordinal));
            if (now.filter(pod -> set.wasDeleted(pod.object().uid())).isEmpty()) {
                throw notKept("pod " + set.names().pod(ordinal) + " is not replaced", now);
            }
        });
    }

    private NotKeptError notKept(String promised, Optional<Observation> seen) {
        return new NotKeptError(promised, seen.map(Observation::toString).orElse("there is no such pod"), scope.file());
    }

    private StatefulSet designOf(String name) {
        Map<String, String> labels = Map.of("app", name);
        // As restricted as the pods of the set: a namespace may refuse others.
        PodSpec like = set.names().object().getSpec().getTemplate().getSpec();
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(name)
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withTemplate(new PodTemplateSpecBuilder()
                        .withNewMetadata()
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .addNewSchedulingGate(Obstacles.NEVER_STARTED)
                        .withSecurityContext(like.getSecurityContext())
                        .addNewContainer()
                        .withSecurityContext(like.getContainers().get(0).getSecurityContext())
                        .withName("none")
                        .withImage(scope.run().cluster().images().reference("web"))
                        .endContainer()
                        .endSpec()
                        .build())
                .endSpec()
                .build();
    }
}
