package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.RevisionView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A return to an earlier template uses the ControllerRevision that it had.
 *
 * <p>The documentation says that a rollback creates a new ControllerRevision; the controller gives the old one a higher number, and
 * this asserts that.
 */
public final class UpdateRollbackReuse implements Guarantee {
    @Override
    public String id() {
        return "update.rollback-reuse";
    }

    @Override
    public String statement() {
        return "When the template is changed back to an earlier one, the controller MUST use the ControllerRevision of that"
                + " template again instead of creating another";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#revision-history";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        JudgingContext matter = new JudgingContext(history, subject, Kinds.STATEFUL_SET, Kinds.REVISION);
        return matter.notSeen().orElseGet(() -> judge(matter));
    }

    private record Return(Observation changed, String earlier, Optional<String> now) {}

    private static Verdict judge(JudgingContext matter) {
        Map<String, List<Lifetime>> revisions = matter.history()
                .lifetimesByName(Kinds.REVISION, matter.subject().namespace());
        returns(matter).forEach(back -> judge(back, revisions, matter));
        twins(matter, revisions);
        return matter.findings()
                .verdict(
                        "each return to an earlier template used its ControllerRevision again",
                        "the template of " + matter.name() + " was never changed back to an earlier one");
    }

    /** Each change of the template to one that the set had before. */
    private static List<Return> returns(JudgingContext matter) {
        List<Return> returns = new ArrayList<>();
        Map<String, String> known = new HashMap<>();
        Optional<Observation> last = Optional.empty();
        for (Observation state : matter.set().states()) {
            StatefulSetView now = StatefulSetView.of(state);
            boolean sameSet = last.filter(
                            old -> old.object().uid().equals(state.object().uid()))
                    .isPresent();
            if (!sameSet) {
                known.clear();
            }
            boolean changed =
                    sameSet && !StatefulSetView.of(last.get()).template().equals(now.template());
            if (changed && known.containsKey(now.template())) {
                returns.add(new Return(
                        state, known.get(now.template()), matter.targets().acknowledged(now)));
            }
            matter.targets().acknowledged(now).ifPresent(revision -> known.putIfAbsent(now.template(), revision));
            last = Optional.of(state);
        }
        return returns;
    }

    private static void judge(Return back, Map<String, List<Lifetime>> revisions, JudgingContext matter) {
        if (back.now().isEmpty()) {
            matter.findings()
                    .open(
                            "the template was changed back " + Phrases.at(back.changed())
                                    + ", but the controller did not name a revision for it until the recording ended",
                            back.changed());
            return;
        }
        String name = back.now().get();
        if (!name.equals(back.earlier())) {
            matter.findings()
                    .broken(
                            "the template was changed back " + Phrases.at(back.changed())
                                    + " to that of ControllerRevision " + back.earlier()
                                    + ", but the controller updates to " + name,
                            back.changed());
            return;
        }
        List<Lifetime> lifetimes = revisions.getOrDefault(name, List.of());
        if (lifetimes.isEmpty()) {
            matter.findings().open("ControllerRevision " + name + " was not observed", back.changed());
        } else if (lifetimes.size() > 1) {
            matter.findings()
                    .broken(
                            "ControllerRevision " + name + " was created again "
                                    + Phrases.at(lifetimes.get(1).first()),
                            lifetimes.get(1).first());
        } else {
            numbered(back, lifetimes.get(0), matter);
        }
    }

    // The number tells which template is the latest, so it has to grow.
    private static void numbered(Return back, Lifetime revision, JudgingContext matter) {
        long before = revision.at(back.changed().resourceVersion())
                .map(state -> RevisionView.of(state).revision())
                .orElse(0L);
        Optional<Observation> bumped = revision.states().stream()
                .filter(state -> state.resourceVersion() > back.changed().resourceVersion())
                .filter(state -> RevisionView.of(state).revision() > before)
                .findFirst();
        if (bumped.isPresent()) {
            matter.findings().judged();
        } else {
            matter.findings()
                    .open(
                            "the template was changed back " + Phrases.at(back.changed()) + ", but ControllerRevision "
                                    + revision.name() + " did not get a higher number than " + before
                                    + " until the recording ended",
                            back.changed());
        }
    }

    private static void twins(JudgingContext matter, Map<String, List<Lifetime>> revisions) {
        Map<String, Observation> byData = new HashMap<>();
        List<Observation> created = new ArrayList<>();
        revisions.values().forEach(lifetimes -> lifetimes.forEach(lifetime -> created.add(lifetime.first())));
        created.sort((one, other) -> Long.compare(one.resourceVersion(), other.resourceVersion()));
        for (Observation revision : created) {
            boolean ofTheSet = revision.object()
                    .controller()
                    .filter(owner -> owner.name().equals(matter.name()))
                    .isPresent();
            String data = revision.object().controllerUid().orElse("")
                    + RevisionView.of(revision).data();
            Observation twin =
                    ofTheSet && !RevisionView.of(revision).data().isEmpty() ? byData.putIfAbsent(data, revision) : null;
            if (twin != null && !twin.object().name().equals(revision.object().name())) {
                matter.findings()
                        .broken(
                                "ControllerRevision " + revision.object().name() + " was created "
                                        + Phrases.at(revision)
                                        + " with the same template that "
                                        + twin.object().name() + " keeps",
                                twin,
                                revision);
            }
        }
    }
}
