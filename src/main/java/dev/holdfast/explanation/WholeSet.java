package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.Remedy;
import dev.holdfast.explanation.snapshot.DesiredState;
import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import dev.holdfast.explanation.snapshot.SpecWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is so of the set as a whole and goes before its pods: it is going itself, or its controller does not look at it. */
record WholeSet(Answer answer, Statement statement, Optional<Remedy> remedy) {

    /** What a controller at work needs at most to read a new spec. */
    private static final Duration READING = Duration.ofSeconds(30);

    static Optional<WholeSet> of(SetSnapshot snapshot, Duration patience) {
        DesiredState desired = snapshot.desired();
        Optional<Instant> deleted = Moments.of(snapshot.set().getMetadata().getDeletionTimestamp());
        if (deleted.isPresent()) {
            return Optional.of(deletion(snapshot, deleted.get(), patience));
        }
        if (!desired.observed()) {
            return Optional.of(unobserved(snapshot));
        }
        return UnknownStrategy.of(snapshot)
                .map(statement -> new WholeSet(
                        Answer.CANNOT_GO_ON, statement, Optional.of(Remedy.of("choose RollingUpdate or OnDelete"))));
    }

    private static WholeSet deletion(SetSnapshot snapshot, Instant since, Duration patience) {
        List<String> finalizers = snapshot.set().getMetadata().getFinalizers();
        boolean late = Duration.between(since, snapshot.at()).compareTo(patience) > 0;
        return new WholeSet(
                late ? Answer.CANNOT_GO_ON : Answer.GOES_ON,
                new Statement(
                        "the set is being deleted, for " + Ages.words(since, snapshot.at())
                                + (finalizers.isEmpty() ? "" : ", with finalizer " + String.join(", ", finalizers))
                                + "; its controller does nothing any more",
                        List.of(Evidence.field(
                                "StatefulSet " + snapshot.desired().name(),
                                "metadata.deletionTimestamp",
                                snapshot.set().getMetadata().getDeletionTimestamp(),
                                Optional.of(since)))),
                Optional.empty());
    }

    private static WholeSet unobserved(SetSnapshot snapshot) {
        Optional<Instant> since =
                SpecWrite.hasUntimed(snapshot.set()) ? Optional.empty() : SpecWrite.last(snapshot.set());
        boolean late = since.map(at -> Duration.between(at, snapshot.at()).compareTo(READING) > 0)
                .orElse(false);
        String words = "the controller has not looked at the newest spec"
                + since.map(at -> ", which is " + Ages.words(at, snapshot.at()) + " old")
                        .orElse("");
        Evidence generation = Evidence.field(
                "StatefulSet " + snapshot.desired().name(),
                "metadata.generation",
                snapshot.set().getMetadata().getGeneration() + ", and status.observedGeneration "
                        + (snapshot.set().getStatus() == null
                                ? "is not set"
                                : snapshot.set().getStatus().getObservedGeneration()),
                since);
        return new WholeSet(
                late ? Answer.CANNOT_GO_ON : Answer.GOES_ON,
                new Statement(words, List.of(generation)),
                late
                        ? Optional.of(Remedy.of(
                                "see whether the kube-controller-manager is at work: if it does not look at other"
                                        + " sets either, it is down"))
                        : Optional.empty());
    }
}
