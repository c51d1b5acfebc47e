package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Templates;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * When the controller says that a rolling update is complete, every pod is what the new template says: by its label, and by what
 * its containers run, since the controller itself believes a label.
 */
public final class UpdateCompletes implements Guarantee {
    @Override
    public String id() {
        return "update.completes";
    }

    @Override
    public String statement() {
        return "A rolling update MUST bring every Pod to the updated template; then currentRevision is updateRevision and"
                + " updatedReplicas is replicas";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        JudgingContext matter = new JudgingContext(history, subject, Kinds.POD, Kinds.STATEFUL_SET, Kinds.REVISION);
        return matter.notSeen().orElseGet(() -> new Judge(matter).verdict());
    }

    private static final class Judge {
        private final JudgingContext matter;
        private final Templates templates;
        private Optional<Observation> begun = Optional.empty();

        Judge(JudgingContext matter) {
            this.matter = matter;
            this.templates = new Templates(matter.set());
        }

        Verdict verdict() {
            ReplayState end = matter.follow((moment, before) -> {
                if (moment instanceof SetWritten written) {
                    written(written.at(), before);
                }
            });
            begun.filter(template -> toAllPods()).ifPresent(template -> incomplete(template, end));
            return matter.findings()
                    .verdict(
                            "every pod was what the new template says when the update was complete",
                            "the template of " + matter.name()
                                    + " was not changed while it rolls updates out to all pods");
        }

        private void incomplete(Observation template, ReplayState end) {
            String changed = "the template was changed " + Phrases.at(template);
            Optional<ControllerActivity.InVain> inVain =
                    ControllerActivity.of(matter.set()).inVainAfter(template);
            Optional<Observation> control = inVain.flatMap(ControllerActivity.InVain::control);
            Optional<Incarnation> left = control.isPresent() ? leftAlone(end) : Optional.empty();
            if (left.isPresent()) {
                matter.findings()
                        .broken(
                                changed + ", but " + Phrases.pod(left.get())
                                        + " was left as it was, although all pods were"
                                        + " Ready, the update was waited for and the controller was at work: it created"
                                        + " pod "
                                        + control.get().object().name() + " " + Phrases.at(control.get()),
                                template,
                                control.get());
            } else {
                matter.findings()
                        .open(
                                changed + ", but the update was not complete when the recording ended"
                                        + inVain.map(ControllerActivity.InVain::clause)
                                                .orElse(""),
                                template);
            }
        }

        /** A pod that is still to be updated, when nothing keeps the controller from doing so. */
        private Optional<Incarnation> leftAlone(ReplayState end) {
            StatefulSetView view = matter.set().last().orElseThrow();
            Optional<Incarnation> left = Optional.empty();
            for (int ordinal = view.start(); ordinal < view.end(); ordinal++) {
                if (!end.healthy(ordinal) || !view.acknowledged()) {
                    return Optional.empty();
                }
                Incarnation pod = end.slot(ordinal).orElseThrow().pod();
                String revision = PodView.of(pod.lifetime().last()).revision();
                if (matter.targets()
                        .of(view)
                        .filter(target -> !target.equals(revision))
                        .isPresent()) {
                    left = Optional.of(pod);
                }
            }
            return left;
        }

        /** Whether the set, as it was seen last, rolls updates out to all of its pods. */
        private boolean toAllPods() {
            return matter.set()
                    .last()
                    .filter(view -> view.strategy().rolling() && view.strategy().partition() == 0)
                    .isPresent();
        }

        private void written(Observation written, ReplayState before) {
            if (written.deleted() || StatefulSetView.of(written).replicas() == 0) {
                begun = Optional.empty();
                return;
            }
            StatefulSetView now = StatefulSetView.of(written);
            boolean changed = before.set()
                    .filter(view -> sameSet(before, written) && !view.template().equals(now.template()))
                    .isPresent();
            if (changed && now.strategy().rolling()) {
                begun = Optional.of(written);
            }
            if (begun.isPresent() && complete(now, StatefulSetView.of(begun.get()))) {
                judge(written, now, before);
                begun = Optional.empty();
            }
        }

        private static boolean sameSet(ReplayState before, Observation written) {
            return before.state()
                    .map(state -> state.object().uid().equals(written.object().uid()))
                    .orElse(false);
        }

        private static boolean complete(StatefulSetView now, StatefulSetView begun) {
            return now.acknowledged()
                    && now.observedGeneration() >= begun.generation()
                    && now.currentRevision().equals(now.updateRevision())
                    && now.counters().updated() == now.replicas();
        }

        private void judge(Observation written, StatefulSetView now, ReplayState before) {
            for (int ordinal = now.start(); ordinal < now.end(); ordinal++) {
                Optional<OrdinalState> slot = before.slot(ordinal).filter(OrdinalState::standing);
                if (slot.isEmpty()) {
                    missing(ordinal, written, before);
                    continue;
                }
                Observation pod = slot.get()
                        .pod()
                        .lifetime()
                        .at(written.resourceVersion())
                        .orElse(slot.get().pod().lifetime().first());
                Optional<String> wrong = PodView.of(pod).revision().equals(now.updateRevision())
                        ? templates.difference(PodView.of(pod), now.updateRevision())
                        : Optional.of("it is of revision "
                                + Phrases.quote(PodView.of(pod).revision()));
                if (wrong.isPresent()) {
                    matter.findings()
                            .broken(
                                    "StatefulSet " + matter.name() + " said " + Phrases.at(written)
                                            + " that all its pods are of revision " + now.updateRevision() + ", but "
                                            + Phrases.pod(slot.get().pod()) + " is not: " + wrong.get(),
                                    pod,
                                    written);
                    return;
                }
            }
            if (templates.knows(now.updateRevision())) {
                matter.findings().judged();
            } else {
                matter.findings()
                        .open(
                                "the template of ControllerRevision " + now.updateRevision() + " was not observed",
                                written);
            }
        }

        private void missing(int ordinal, Observation written, ReplayState before) {
            if (before.knewOfPlight(ordinal)) {
                matter.findings()
                        .broken(
                                "StatefulSet " + matter.name() + " said " + Phrases.at(written)
                                        + " that all its pods are updated, but " + before.plight(ordinal),
                                before.evidence(ordinal, written),
                                written);
            }
        }
    }
}
