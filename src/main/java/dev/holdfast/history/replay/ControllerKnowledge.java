package dev.holdfast.history.replay;

import dev.holdfast.history.Action;
import dev.holdfast.history.InOrder;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.view.StatefulSetView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Up to which change of the pods the controller must have heard by a moment, proven by what it did itself. It hears of the pods of all
 * sets by one watch, in the order of their changes, so that whoever has heard of one change has heard of all before it.
 *
 * <p>Three things prove it; a write by anybody else proves nothing:
 *
 * <ul>
 *   <li>a pod that it created for any set: it had heard that the one before was gone, if it had heard of that one at all, which before
 *       Kubernetes 1.36 it does not wait for. It is at work on several sets at a time, so of another set it shows something only once
 *       the status of this one was written again;
 *   <li>a status that it wrote: {@code readyReplicas} counts the pods of one moment;
 *   <li>a spec that the scenario wrote and that it acknowledged: what had been seen of the pods for {@link #LAG} before the
 *       scenario wrote that spec has reached it by then, since its watches lag behind each other by less.
 * </ul>
 *
 * <p>Where the recording began in the middle, it may still act on pods that were gone by then.
 */
public final class ControllerKnowledge {
    /** How far a watch of the controllers may lag behind the API server or another watch, also where processors are short. */
    public static final Duration LAG = Duration.ofSeconds(10);

    private final List<Proof> proofs = new ArrayList<>();
    /** The revision of the last change of a pod that it is known to have heard of at each moment of the set. */
    private final long[] heard;

    private final boolean ofCreations;
    private final Optional<Observation> found;

    /**
     * What was done at a revision, and what it shows.
     *
     * @param known the revision of the last change of a pod that was known then
     * @param given up to where it must have heard for that to follow
     */
    private record Proof(long at, long known, long given) {}

    /** What the controller of a set knew. */
    public ControllerKnowledge(SetTimeline set) {
        this.ofCreations = set.history()
                .serverVersion()
                .filter(ControllerKnowledge::ofItsOwnWrites)
                .isPresent();
        this.found = set.found();
        List<Proof> found = new ArrayList<>();
        creations(set, found);
        acknowledgements(set, found);
        found.sort(Comparator.comparingLong(Proof::at));
        Statuses statuses = new Statuses(set, found);
        set.states().forEach(statuses::take);
        statuses.end();
        this.heard = heardAt(set.sequence().revisions());
    }

    /**
     * Whether an object was so young at a moment that a watch may not have told of it yet; not where it does not say when it was made.
     *
     * @param moment by the clock of the API server, as the object says when it was made
     */
    public static boolean young(Resource object, Optional<Instant> moment) {
        return object.creationTimestamp()
                .filter(made -> moment.filter(at -> !at.isAfter(made.plus(LAG))).isPresent())
                .isPresent();
    }

    /** Whether the controller of a release waits to see what it wrote itself before it looks at a set again. */
    public static boolean ofItsOwnWrites(ServerVersion server) {
        return server.isAtLeast(1, 36);
    }

    /** Whether the controller knows of all pods and claims that it created. */
    public boolean ofCreations() {
        return ofCreations;
    }

    /** The last that was found when the recording began; empty when nothing was there before it. */
    Optional<Observation> found() {
        return found;
    }

    /**
     * The revision of the last change of a pod that the controller is known to have heard of at a moment.
     *
     * @param place where the moment is in the {@linkplain SetTimeline#course course} of the set
     */
    long heardAt(int place) {
        return heard[place];
    }

    // The moments hardly ever go back: searching the proof for each would take far longer.
    private long[] heardAt(long[] revisions) {
        long[] heardAt = new long[revisions.length];
        int proven = 0;
        for (int i = 0; i < heardAt.length; i++) {
            proven = countUntil(revisions[i], proven);
            heardAt[i] = proven == 0 ? 0 : proofs.get(proven - 1).known();
        }
        return heardAt;
    }

    /** How many of the proofs are of no later revision. */
    private int countUntil(long resourceVersion, int near) {
        int count = near;
        while (count > 0 && proofs.get(count - 1).at() > resourceVersion) {
            count--;
        }
        while (count < proofs.size() && proofs.get(count).at() <= resourceVersion) {
            count++;
        }
        return count;
    }

    private void creations(SetTimeline set, List<Proof> found) {
        Set<String> controllers = ClaimOwnerships.controllers(set.states());
        for (List<Lifetime> pods :
                set.history().lifetimesByName(Kinds.POD, set.namespace()).values()) {
            for (int i = 1; i < pods.size(); i++) {
                Lifetime before = pods.get(i - 1);
                // What somebody else made for the set to adopt proves nothing.
                Optional<Observation> created = Incarnation.createdBySet(pods.get(i), controllers);
                Optional<Observation> gone = before.deleted();
                if (created.isPresent()
                        && gone.isPresent()
                        && gone.get().resourceVersion() < created.get().resourceVersion()) {
                    found.add(new Proof(
                            since(created.get(), set), gone.get().resourceVersion(), given(before, controllers)));
                }
            }
        }
    }

    /**
     * From when on a pod that was created shows what was known when the set was looked at. What the controller does for another set it may
     * do while it is still at work on this one, by what it knew when it had begun with that, until it writes the status.
     */
    private static long since(Observation created, SetTimeline set) {
        if (set.withUid(created.object().uid()).isPresent()) {
            return created.resourceVersion();
        }
        List<Observation> states = set.states();
        for (int i = Math.max(1, InOrder.firstAfter(states, created.resourceVersion())); i < states.size(); i++) {
            if (StatefulSetView.of(states.get(i)).statusDiffers(StatefulSetView.of(states.get(i - 1)))) {
                return states.get(i).resourceVersion() + 1;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Up to where the controller must have heard to know of a pod. */
    private long given(Lifetime pod, Set<String> controllers) {
        boolean owned = pod.first().object().controllerUid().isPresent()
                && (pod.created().isEmpty()
                        || Incarnation.createdBySet(pod, controllers).isPresent());
        return ofCreations && owned ? 0 : pod.first().resourceVersion();
    }

    private void acknowledgements(SetTimeline set, List<Proof> found) {
        List<Transition> moments = set.course();
        long[] revisions = set.sequence().revisions();
        List<Action> actions = set.history().actions(set.namespace()).stream()
                .filter(action -> action.kind().equals(Kinds.STATEFUL_SET)
                        && action.name().equals(set.name()))
                .toList();
        int next = 0;
        long heard = 0;
        List<Observation> waiting = new ArrayList<>();
        List<Long> heardBy = new ArrayList<>();
        String uid = "";
        long generation = -1;
        long seenBefore = 0;
        for (Observation state : set.turns()) {
            if (state.deleted() || !state.object().uid().equals(uid)) {
                waiting.clear();
                heardBy.clear();
                uid = state.object().uid();
                generation = -1;
            }
            StatefulSetView view = StatefulSetView.of(state);
            if (view.generation() != generation) {
                generation = view.generation();
                // When a change was seen it had happened. What the scenario wrote, it wrote after it had noted that it
                // would;
                // when others wrote something is not known so well.
                Instant limit = cause(actions, seenBefore, state)
                        .map(action -> action.at().minus(LAG))
                        .orElse(Instant.MIN);
                if (this.found.filter(last -> !last.at().isAfter(limit)).isPresent()) {
                    heard = Math.max(heard, this.found.get().resourceVersion());
                }
                while (next < revisions.length
                        && revisions[next] < state.resourceVersion()
                        && !moments.get(next).at().at().isAfter(limit)) {
                    heard = Math.max(heard, revisions[next]);
                    next++;
                }
                waiting.add(state);
                heardBy.add(heard);
                seenBefore = state.index();
            }
            while (!waiting.isEmpty() && StatefulSetView.of(waiting.get(0)).generation() <= view.observedGeneration()) {
                found.add(new Proof(state.resourceVersion(), heardBy.remove(0), 0));
                waiting.remove(0);
            }
        }
    }

    /**
     * The scenario's action that may have brought a state of the set: the first since the state before was seen, for it may have gone on
     * before it saw what came of that, and otherwise the last.
     */
    private static Optional<Action> cause(List<Action> actions, long seenBefore, Observation state) {
        int since = countBefore(actions, seenBefore);
        int until = countBefore(actions, state.index());
        int first = Math.min(since, until - 1);
        return first < 0 ? Optional.empty() : Optional.of(actions.get(first));
    }

    /** How many of the actions came before an entry. */
    private static int countBefore(List<Action> actions, long index) {
        int low = 0;
        int high = actions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (actions.get(middle).index() < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Takes the states of the set one after the other, and between them what else was proven. */
    private final class Statuses {
        private final SetTimeline set;
        private final List<Proof> others;
        private ReadyCounts counts = new ReadyCounts(List.of());
        // How many were Ready before the recording began is not known.
        private final long counted = found.map(Observation::resourceVersion).orElse(0L);
        private long known;
        private int other;
        private String uid = "";
        private StatefulSetView last;

        Statuses(SetTimeline set, List<Proof> others) {
            this.set = set;
            this.others = others;
        }

        void take(Observation state) {
            othersUntil(state.resourceVersion());
            StatefulSetView now = StatefulSetView.of(state);
            boolean sameUid = state.object().uid().equals(uid);
            if (!sameUid) {
                counts = new ReadyCounts(set.steps(state.object().uid()));
            }
            if (last != null && sameUid && !state.deleted() && known >= counted && now.statusDiffers(last)) {
                long counting = counts.first(now.counters().ready(), known, state.resourceVersion());
                prove(new Proof(state.resourceVersion(), counting, 0));
            }
            uid = state.object().uid();
            last = state.deleted() ? null : now;
        }

        void end() {
            othersUntil(Long.MAX_VALUE);
        }

        private void othersUntil(long resourceVersion) {
            while (other < others.size() && others.get(other).at() <= resourceVersion) {
                prove(others.get(other++));
            }
        }

        private void prove(Proof proof) {
            if (proof.known() > known && proof.given() <= known) {
                proofs.add(proof);
                known = proof.known();
            }
        }
    }

    /** How many pods of a set were Running and Ready, terminating or not, over time. */
    private static final class ReadyCounts {
        /** A status that is older than so many changes proves nothing. */
        private static final int FARTHEST = 1000;

        private final List<PodStep> changes;
        private int next;
        private int count;

        ReadyCounts(List<PodStep> steps) {
            changes = steps.stream().filter(step -> step.ready() != 0).toList();
        }

        /** The first revision from one on, up to another, at which so many were Ready; 0 when there is none. */
        long first(int wanted, long from, long to) {
            while (next < changes.size() && changes.get(next).at() <= from) {
                count += changes.get(next++).ready();
            }
            int ready = count;
            for (int i = next; ready != wanted; i++) {
                if (i == changes.size()
                        || i == next + FARTHEST
                        || changes.get(i).at() > to) {
                    return 0;
                }
                ready += changes.get(i).ready();
                if (ready == wanted) {
                    return changes.get(i).at();
                }
            }
            return 0;
        }
    }
}
