package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiException.Reason;
import dev.holdfast.simulation.StatefulSet.Status;
import dev.holdfast.simulation.StatefulSetSpec.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One pass over one set, by what the caches showed when it began. */
final class SyncPass {
    private final StatefulSetController controller;
    private final StatefulSet set;
    private final List<Pod> pods;
    private final RevisionControl revisions;
    private final PodControl control;
    private final StatusCount count;
    private final long now;
    private final Pod[] replicas;
    /** The pods outside of the wanted range, highest first. */
    private final List<Pod> condemned = new ArrayList<>();

    private Status status = Status.NONE;
    private String progressing = "";

    SyncPass(StatefulSetController controller, StatefulSet set, List<Pod> pods, RevisionControl revisions) {
        this.controller = controller;
        this.set = set;
        this.pods = pods;
        this.revisions = revisions;
        this.control = new PodControl(controller, set);
        this.now = controller.clock.millis();
        this.count = new StatusCount(set, revisions, now);
        this.replicas = new Pod[set.spec.replicas];
    }

    /**
     * Does it.
     *
     * @throws ApiException if something was refused, after the status was written all the same
     */
    void run() {
        revisions.find();
        progressing = set.status.progressing();
        Optional<ApiException> failed = Optional.empty();
        sort();
        try {
            status = count.of(pods);
            if (!set.meta.terminating() || createsForSetThatGoes()) {
                reconcile();
            }
        } catch (ApiException refused) {
            failed = Optional.of(refused);
        }
        try {
            new StatusWriter(controller, set).write(status.progressing(progressing));
        } catch (ApiException refused) {
            failed = Optional.of(failed.orElse(refused));
        }
        revisions.truncate(pods);
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    private boolean createsForSetThatGoes() {
        boolean known = set.status.observedGeneration() >= set.meta.generation;
        return known
                && replicas.length > 0
                && missing(replicas[0])
                && !controller.faults.struck(Fault.CREATES_FOR_SET_THAT_GOES)
                && strike(Fault.CREATES_FOR_SET_THAT_GOES);
    }

    boolean waitsForAvailability() {
        return status.counts().ready() != status.counts().available();
    }

    private void sort() {
        for (Pod pod : pods) {
            if (set.spec.wants(pod.ordinal())) {
                replicas[pod.ordinal() - set.spec.start] = pod;
            } else {
                condemned.add(pod);
            }
        }
        condemned.sort(Comparator.comparingInt(Pod::ordinal).reversed());
        if (condemned.size() > 1 && strike(Fault.DELETES_LOWEST_FIRST)) {
            Collections.reverse(condemned);
        }
        for (int index = 0; index < replicas.length; index++) {
            if (replicas[index] == null) {
                replicas[index] = control.make(set.spec.start + index, revisionFor(index));
            }
        }
    }

    private ControllerRevision revisionFor(int index) {
        int old = set.spec
                .rolling
                .map(StatefulSetSpec.Rolling::partition)
                .orElse(
                        set.spec.strategy == Strategy.ROLLING_UPDATE
                                ? set.status.counts().current()
                                : 0);
        boolean wrong =
                index < old && revisions.current != revisions.update && strike(Fault.RECREATES_NEW_BELOW_PARTITION);
        return index < old && !wrong ? revisions.current : revisions.update;
    }

    private void reconcile() {
        if (set.spec.strategy == Strategy.RECREATE && recreates()) {
            return;
        }
        if (updatesBeforeScaling()) {
            return;
        }
        boolean downwards =
                Stream.of(replicas).filter(SyncPass::missing).count() > 1 && strike(Fault.CREATES_HIGHEST_FIRST);
        boolean stopped = forAll(replicas.length, i -> replica(downwards ? replicas.length - 1 - i : i));
        stopped = stopped || forAll(condemned.size(), this::ownClaims);
        stopped = stopped || forAll(condemned.size(), this::condemned);
        // What was created in this pass is not counted yet: the objects at hand are not those of the API server.
        status = count.of(pods);
        boolean updates = set.spec.strategy == Strategy.ROLLING_UPDATE
                || (status.counts().updated() < replicas.length && strike(Fault.UPDATES_ON_DELETE));
        if (!stopped && updates) {
            int deleted = new RollingUpdate(controller, set, revisions.update, control, now).run(replicas);
            status = count.less(status, deleted);
        }
        boolean atRest = !stopped && replicas.length > 0 && status.counts().updated() == replicas.length;
        if (atRest && !controller.faults.struck(Fault.DELETES_WITHOUT_CAUSE) && strike(Fault.DELETES_WITHOUT_CAUSE)) {
            control.delete(replicas[0]);
        }
    }

    /** Asks all pods of another revision to end, and tells whether there is one that is to be waited for. */
    private boolean recreates() {
        List<Pod> old = Stream.concat(Stream.of(replicas), condemned.stream())
                .filter(pod -> !missing(pod) && !pod.revision().equals(revisions.update.name()))
                .toList();
        inBatches(old.size(), index -> {
            if (!old.get(index).meta.terminating()) {
                control.delete(old.get(index));
            }
            return false;
        });
        if (!old.isEmpty() || revisions.current != revisions.update) {
            progressing = Status.RECREATING;
        }
        return !old.isEmpty();
    }

    private boolean updatesBeforeScaling() {
        boolean toScale = !condemned.isEmpty() || missingFrom(0);
        for (int index = replicas.length - 1; toScale && index >= set.spec.partition(); index--) {
            Pod pod = replicas[index];
            boolean old =
                    !missing(pod) && !pod.meta.terminating() && !pod.revision().equals(revisions.update.name());
            if (old && set.spec.strategy == Strategy.ROLLING_UPDATE && strike(Fault.UPDATES_BEFORE_SCALING)) {
                control.delete(pod);
                return true;
            }
        }
        return false;
    }

    private boolean strike(Fault fault) {
        return controller.faults.strike(fault);
    }

    /** Something that is done with the pod of an index. */
    private interface Deed {
        /** Does it, and tells whether with OrderedReady nothing more may be done in this pass. */
        boolean stopsAt(int index);
    }

    /** Does something with each pod; with OrderedReady only until one says stop. */
    private boolean forAll(int size, Deed process) {
        if (!ordered()) {
            inBatches(size, process);
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (process.stopsAt(i)) {
                return true;
            }
        }
        return false;
    }

    /** In batches of 1, 2, 4 and so on; the batch in which something fails is the last one. */
    private static void inBatches(int size, Deed process) {
        int done = 0;
        int batch = 1;
        while (done < size) {
            Optional<ApiException> failed = Optional.empty();
            int end = Math.min(size, done + batch);
            for (int i = done; i < end; i++) {
                try {
                    process.stopsAt(i);
                } catch (ApiException refused) {
                    failed = Optional.of(refused);
                }
            }
            if (failed.isPresent()) {
                throw failed.get();
            }
            done = end;
            batch *= 2;
        }
    }

    private boolean ordered() {
        return !set.spec.parallel() || strike(Fault.WAITS_ALTHOUGH_PARALLEL);
    }

    private boolean replica(int index) {
        Pod pod = replicas[index];
        boolean ordered = ordered();
        if (pod.restarts > 0 && !pod.meta.terminating() && !pod.terminal() && strike(Fault.REPLACES_RESTARTED)) {
            control.delete(pod);
            return true;
        }
        if (pod.terminal()) {
            if (!pod.meta.terminating() && !strike(Fault.LEAVES_FAILED)) {
                control.delete(pod);
            }
            return true;
        }
        if (missing(pod)) {
            return create(pod, index);
        }
        if (pod.phase == Pod.Phase.PENDING) {
            boolean left = control.claims().missing(pod) && strike(Fault.LEAVES_CLAIM_MISSING);
            if (!left) {
                control.claims().create(pod);
            }
            control.claims().own(pod);
        }
        if (ordered && (pod.meta.terminating() || !readyAndAvailable(pod))) {
            return !(missingFrom(index) && strike(Fault.CREATES_WITHOUT_WAITING))
                    && !(anyToUpdate() && strike(Fault.UPDATES_WITHOUT_WAITING))
                    && !(!condemned.isEmpty() && strike(Fault.SCALES_DOWN_WITHOUT_WAITING));
        }
        if (!control.identityMatches(pod)
                || !control.storageMatches(pod)
                || !control.claims().matchRetention(pod)) {
            control.update(pod);
        }
        return false;
    }

    private boolean create(Pod pod, int index) {
        boolean wasThere = index + 1 < replicas.length && !missing(replicas[index + 1]);
        if (wasThere && strike(Fault.DOES_NOT_REPLACE)) {
            return false;
        }
        if (control.claims().stale(pod)) {
            return true;
        }
        if (nameTaken() && strike(Fault.GIVES_UP_WHEN_REFUSED)) {
            throw new ApiException(Reason.ALREADY_EXISTS, "another pod has the name of one of this set");
        }
        control.create(asMade(pod));
        if (!controller.faults.struck(Fault.DELETES_WHAT_IT_CREATED) && strike(Fault.DELETES_WHAT_IT_CREATED)) {
            control.delete(pod);
        }
        boolean scaledUp = index > 0
                && index >= set.status.counts().replicas()
                && set.status.counts().replicas() > 0;
        if (scaledUp && strike(Fault.RESTARTS_ON_SCALE_UP)) {
            control.delete(replicas[0]);
        }
        return true;
    }

    private Pod asMade(Pod pod) {
        boolean again = controller.faults.struck(Fault.MAKES_POD_OF_TEMPLATE_BEFORE);
        boolean latest = pod.revision().equals(revisions.update.name());
        return revisions
                .superseded()
                .filter(before -> latest && !again && strike(Fault.MAKES_POD_OF_TEMPLATE_BEFORE))
                .map(before -> control.make(pod.ordinal(), before))
                .orElse(labelled(pod));
    }

    private Pod labelled(Pod pod) {
        boolean first = !controller.faults.struck(Fault.LABELS_OTHER_REVISION);
        boolean latest = pod.revision().equals(revisions.update.name());
        revisions
                .other()
                .filter(other -> latest && first && strike(Fault.LABELS_OTHER_REVISION))
                .ifPresent(other -> pod.meta.labels.put(Pod.REVISION, other.name()));
        return pod;
    }

    private boolean nameTaken() {
        return Stream.of(replicas).anyMatch(pod -> controller
                .api
                .pod(pod.name())
                .filter(stored -> !stored.meta.ownedBy(set.uid()))
                .isPresent());
    }

    private static boolean missing(Pod pod) {
        return pod.uid().isEmpty();
    }

    private boolean missingFrom(int index) {
        return Stream.of(replicas).skip(index).anyMatch(SyncPass::missing);
    }

    private boolean anyToUpdate() {
        return Stream.of(replicas)
                .skip(set.spec.partition())
                .anyMatch(pod -> !pod.meta.terminating() && !pod.revision().equals(revisions.update.name()));
    }

    private boolean ownClaims(int index) {
        if (!control.claims().matchRetention(condemned.get(index))) {
            control.claims().own(condemned.get(index));
        }
        return false;
    }

    private boolean condemned(int index) {
        Pod pod = condemned.get(index);
        boolean ordered = ordered();
        boolean last = index == condemned.size() - 1;
        if (pod.meta.terminating()) {
            return last || !strike(Fault.DELETES_WITHOUT_WAITING);
        }
        if (ordered && !readyAndAvailable(pod) && !firstUnavailable().equals(Optional.of(pod))) {
            return true;
        }
        if (pod.terminal() && strike(Fault.LEAVES_FAILED_CONDEMNED)) {
            return true;
        }
        if (strike(Fault.KEEPS_WHAT_IS_NOT_WANTED)) {
            return false;
        }
        control.delete(pod);
        return last || !strike(Fault.DELETES_WITHOUT_WAITING);
    }

    private boolean readyAndAvailable(Pod pod) {
        return pod.runningAndReady() && controller.takesForAvailable(pod, set, now);
    }

    private Optional<Pod> firstUnavailable() {
        List<Pod> ascending = new ArrayList<>(List.of(replicas));
        for (int i = condemned.size() - 1; i >= 0; i--) {
            ascending.add(condemned.get(i));
        }
        return ascending.stream()
                .filter(pod -> pod.meta.terminating() || !controller.takesForAvailable(pod, set, now))
                .findFirst();
    }

    /** What the API server does not take. */
    static void validate(Status status) {
        if (status.counts().current() < 0) {
            throw new ApiException(Reason.INVALID, "currentReplicas is below zero");
        }
    }
}
