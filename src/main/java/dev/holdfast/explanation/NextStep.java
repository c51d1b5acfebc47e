package dev.holdfast.explanation;

import dev.holdfast.explanation.snapshot.DesiredState;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.Replicas;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the controller does next, in the order in which it decides: it brings the ordinals that are asked for into being, then
 * removes surplus pods, then updates. Unless pods are managed in parallel, whatever it has to wait for ends its round.
 *
 * @param waitsFor what it waits for; empty when it waits for nothing
 * @param does what it does then; empty when it is to do nothing
 */
public record NextStep(String waitsFor, String does) {

    static NextStep of(SetSnapshot snapshot) {
        DesiredState desired = snapshot.desired();
        if (snapshot.set().getMetadata().getDeletionTimestamp() != null) {
            return new NextStep("", "");
        }
        if (!desired.observed()) {
            return new NextStep("", "reads the newest spec");
        }
        Round round = new Round(desired, snapshot.replicas());
        return round.recreating().orElseGet(() -> desired.parallel() ? round.parallel() : round.ordered());
    }

    /** {@return one clause, without its full stop} */
    public String words() {
        if (waitsFor.isEmpty()) {
            return does.isEmpty() ? "the controller has nothing to do" : "the controller " + does;
        }
        return "the controller waits for " + waitsFor + (does.isEmpty() ? "" : ", then it " + does);
    }

    private record Round(DesiredState desired, Replicas replicas) {

        /** With Recreate pods of another revision come first, and all others wait for their end. */
        Optional<NextStep> recreating() {
            List<Replica> old = Stream.concat(replicas.inRange().stream(), replicas.surplus().stream())
                    .filter(each -> !each.missing() && !replicas.updated(each))
                    .toList();
            if (!desired.recreate() || old.isEmpty()) {
                return Optional.empty();
            }
            List<Replica> standing =
                    old.stream().filter(not(Replica::terminating)).toList();
            if (!standing.isEmpty()) {
                return Optional.of(new NextStep("", "deletes " + Names.of(standing) + " for the update (Recreate)"));
            }
            List<Replica> next = desired.parallel()
                    ? replicas.inRange()
                    : replicas.inRange().stream().limit(1).toList();
            return Optional.of(
                    new NextStep(Names.of(old) + " to be gone", next.isEmpty() ? "" : create(next) + " (Recreate)"));
        }

        NextStep ordered() {
            Optional<Replica> first = replicas.inRange().stream()
                    .filter(each -> each.missing() || !replicas.available(each))
                    .findFirst();
            if (first.isEmpty()) {
                return surplusInOrder();
            }
            Replica stop = first.get();
            if (stop.missing()) {
                return new NextStep("", create(List.of(stop)));
            }
            if (stop.terminating()) {
                return new NextStep(gone(stop), create(List.of(stop)));
            }
            if (stop.ended()) {
                return new NextStep("", "deletes pod " + stop.name() + " and creates it anew");
            }
            return new NextStep(usable(stop), after(stop));
        }

        /** Once this one is available, as far as it can be told: others may become unavailable meanwhile. */
        private String after(Replica stop) {
            Optional<Replica> missing =
                    replicas.that(each -> each.missing() && each.ordinal() > stop.ordinal()).stream()
                            .findFirst();
            if (missing.isPresent()) {
                return create(List.of(missing.get()));
            }
            if (!replicas.surplus().isEmpty()) {
                return "deletes pod " + replicas.surplus().get(0).name() + ", which is one too many";
            }
            return update(outdated(), 1);
        }

        private NextStep surplusInOrder() {
            if (replicas.surplus().isEmpty()) {
                return new NextStep("", update(outdated(), desired.maxUnavailable()));
            }
            Replica highest = replicas.surplus().get(0);
            if (highest.terminating()) {
                return new NextStep(
                        gone(highest),
                        replicas.surplus().size() > 1
                                ? "deletes pod " + replicas.surplus().get(1).name()
                                : update(outdated(), desired.maxUnavailable()));
            }
            return Deadlock.ofScaleDown(replicas)
                    .map(lower -> new NextStep(
                            "pod " + lower.name() + " or pod " + highest.name() + " to be available",
                            "deletes pod " + highest.name()))
                    .orElseGet(() -> new NextStep("", "deletes pod " + highest.name() + ", which is one too many"));
        }

        NextStep parallel() {
            List<String> does = new ArrayList<>();
            List<Replica> missing = replicas.that(Replica::missing);
            List<Replica> surplus = replicas.surplus().stream()
                    .filter(each -> !each.terminating())
                    .toList();
            if (!missing.isEmpty()) {
                does.add(create(missing));
            }
            if (!surplus.isEmpty()) {
                does.add("deletes " + Names.of(surplus));
            }
            List<Replica> outdated = outdated();
            List<Replica> unavailable = replicas.that(not(replicas::available));
            List<Replica> broken =
                    outdated.stream().filter(not(replicas::available)).toList();
            int budget = desired.maxUnavailable() - unavailable.size();
            if (!broken.isEmpty()) {
                does.add("deletes " + Names.of(broken) + " for the update");
            } else if (!outdated.isEmpty() && budget > 0) {
                does.add(update(outdated, budget));
            }
            if (!does.isEmpty()) {
                return new NextStep("", String.join(", ", does));
            }
            if (unavailable.isEmpty()) {
                return new NextStep("", "");
            }
            String then = unavailable.stream().anyMatch(Replica::terminating)
                    ? create(unavailable.stream().filter(Replica::terminating).toList())
                    : update(outdated, 1);
            return new NextStep(
                    unavailable.size() == 1
                            ? unavailable.get(0).terminating() ? gone(unavailable.get(0)) : usable(unavailable.get(0))
                            : Names.of(unavailable) + " to be available",
                    then);
        }

        /** Those that the update is for and that have not had it, highest first. */
        private List<Replica> outdated() {
            if (!desired.rollingUpdate()) {
                return List.of();
            }
            List<Replica> outdated = new ArrayList<>(replicas.that(each ->
                    replicas.isForUpdate(each) && !each.missing() && !each.terminating() && !replicas.updated(each)));
            Collections.reverse(outdated);
            return outdated;
        }

        private static String update(List<Replica> outdated, int most) {
            return outdated.isEmpty() || most < 1
                    ? ""
                    : "deletes " + Names.of(outdated.subList(0, Math.min(most, outdated.size()))) + " for the update";
        }

        private static String create(List<Replica> missing) {
            return "creates " + Names.of(missing);
        }

        private static String gone(Replica replica) {
            return "pod " + replica.name() + " to be gone";
        }

        private static String usable(Replica replica) {
            return "pod " + replica.name() + (replica.ready() ? " to be available" : " to be Ready");
        }

        private static Predicate<Replica> not(Predicate<Replica> condition) {
            return condition.negate();
        }
    }
}
