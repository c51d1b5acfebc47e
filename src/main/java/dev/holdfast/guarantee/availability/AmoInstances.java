package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * No two instances of one ordinal run at the same time, by what they noted of themselves: in their volume, and with a witness that
 * is not of their set. What the API says of them, which {@link AmoRuntime} goes by, tells only who is to answer for it.
 *
 * <p>An instance is one start of a container. It is known to have run from its first note to its last; one that did not note its end
 * may have run on, and is judged only as far as its notes go. How two of them are held against each other, with one clock and
 * without, is said in {@link Encounter}. As in {@link AmoRuntime}, nothing is judged where somebody other than the controller took a
 * pod away by force, but who it was is said.
 */
public final class AmoInstances extends Guarantee {
    private static final String GIVEN_UP = "DeletionByPodGC";

    public AmoInstances() {
        super(Promise.of(
                        "amo.instances",
                        "At any time at most one process MUST run with a given identity: the containers of a Pod start only"
                                + " when those of the Pod before it have ended, as they note themselves, unless somebody"
                                + " deletes it by force")
                .otherwise(Harm.DATA, "Two processes act as the same member, although the API shows only one of them")
                .documentedAt(
                        "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/#statefulset-considerations")
                .seenOnlyIn(Kinds.POD)
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Encounters(context).verdict();
    }

    private static final class Encounters {
        private final SetTimeline set;
        private final Findings findings;
        private final RunningRemoval removal;
        private final Instances instances;
        private final Set<Instance> unended = new HashSet<>();

        Encounters(JudgingContext context) {
            this.set = context.set();
            this.findings = context.findings();
            this.removal = new RunningRemoval(context);
            this.instances = Instances.of(context.history(), set.name());
        }

        Verdict verdict() {
            for (int ordinal : instances.ordinals()) {
                List<Instance> all = instances.of(ordinal);
                for (int i = 0; i < all.size(); i++) {
                    for (Instance other : all.subList(i + 1, all.size())) {
                        met(Encounter.of(all.get(i), other, instances.hearings()));
                    }
                }
            }
            instances.lastReading().ifPresent(this::notedNothing);
            return findings.verdict(
                    "by what " + Phrases.count(instances.count(), "instance")
                            + " noted, no two of one ordinal ran at the same time" + withoutEnd() + removal.words(),
                    "no ordinal of " + set.name() + " had two instances that noted when they ran" + removal.words());
        }

        private String withoutEnd() {
            return unended.isEmpty()
                    ? ""
                    : "; " + unended.size() + " of them noted no end, and may have run longer than the notes show";
        }

        private void met(Encounter pair) {
            switch (pair.relation()) {
                case APART -> {
                    findings.judged();
                    if (!pair.earlier().saidThatItEnded()) {
                        unended.add(pair.earlier());
                    }
                }
                case UNKNOWN -> findings.open(pair.words(), notes(pair).toArray(Entry[]::new));
                case TOGETHER -> together(pair, set.withUid(pair.earlier().uid()));
            }
        }

        private void together(Encounter pair, Optional<Incarnation> earlier) {
            Optional<Observation> gone = earlier.flatMap(Incarnation::deleted);
            if (pair.earlier().uid().equals(pair.later().uid())) {
                findings.broken(
                        pair.words() + "; they are two starts of one container",
                        notes(pair).toArray(Entry[]::new));
            } else if (gone.isPresent()) {
                replaced(pair, earlier.get(), gone.get());
            } else if (earlier.isPresent() && set.withUid(pair.later().uid()).isPresent()) {
                findings.broken(
                        pair.words() + "; the API had not told that the former was gone",
                        evidence(pair, earlier.get().lifetime().last()));
            } else {
                findings.open(
                        pair.words() + "; what became of them in the API was not recorded",
                        notes(pair).toArray(Entry[]::new));
            }
        }

        private void replaced(Encounter pair, Incarnation earlier, Observation gone) {
            PodView last = PodView.of(gone);
            String sentence = pair.words() + "; the former was gone " + Phrases.at(gone);
            Entry[] evidence = evidence(pair, earlier.firstTerminating().orElse(gone), gone);
            boolean stopped = last.reported() && last.running().isEmpty();
            // Whoever forces the end of a pod does not wait for its node, which may be about to start a container
            // again.
            boolean forGood = stopped
                    && last.ended()
                    && last.disruption().filter(GIVEN_UP::equals).isEmpty();
            if (!forGood && removal.note(earlier, gone)) {
                return;
            }
            if (stopped) {
                findings.broken(sentence + ", and its containers were said to have stopped", evidence);
                return;
            }
            removal.judge(
                    sentence + (last.reported() ? " while " + RunningRemoval.stillRunning(last) : ""),
                    earlier,
                    gone,
                    evidence);
        }

        /** A pod that ran and is gone must have noted something, or not all that was noted has been read. */
        private void notedNothing(ExternalRead lastReading) {
            for (Incarnation pod : set.incarnations()) {
                boolean ran = pod.lifetime().states().stream()
                        .anyMatch(state -> !PodView.of(state).running().isEmpty());
                Optional<Observation> gone = pod.deleted().filter(end -> end.index() < lastReading.index());
                if (ran && gone.isPresent() && !pod.simulated() && !instances.knows(pod.uid())) {
                    findings.open(Phrases.pod(pod) + " ran, but nothing that it noted was read", gone.get());
                }
            }
        }

        private Entry[] evidence(Encounter pair, Observation... told) {
            return Stream.concat(Stream.of(told), notes(pair)).toArray(Entry[]::new);
        }

        private Stream<ExternalRead> notes(Encounter pair) {
            return Stream.of(pair.earlier().last(), pair.later().first())
                    .map(instances::readingOf)
                    .distinct();
        }
    }
}
