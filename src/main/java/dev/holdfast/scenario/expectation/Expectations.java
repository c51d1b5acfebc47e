package dev.holdfast.scenario.expectation;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.action.SetUnderTest;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a scenario says of its own objects, beside the guarantees: judged over the whole history, never by how it ended.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record Expectations(ScenarioScope scope, SetUnderTest set) {

    /**
     * The set's pods had these names and no others, at any time.
     *
     * @param names the names
     */
    public void podsEver(Set<String> names) {
        scope.require(() -> podsWereEver(names));
    }

    private void podsWereEver(Set<String> names) {
        Set<String> ever = set.timeline(scope.history()).incarnations().stream()
                .map(Incarnation::name)
                .collect(Collectors.toSet());
        set.timeline(scope.history()).misnamed().forEach(pod -> ever.add(pod.name()));
        compare("the pods of the set are, and always were, ", onCluster(names), ever);
    }

    /**
     * The namespace's claims had these names and no others, at any time.
     *
     * @param names the names
     */
    public void claims(Set<String> names) {
        scope.require(() -> claimsWere(names));
    }

    private void claimsWere(Set<String> names) {
        Set<String> ever = scope.history().lifetimes(Kinds.CLAIM, scope.namespace()).stream()
                .map(Lifetime::name)
                .collect(Collectors.toSet());
        compare("the claims are, and always were, ", onCluster(names), ever);
    }

    /**
     * A pod is the one that it was at first: never terminated, never replaced, none of its containers restarted.
     *
     * @param ordinal which pod
     */
    public void untouched(int ordinal) {
        scope.require(() -> wasUntouched(ordinal));
    }

    private void wasUntouched(int ordinal) {
        Untouched.judge(set.names().pod(ordinal), set.timeline(scope.history()).incarnations(ordinal))
                .ifPresent(touched -> {
                    throw new NotKeptError(
                            "pod " + set.names().pod(ordinal) + " was not touched", touched, scope.file());
                });
    }

    /**
     * The last pod of an ordinal that is gone had ended without an error before.
     *
     * @param ordinal the ordinal
     */
    public void endedWithoutError(int ordinal) {
        scope.require(() -> hadEndedWithoutError(ordinal));
    }

    private void hadEndedWithoutError(int ordinal) {
        Stopped.otherwise(
                        set.names().pod(ordinal), set.timeline(scope.history()).incarnations(ordinal))
                .ifPresent(otherwise -> {
                    throw new NotKeptError(
                            "pod " + set.names().pod(ordinal) + " had ended without an error", otherwise, scope.file());
                });
    }

    /**
     * All pods that held an ordinal had one claim, and it one volume.
     *
     * @param ordinal the ordinal
     */
    public void sameVolume(int ordinal) {
        scope.require(() -> hadTheSameVolume(ordinal));
    }

    private void hadTheSameVolume(int ordinal) {
        History history = scope.history();
        SameVolume.judge(history, scope.namespace(), set.timeline(history).incarnations(ordinal))
                .ifPresent(differs -> {
                    throw new NotKeptError(
                            "every pod " + set.names().pod(ordinal) + " has the same claim and the same volume",
                            differs,
                            scope.file());
                });
    }

    private Set<String> onCluster(Set<String> spoken) {
        return spoken.stream().map(set::named).collect(Collectors.toSet());
    }

    private void compare(String what, Set<String> promised, Set<String> seen) {
        if (!seen.equals(promised)) {
            throw new NotKeptError(
                    what + String.join(" and ", sorted(promised)), "they were " + sorted(seen), scope.file());
        }
    }

    private static Set<String> sorted(Set<String> names) {
        return new TreeSet<>(names);
    }
}
