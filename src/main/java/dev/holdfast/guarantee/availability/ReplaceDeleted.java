package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Applicability;
import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A pod that was deleted comes back as a new one with the same identity, and no other pod is touched for it. */
public final class ReplaceDeleted implements Guarantee {
    @Override
    public String id() {
        return "replace.deleted";
    }

    @Override
    public String statement() {
        return "When a Pod of a StatefulSet is deleted, the controller MUST create a new Pod with the same identity once the"
                + " old one is gone, and leave the other Pods alone";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#using-stable-network-identities";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = subject.timeline(history);
        if (set.states().isEmpty()) {
            return Applicability.notSeen(subject);
        }
        Findings findings = new Findings(history, Kinds.POD, Kinds.STATEFUL_SET);
        Attribution deletions = Attribution.of(set);
        ControllerActivity controls = ControllerActivity.of(set);
        NavigableMap<Long, Incarnation> touched = touched(set, deletions);
        List<String> replaced = new ArrayList<>();
        for (int ordinal : set.ordinals()) {
            List<Incarnation> holders = set.incarnations(ordinal);
            for (int i = 0; i < holders.size(); i++) {
                Incarnation old = holders.get(i);
                Optional<Action> deletion = deletions.of(old);
                if (deletion.isPresent() && wanted(old, set)) {
                    Optional<Incarnation> next =
                            i + 1 < holders.size() ? Optional.of(holders.get(i + 1)) : Optional.empty();
                    judge(old, next, deletion.get(), controls, findings);
                    untouched(old, next, touched, findings);
                    replaced.add(Phrases.pod(ordinal));
                }
            }
        }
        return findings.verdict(
                Phrases.list(replaced) + " came back with a new uid and turned Ready, and no other pod was touched",
                "the scenario deleted no pod that " + subject.statefulSet() + " wanted");
    }

    private static void judge(
            Incarnation old,
            Optional<Incarnation> next,
            Action deletion,
            ControllerActivity controls,
            Findings findings) {
        Optional<Observation> gone = old.deleted();
        if (next.isEmpty()) {
            if (gone.isEmpty()) {
                findings.open(Phrases.pod(old) + " was deleted by the scenario, but it is not gone yet", deletion);
            } else {
                notMade(old, gone.get(), deletion, controls, findings);
            }
            return;
        }
        Observation added = next.get().lifetime().first();
        if (gone.isPresent() && gone.get().resourceVersion() > added.resourceVersion()) {
            findings.broken(
                    Phrases.pod(next.get()) + " was created " + Phrases.at(added) + " while its predecessor (uid "
                            + old.uid() + ") still existed: it was gone only " + Phrases.at(gone.get()),
                    added,
                    gone.get());
        } else if (next.get().firstReady().isEmpty()) {
            findings.open(
                    Phrases.pod(next.get()) + " was created " + Phrases.at(added)
                            + " in place of a deleted pod, but it was not"
                            + " Ready until the recording ended: last seen "
                            + next.get().lifetime().last().object().summary(),
                    added,
                    next.get().lifetime().last());
        } else {
            findings.judged();
        }
    }

    // Only what the controller did meanwhile shows that it had the time.
    private static void notMade(
            Incarnation old, Observation gone, Action deletion, ControllerActivity controls, Findings findings) {
        String wasGone = Phrases.pod(old) + " was gone " + Phrases.at(gone);
        Optional<ControllerActivity.InVain> inVain = controls.inVainAfter(gone);
        Optional<Observation> control = inVain.flatMap(ControllerActivity.InVain::control);
        if (control.isPresent()) {
            findings.broken(
                    wasGone
                            + ", but no new pod of that name was created, although it was waited for and the controller was"
                            + " at work: it created pod "
                            + control.get().object().name() + " "
                            + Phrases.at(control.get()),
                    deletion,
                    gone,
                    control.get());
        } else {
            findings.open(
                    wasGone + ", but no new pod of that name was created until the recording ended"
                            + inVain.map(ControllerActivity.InVain::clause).orElse(""),
                    deletion,
                    gone);
        }
    }

    /** The pods that the controller began to delete although they were wanted, by the revision at which it did. */
    private static NavigableMap<Long, Incarnation> touched(SetTimeline set, Attribution deletions) {
        NavigableMap<Long, Incarnation> touched = new TreeMap<>();
        for (Incarnation pod : set.incarnations()) {
            Optional<Observation> ending = pod.firstTerminating();
            if (ending.isPresent() && wanted(pod, set) && !deletions.explain(pod)) {
                touched.put(ending.get().resourceVersion(), pod);
            }
        }
        return touched;
    }

    private static void untouched(
            Incarnation old, Optional<Incarnation> next, NavigableMap<Long, Incarnation> touched, Findings findings) {
        Observation begin = old.firstTerminating().orElse(old.lifetime().last());
        long end = next.flatMap(Incarnation::firstReady)
                .map(Observation::resourceVersion)
                .orElse(Long.MAX_VALUE);
        if (end <= begin.resourceVersion()) {
            return;
        }
        for (Incarnation other :
                touched.subMap(begin.resourceVersion(), false, end, false).values()) {
            if (other.ordinal() != old.ordinal()) {
                Observation ending = other.firstTerminating().orElseThrow();
                findings.broken(
                        Phrases.pod(other) + " was deleted " + Phrases.at(ending) + " while "
                                + Phrases.pod(old.ordinal()) + ", deleted by the scenario " + Phrases.at(begin)
                                + ", was being replaced",
                        begin,
                        ending);
            }
        }
    }

    private static boolean wanted(Incarnation pod, SetTimeline set) {
        long when = pod.firstTerminating().orElse(pod.lifetime().last()).resourceVersion();
        return set.at(when).map(view -> view.wants(pod.ordinal())).orElse(false);
    }
}
