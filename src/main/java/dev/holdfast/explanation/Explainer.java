package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.PodObstacle;
import dev.holdfast.explanation.obstacle.PodObstacles;
import dev.holdfast.explanation.obstacle.Remedy;
import dev.holdfast.explanation.snapshot.DesiredState;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.Replicas;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what is so of a set, in the order in which its controller decides. */
final class Explainer {

    private final SetSnapshot snapshot;
    private final DesiredState desired;
    private final Replicas replicas;
    private final Duration patience;
    private final Map<Replica, PodObstacle> obstacles = new LinkedHashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private final Set<Remedy> remedies = new LinkedHashSet<>();

    Explainer(SetSnapshot snapshot, Duration patience) {
        this.snapshot = snapshot;
        this.desired = snapshot.desired();
        this.replicas = snapshot.replicas();
        this.patience = patience;
    }

    Explanation explain() {
        Optional<WholeSet> whole = WholeSet.of(snapshot, patience);
        if (whole.isPresent()) {
            statements.add(whole.get().statement());
            whole.get().remedy().ifPresent(remedies::add);
            return explanation(whole.get().answer(), whole.get().statement().says());
        }
        look();
        Optional<Map.Entry<Replica, PodObstacle>> stuck = obstacles.entrySet().stream()
                .filter(each -> isStuck(each.getKey(), each.getValue()))
                .findFirst();
        if (stuck.isPresent()) {
            return cannotGoOn(stuck.get().getKey(), stuck.get().getValue());
        }
        Activity activity = Activity.of(snapshot);
        Optional<Statement> heldBack = HeldBack.of(snapshot);
        heldBack.ifPresent(statements::add);
        if (!obstacles.isEmpty()) {
            PodObstacle first = obstacles.values().iterator().next();
            deadlock(first);
            first.remedy().filter(each -> lasts(first)).ifPresent(remedies::add);
            return explanation(Answer.GOES_ON, activity.words() + "; waits for " + named(first));
        }
        NextStep next = NextStep.of(snapshot);
        if (!next.does().isEmpty()) {
            return explanation(Answer.GOES_ON, activity.words() + "; " + next.words());
        }
        if (heldBack.isPresent()) {
            remedies.add(HeldBack.remedy(desired));
            return explanation(Answer.WAITS_FOR_SOMEBODY, heldBack.get().says() + "; " + activity.words());
        }
        return explanation(
                Answer.DONE,
                activity.words()
                        + (desired.updateRevision().isEmpty() ? "" : ", revision " + desired.updateRevision()));
    }

    /**
     * In the controller's order: the lowest pod that is missing or not available first. Unless pods are managed in parallel, a
     * missing one above it has to wait for its turn, which is nothing in its own way.
     */
    private void look() {
        for (Replica replica : replicas.inRange()) {
            if (replicas.available(replica)) {
                PodObstacles.ofAvailable(replica, snapshot).ifPresent(each -> obstacles.put(replica, each));
                continue;
            }
            boolean itsTurn = desired.parallel() || obstacles.keySet().stream().allMatch(replicas::available);
            if (!replica.missing() || itsTurn) {
                obstacles.put(replica, PodObstacles.of(replica, snapshot));
            }
        }
        Optional<Replica> lower = Deadlock.ofScaleDown(replicas);
        for (Replica replica : replicas.surplus()) {
            if (replica.terminating() || (lower.isPresent() && !replicas.available(replica))) {
                obstacles.put(replica, PodObstacles.of(replica, snapshot));
            }
        }
        // A broken pod of an old revision is replaced at once where pods are managed in parallel, or all are replaced.
        if ((desired.parallel() && desired.rollingUpdate()) || desired.recreate()) {
            obstacles
                    .keySet()
                    .removeIf(each -> !each.missing()
                            && !each.terminating()
                            && each.ordinal() < desired.end()
                            && replicas.isForUpdate(each)
                            && !replicas.updated(each));
        }
    }

    /** Of surplus pods that wait for each other, one that may become Ready is enough for all of them to go. */
    private boolean isStuck(Replica replica, PodObstacle obstacle) {
        boolean waitsForAnother = replicas.surplus().contains(replica) && !replica.terminating();
        return waitsForAnother
                ? obstacles.entrySet().stream()
                        .filter(each -> replicas.surplus().contains(each.getKey()))
                        .allMatch(each -> each.getValue().isStuck(snapshot.at(), patience))
                : obstacle.isStuck(snapshot.at(), patience);
    }

    private Explanation cannotGoOn(Replica replica, PodObstacle obstacle) {
        String also = others(obstacle);
        String summary = "pod " + obstacle.pod() + " " + obstacle.what() + age(obstacle) + also;
        boolean surplus = replicas.surplus().contains(replica);
        if (!surplus && ForcedRollback.isNeeded(snapshot, replica, obstacle)) {
            statements.add(ForcedRollback.statement(snapshot, replica));
            remedies.add(ForcedRollback.remedy(snapshot, replica));
            summary += ". The newer revision does not replace it: it has to be deleted";
        } else if (surplus && !replica.terminating()) {
            remedies.add(new Remedy(
                    "delete pod " + replica.name()
                            + ". That is safe: it is to go anyway, and the controller waits for nothing but its readiness",
                    "kubectl delete pod -n " + desired.namespace() + " " + replica.name()));
        } else {
            obstacle.remedy().ifPresent(remedies::add);
            ForcedRollback.later(snapshot, obstacle, replica).ifPresent(remedies::add);
        }
        obstacles.values().stream()
                .filter(each -> !each.equals(obstacle) && each.isStuck(snapshot.at(), patience))
                .flatMap(each -> each.remedy().stream())
                .filter(each -> remedies.size() < 2)
                .forEach(remedies::add);
        deadlock(obstacles.values().iterator().next());
        HeldBack.of(snapshot).ifPresent(statements::add);
        Budgets.of(snapshot).ifPresent(statements::add);
        return explanation(Answer.CANNOT_GO_ON, summary);
    }

    private boolean lasts(PodObstacle obstacle) {
        return obstacle.isStuck(snapshot.at(), patience.dividedBy(10));
    }

    private void deadlock(PodObstacle first) {
        if (lasts(first)) {
            Deadlock.ofCreation(snapshot, first).ifPresent(statements::add);
        }
    }

    private String others(PodObstacle obstacle) {
        long same = obstacles.values().stream()
                .filter(each -> !each.equals(obstacle)
                        && each.kind() == obstacle.kind()
                        && each.prospect() == obstacle.prospect())
                .count();
        return same == 0 ? "" : ", and " + same + " more " + (same == 1 ? "pod" : "pods") + " likewise";
    }

    private String named(PodObstacle obstacle) {
        return "pod " + obstacle.pod() + ", which " + obstacle.what()
                + obstacle.until()
                        .map(until -> ", " + Ages.words(snapshot.at(), until) + " more")
                        .orElse(age(obstacle));
    }

    private String age(PodObstacle obstacle) {
        return obstacle.since()
                .map(since -> ", for " + Ages.words(since, snapshot.at()))
                .orElse("");
    }

    /** Of a pod that cannot be created, the obstacle tells more than the order of the controller's decisions. */
    private String next() {
        String words = NextStep.of(snapshot).words();
        return obstacles.entrySet().stream()
                .filter(each -> each.getKey().missing())
                .findFirst()
                .map(each -> switch (each.getValue().kind()) {
                    case REFUSED, FOREIGN_POD ->
                        "the controller tries again to create pod "
                                + each.getValue().pod();
                    case CLAIM, STALE_CLAIM ->
                        "the controller waits for that claim to be gone, then it creates pod "
                                + each.getValue().pod();
                    default -> words;
                })
                .orElse(words);
    }

    private Explanation explanation(Answer answer, String summary) {
        boolean settled = answer == Answer.DONE || answer == Answer.WAITS_FOR_SOMEBODY;
        return new Explanation(
                desired.namespace(),
                desired.name(),
                answer,
                summary,
                Activity.of(snapshot),
                List.copyOf(obstacles.values()),
                statements,
                next(),
                List.copyOf(remedies),
                // Where nothing is missing, nothing could have been found.
                settled ? Map.of() : snapshot.unread(),
                snapshot.at());
    }
}
