package dev.holdfast.observer;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Observation;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import dev.holdfast.history.StreamProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Feeds what a {@link Story} tells to an observer, at times that a test chooses. */
final class Feed {

    static final Instant BEGIN = Instant.parse("2026-11-27T10:00:00Z");

    private final Story story = Story.ofBystander();
    private final List<Notice> notices = new ArrayList<>();
    private final List<ClosedWindow> closed = new ArrayList<>();
    private final SetObserver observer;
    private Instant now = BEGIN;
    private int fed;

    Feed() {
        this(new WindowLimits(Duration.ofSeconds(30), 1 << 20, 1 << 20));
    }

    Feed(WindowLimits limits) {
        this(limits, Map.of());
    }

    Feed(WindowLimits limits, Map<ServedKind, String> hidden) {
        observer = new SetObserver(
                new ObservedSets(Optional.empty(), Optional.empty(), SetSelector.ANY),
                limits,
                notices::add,
                closed::add,
                hidden);
    }

    Story story() {
        return story;
    }

    SetObserver observer() {
        return observer;
    }

    List<Notice> notices() {
        return notices;
    }

    <N extends Notice> List<N> notices(Class<N> type) {
        return notices.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<ClosedWindow> closed() {
        return closed;
    }

    Instant now() {
        return now;
    }

    /** A set of two pods that has come to rest was there when the recording began. */
    Feed present() {
        story.wholeSet(2).set().revisions("web-5d4", "web-5d4").counts(2, 2).settled();
        return begin();
    }

    /** All that was told so far was there when the recording began. */
    Feed begin() {
        observer.accept(ServerVersion.of("v1.37.2"));
        for (Observation seen : fresh()) {
            observer.accept(new Observation(Entry.UNPLACED, now, Change.LISTED, seen.object()));
        }
        observer.begin(now);
        return this;
    }

    /** What was told since is heard of. */
    Feed hears() {
        for (Observation seen : fresh()) {
            observer.accept(new Observation(Entry.UNPLACED, now, seen.change(), seen.object()));
        }
        return this;
    }

    /** The watch of a kind ended, and what was told since is what there is of it. */
    Feed listsAnew(String kind, List<Observation> present) {
        observer.accept(Gap.of(kind, 1, "the server no longer had it"));
        present.forEach(seen -> observer.accept(new Observation(Entry.UNPLACED, now, Change.LISTED, seen.object())));
        observer.accept(StreamProgress.of(kind, 9_999));
        return this;
    }

    Feed later(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** What has to be judged is judged, by all that was told. */
    Feed judges() {
        return judgesUpTo(Long.MAX_VALUE);
    }

    /** The same by what was told up to that revision. */
    Feed judgesUpTo(long revision) {
        later(Duration.ofSeconds(1));
        for (String namespace : observer.due(now, Integer.MAX_VALUE)) {
            observer.caughtUp(namespace, Map.of(ServedKind.POD, revision, ServedKind.EVENT, Long.MAX_VALUE), now)
                    .forEach(Judging::run);
        }
        return this;
    }

    Feed tidies() {
        observer.tidy(now);
        return this;
    }

    private List<Observation> fresh() {
        List<Entry> all = story.history().entries();
        List<Observation> fresh = all.subList(fed, all.size()).stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .toList();
        fed = all.size();
        return fresh;
    }
}
