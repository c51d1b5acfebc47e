package dev.holdfast.observer;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Fence;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.EventView;
import dev.holdfast.history.view.StatefulSetView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One set that is observed: its window, how it was judged, and what it is doing. Belongs to whoever holds the observer's lock. */
final class WatchedSet {

    private final Subject subject;
    private final SetMembership members;
    private final VerdictTally tally = new VerdictTally();
    private final ToldFindings told = new ToldFindings();
    private SetWindow window;
    private SetActivity activity = new SetActivity(SetActivity.Doing.SCALING, "not looked at yet", "");
    private Instant since;
    private Optional<Instant> dirtySince = Optional.empty();
    private boolean beingJudged;
    private Duration cost = Duration.ZERO;
    private long firstGeneration = -1;
    private boolean moved;
    private boolean awaitsVolumes;

    /**
     * A set that was not seen before.
     *
     * @param first its first state
     */
    WatchedSet(Observation first, Instant now) {
        this.subject = Subject.of(first.object().namespace(), first.object().name());
        this.members = new SetMembership(subject);
        this.window = new SetWindow(now);
        this.since = now;
        members.learn(first);
        generation(first);
    }

    Subject subject() {
        return subject;
    }

    SetMembership members() {
        return members;
    }

    SetWindow window() {
        return window;
    }

    SetActivity activity() {
        return activity;
    }

    /** Since when it has been doing that. */
    Instant since() {
        return since;
    }

    /** Takes something that concerns it. */
    void add(Entry entry) {
        window.add(entry);
        if (entry instanceof Observation seen) {
            members.learn(seen);
            generation(seen);
            if (counts(seen)) {
                touch(seen.at());
            }
        } else {
            touch(entry.at());
        }
    }

    /** It has to be judged again. */
    void touch(Instant at) {
        if (dirtySince.isEmpty()) {
            dirtySince = Optional.of(at);
        }
    }

    /** Since when it has had to be judged again; nothing while it need not or is being judged. */
    Optional<Instant> due() {
        return beingJudged ? Optional.empty() : dirtySince;
    }

    /** Whether it has to be judged again, or is being judged. */
    boolean pending() {
        return beingJudged || dirtySince.isPresent();
    }

    /** Whether it is being judged. */
    boolean isBeingJudged() {
        return beingJudged;
    }

    /** How long it took to judge it last. */
    Duration cost() {
        return cost;
    }

    /** Volumes were not known as far as all else when it was judged, which is nothing to a set that has none. */
    void awaitsVolumes() {
        awaitsVolumes = members.claims() || window.hasStorage();
    }

    /** More is known of volumes. */
    void volumesKnown(Instant at) {
        if (awaitsVolumes) {
            awaitsVolumes = false;
            touch(at);
        }
    }

    /** {@return the history to judge by, up to this; from now on it is being judged} */
    History judging(Fence fence) {
        dirtySince = Optional.empty();
        beingJudged = true;
        return window.judgedUpTo(fence);
    }

    /**
     * It was judged.
     *
     * @param took how long that took
     * @return what was judged otherwise than before, with the outcome of before
     */
    Map<Judgement, Optional<Outcome>> judged(Collection<Judgement> judgements, Duration took) {
        beingJudged = false;
        cost = took;
        return tally.judged(judgements);
    }

    /** What a verdict says that was not told of it yet. */
    List<Verdict> fresh(Guarantee guarantee, Verdict verdict) {
        return told.fresh(guarantee, verdict);
    }

    /**
     * What it is doing now.
     *
     * @return whether that is something else than before
     */
    boolean does(SetActivity now, Instant at) {
        moved |= !now.rests();
        boolean other = now.differsFrom(activity);
        since = now.doing() == activity.doing() ? since : at;
        activity = now;
        return other;
    }

    /** {@return its window, as if it ended now} */
    ClosedWindow closing() {
        return new ClosedWindow(subject, window.snapshot(), List.copyOf(tally.open()));
    }

    /** Ends its window, and begins another. */
    void cut(SetWindow next) {
        tally.close();
        window = next;
    }

    /** Whether it rests and nothing has happened to it for a while, but something before that. */
    boolean canBeCut(Instant now, Duration quiet) {
        return quietSince(now, quiet) && window.happened() > 0;
    }

    /** Whether it rests, all of it was judged, and nothing has happened to it for a while. */
    boolean quietSince(Instant now, Duration quiet) {
        return activity.rests()
                && dirtySince.isEmpty()
                && !beingJudged
                && Duration.between(window.last(), now).compareTo(quiet) >= 0;
    }

    /** Whether its spec was changed since it was seen first, or it was not at rest at some time. */
    boolean moved() {
        return moved;
    }

    /** {@return the worst that was seen of each guarantee that could be judged} */
    Map<String, Outcome> outcomes() {
        return tally.outcomes();
    }

    /** {@return how the guarantees are judged by the window that is going on} */
    Collection<Judgement> open() {
        return tally.open();
    }

    private void generation(Observation seen) {
        if (seen.object().kind().equals(Kinds.STATEFUL_SET)) {
            long generation = StatefulSetView.of(seen).generation();
            moved |= firstGeneration >= 0 && generation != firstGeneration;
            firstGeneration = firstGeneration < 0 ? generation : firstGeneration;
        }
    }

    // What nodes say about pods is drawn and not judged.
    private static boolean counts(Observation seen) {
        return !seen.object().kind().equals(Kinds.EVENT) || EventView.of(seen).byStatefulSetController();
    }
}
