package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetDeletions;
import dev.holdfast.history.replay.SetTimeline;
import java.util.List;
import java.util.Optional;

/**
 * Deleting a set with {@code --cascade=orphan} leaves its pods running without an owner, and one that is deleted then stays gone.
 * That it stays gone counts only when the controller was seen at work afterwards; see {@link ControllerActivity}.
 */
public final class DeleteOrphan implements Guarantee {
    @Override
    public String id() {
        return "delete.orphan";
    }

    @Override
    public String statement() {
        return "Deleting a StatefulSet with --cascade=orphan MUST leave its Pods and its ControllerRevisions as they are, no"
                + " longer controlled; a Pod that is deleted then MUST NOT be created again";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#non-cascading-delete";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        JudgingContext matter = new JudgingContext(history, subject, Kinds.POD, Kinds.STATEFUL_SET, Kinds.REVISION);
        return matter.notSeen().orElseGet(() -> {
            ControllerActivity controls = ControllerActivity.of(matter.set());
            SetDeletions.of(matter.set()).stream()
                    .filter(SetDeletions::orphans)
                    .forEach(deletion -> new Judge(matter, controls, deletion).judge());
            return matter.findings()
                    .verdict(
                            "the pods of the deleted set stayed as they were, and none that was deleted came back",
                            "StatefulSet " + matter.name() + " was not deleted with its pods left behind");
        });
    }

    private static final class Judge {
        private final JudgingContext matter;
        private final Findings findings;
        private final ControllerActivity controls;
        private final Observation deletion;
        private final Observation gone;
        private final long next;

        Judge(JudgingContext matter, ControllerActivity controls, Observation deletion) {
            this.matter = matter;
            this.findings = matter.findings();
            this.controls = controls;
            this.deletion = deletion;
            this.gone = SetDeletions.gone(matter.set(), deletion);
            this.next = nextSet(matter.set());
        }

        void judge() {
            if (!gone.deleted()) {
                findings.open(
                        "StatefulSet " + matter.name() + ", deleted " + Phrases.at(deletion)
                                + ", was not gone when the recording ended",
                        deletion);
                return;
            }
            for (Incarnation pod : matter.set().incarnations()) {
                if (pod.lifetime()
                        .at(deletion.resourceVersion())
                        .flatMap(state -> state.object().controllerUid())
                        .filter(uid -> uid.equals(deletion.object().uid()))
                        .isPresent()) {
                    left(pod);
                }
            }
            revisions();
        }

        private void left(Incarnation pod) {
            Optional<Observation> ending =
                    pod.firstTerminating().filter(at -> at.resourceVersion() > deletion.resourceVersion());
            Optional<Action> own = matter.deletions().of(pod);
            boolean beforeNext =
                    ending.filter(at -> at.resourceVersion() < next).isPresent();
            if (beforeNext && own.isEmpty()) {
                findings.broken(
                        Phrases.pod(pod) + " was deleted " + Phrases.at(ending.get())
                                + " although the set had been deleted " + Phrases.at(deletion) + " without its pods",
                        deletion,
                        ending.get());
            } else if (beforeNext) {
                staysGone(pod, ending.get());
            } else {
                released(pod);
            }
        }

        private void released(Incarnation pod) {
            Optional<Observation> released = pod.lifetime().states().stream()
                    .filter(state -> state.resourceVersion() > deletion.resourceVersion())
                    .filter(state -> state.object().controllerUid().isEmpty())
                    .findFirst();
            boolean beforeTheSet = released.filter(at -> at.resourceVersion() < gone.resourceVersion())
                    .isPresent();
            if (beforeTheSet) {
                findings.judged();
            } else {
                findings.broken(
                        "StatefulSet " + matter.name() + " was gone " + Phrases.at(gone) + " while " + Phrases.pod(pod)
                                + " was still controlled by it",
                        pod.lifetime().at(gone.resourceVersion()).orElse(deletion),
                        gone);
            }
        }

        private void staysGone(Incarnation pod, Observation ending) {
            Observation end = pod.deleted().orElse(ending);
            Optional<Lifetime> again = named(pod.name()).stream()
                    .filter(other -> !other.uid().equals(pod.uid()))
                    .filter(other -> other.first().resourceVersion() > ending.resourceVersion()
                            && other.first().resourceVersion() < next)
                    .findFirst();
            if (again.isPresent()) {
                findings.broken(
                        Phrases.pod(pod.ordinal()) + " was created again "
                                + Phrases.at(again.get().first()) + " although no StatefulSet controlled it any more",
                        ending,
                        again.get().first());
            } else if (controls.between(end.resourceVersion(), next).isPresent()) {
                findings.judged();
            } else {
                findings.open(
                        Phrases.pod(pod) + " was gone " + Phrases.at(end)
                                + " and did not come back, but nothing shows that"
                                + " the controller was at work afterwards: it created no pod of any StatefulSet",
                        end);
            }
        }

        private void revisions() {
            for (Lifetime revision :
                    matter.history().lifetimes(Kinds.REVISION, matter.subject().namespace())) {
                boolean ofTheSet = revision.at(deletion.resourceVersion())
                        .flatMap(state -> state.object().controllerUid())
                        .filter(uid -> uid.equals(deletion.object().uid()))
                        .isPresent();
                revision.firstTerminating()
                        .filter(at -> ofTheSet
                                && at.resourceVersion() > deletion.resourceVersion()
                                && at.resourceVersion() < next)
                        .ifPresent(at -> findings.broken(
                                "ControllerRevision " + revision.name() + " was deleted " + Phrases.at(at)
                                        + " although the set had been deleted without its dependents",
                                deletion,
                                at));
            }
        }

        private List<Lifetime> named(String pod) {
            return matter.history()
                    .lifetimesByName(Kinds.POD, matter.subject().namespace())
                    .getOrDefault(pod, List.of());
        }

        private long nextSet(SetTimeline set) {
            return set.states().stream()
                    .filter(state -> state.resourceVersion() > deletion.resourceVersion())
                    .filter(state ->
                            !state.object().uid().equals(deletion.object().uid()))
                    .mapToLong(Observation::resourceVersion)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        }
    }
}
