package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The set that a scenario is about, with its Service: what is done to it, and what it is waited for. */
public final class SetUnderTest {

    private static final String NO_SET = "the scenario has not created a StatefulSet yet";

    private final ScenarioScope scope;
    private final Volumes volumes;
    private final SetDesign design;
    private final Map<Integer, String> deleted = new HashMap<>();
    private Optional<SetNames> names = Optional.empty();

    /** The set of a scenario, which is not created yet. */
    public SetUnderTest(ScenarioScope scope, Volumes volumes, SetDesign design) {
        this.scope = scope;
        this.volumes = volumes;
        this.design = design;
    }

    /**
     * Creates a Service of the tutorial.
     *
     * @param written its name in the tutorial
     */
    public void createService(String written) {
        Creation.of(scope, scope.objects().service(written));
    }

    /**
     * Creates a set of the tutorial and does not wait for anything.
     *
     * @param written its name in the tutorial
     * @param replicas how many pods it is to have
     */
    public void create(String written, int replicas) {
        create(design.of(scope.objects().set(written, replicas, volumes.claims())));
    }

    /**
     * Creates a set of the tutorial, of another version, and does not wait for anything.
     *
     * @param written its name in the tutorial
     * @param replicas how many pods it is to have
     * @param version which version they are to be of
     */
    public void create(String written, int replicas, WebVersion version) {
        StatefulSet set = design.of(scope.objects().set(written, replicas, volumes.claims()));
        String image = version.image(scope.run().cluster().images());
        set.getSpec().getTemplate().getSpec().getContainers().forEach(container -> container.setImage(image));
        create(set);
    }

    /**
     * Creates a set and does not wait for anything.
     *
     * @param set the set, which carries the scenario's mark
     */
    void create(StatefulSet set) {
        String name = set.getMetadata().getName();
        int replicas = set.getSpec().getReplicas();
        scope.act(Action.of(
                "create StatefulSet " + name + " with " + replicas + " replicas",
                "create",
                Kinds.STATEFUL_SET,
                name,
                ""));
        StatefulSet created = Requests.create(scope.client()
                .apps()
                .statefulSets()
                .inNamespace(scope.namespace())
                .resource(set));
        names = Optional.of(new SetNames(created));
    }

    /**
     * Waits until the set says that its pods are Ready, and they are.
     *
     * @param ready how many it is to report Ready
     * @param replicas how many it is to report in all
     */
    public void awaitReported(int ready, int replicas) {
        scope.await(
                "the StatefulSet " + names().set() + " reports " + ready + " of " + replicas + " replicas Ready",
                scope.timeouts().podReady().multipliedBy(Math.max(1, replicas)),
                present -> reports(present, ready, replicas)
                        && IntStream.range(0, ready)
                                .allMatch(index -> isHealthy(present, firstOrdinal(present) + index)));
    }

    /**
     * Waits until the set says that all of its pods are available.
     *
     * @param replicas how many it is to have
     */
    public void awaitAvailable(int replicas) {
        scope.await(
                "the StatefulSet " + names().set() + " reports " + replicas + " of " + replicas + " replicas available",
                scope.timeouts().podReady().multipliedBy(Math.max(1, replicas)),
                present -> present.find(Kinds.STATEFUL_SET, names().set())
                        .map(set -> StatefulSetView.of(set).counters())
                        .filter(counters -> counters.available() == replicas && counters.replicas() == replicas)
                        .isPresent());
    }

    /**
     * Deletes pods, all before any of them can be gone, and does not wait for anything.
     *
     * @param ordinals which
     */
    public void delete(List<Integer> ordinals) {
        for (int ordinal : ordinals) {
            String pod = names().pod(ordinal);
            String uid = goes(ordinal);
            scope.act(Action.delete(Kinds.POD, pod, uid));
            scope.delete(ServedKind.POD, pod, uid, DeletionPropagation.BACKGROUND);
        }
    }

    /**
     * Deletes a pod if it is there and stays.
     *
     * @param ordinal which
     */
    public void deleteIfThere(int ordinal) {
        current(scope.present(), ordinal)
                .filter(pod -> !pod.object().terminating())
                .ifPresent(pod -> delete(List.of(ordinal)));
    }

    /**
     * Remembers that a pod is asked to go by something else than its deletion.
     *
     * @param ordinal which
     * @return its uid
     */
    String goes(int ordinal) {
        String uid = uid(ordinal);
        deleted.put(ordinal, uid);
        return uid;
    }

    /**
     * Waits until the pod that the scenario deleted is gone, and another one of its name is Ready.
     *
     * @param ordinal which
     */
    public void awaitReplaced(int ordinal) {
        String pod = names().pod(ordinal);
        String uid = Optional.ofNullable(deleted.get(ordinal))
                .orElseThrow(() -> new IllegalStateException("the scenario has not deleted pod " + pod));
        scope.await("pod " + pod + " is gone after it was deleted", gone(), present -> present.isGone(uid));
        scope.await(
                "pod " + pod + " comes back and becomes Ready",
                scope.timeouts().podReady(),
                present -> isHealthy(present, ordinal)
                        && present.find(Kinds.POD, pod)
                                .filter(back -> !back.object().uid().equals(uid))
                                .isPresent());
    }

    /**
     * Waits until there are pods that the scenario has not deleted, in whatever state they are.
     *
     * @param ordinals which
     */
    public void awaitMade(List<Integer> ordinals) {
        for (int ordinal : ordinals) {
            scope.await(
                    "pod " + names().pod(ordinal) + " is made", scope.timeouts().podReady(), present -> current(
                                    present, ordinal)
                            .filter(pod -> !wasDeleted(pod.object().uid()))
                            .isPresent());
        }
    }

    /**
     * What an object of the set is called on the cluster.
     *
     * @param spoken what a feature calls it
     */
    public String named(String spoken) {
        String suffix = scope.name().object("");
        String written = names().set().substring(0, names().set().length() - suffix.length());
        return spoken.replace(written, names().set());
    }

    /** {@return what it and its objects are called} */
    public SetNames names() {
        return names.orElseThrow(() -> new IllegalStateException(NO_SET));
    }

    /**
     * Whether the scenario has deleted a pod.
     *
     * @param uid the pod's uid
     * @return whether it has asked for its deletion
     */
    public boolean wasDeleted(String uid) {
        return deleted.containsValue(uid);
    }

    /**
     * What a set of the tutorial and its objects will be called.
     *
     * @param written its name in the tutorial
     */
    SetNames planned(String written) {
        return new SetNames(design.of(scope.objects().set(written, 1, volumes.claims())));
    }

    /** {@return the ordinals of the pods that are there now} */
    List<Integer> standing() {
        return scope.present().all(Kinds.POD).stream()
                .flatMapToInt(pod -> PodView.of(pod).ordinal(names().set()).stream())
                .boxed()
                .toList();
    }

    /** {@return the names of the claims of the pods that are there now} */
    public List<String> claims() {
        return standing().stream().map(names()::claim).toList();
    }

    /**
     * The uid of a pod as it is now.
     *
     * @param ordinal which
     * @return the uid
     * @throws IllegalStateException when there is no such pod
     */
    String uid(int ordinal) {
        return current(scope.present(), ordinal)
                .orElseThrow(() -> new IllegalStateException("there is no pod " + names().pod(ordinal)))
                .object()
                .uid();
    }

    /**
     * The address of a pod as it is now.
     *
     * @param ordinal which
     * @return its address, or empty
     */
    String address(int ordinal) {
        return current(scope.present(), ordinal)
                .map(pod -> PodView.of(pod).ip())
                .orElse("");
    }

    /**
     * The set over time.
     *
     * @param history a history of this scenario
     * @return the set with all its pods
     */
    public SetTimeline timeline(History history) {
        return SetTimeline.of(history, scope.namespace(), names().set());
    }

    /** {@return what guarantees are judged of} */
    public Subject subject() {
        return Subject.of(scope.namespace(), names().set());
    }

    /** {@return how long one of its pods may take to be gone, its own grace period included} */
    Duration gone() {
        Long grace = names().object().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds();
        return scope.timeouts().podGone().plusSeconds(grace == null ? 0 : grace);
    }

    /** {@return whether the scenario has created a set} */
    public boolean exists() {
        return names.isPresent();
    }

    private Optional<Observation> current(Snapshot present, int ordinal) {
        return present.find(Kinds.POD, names().pod(ordinal));
    }

    private int firstOrdinal(Snapshot present) {
        return present.find(Kinds.STATEFUL_SET, names().set())
                .map(set -> StatefulSetView.of(set).start())
                .orElse(0);
    }

    private boolean isHealthy(Snapshot present, int ordinal) {
        return current(present, ordinal)
                .filter(pod -> PodView.of(pod).healthy())
                .isPresent();
    }

    private boolean reports(Snapshot present, int ready, int replicas) {
        return present.find(Kinds.STATEFUL_SET, names().set())
                .map(set -> set.object().json().path("status"))
                .filter(status -> status.path("readyReplicas").asInt(0) == ready
                        && status.path("replicas").asInt(0) == replicas)
                .isPresent();
    }
}
