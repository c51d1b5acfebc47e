package dev.holdfast.scenario.expectation;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Judges that all pods that held one ordinal had one claim and one volume, over everything that was recorded. */
final class SameVolume {

    private SameVolume() {}

    /**
     * Judges.
     *
     * @param history all that happened
     * @param namespace the namespace
     * @param incarnations all pods that held the ordinal
     * @return where they differ, or nothing when they do not
     */
    static Optional<String> judge(History history, String namespace, List<Incarnation> incarnations) {
        List<Map<String, String>> claims = incarnations.stream()
                .map(pod -> PodView.of(pod.lifetime().last()).claims())
                .distinct()
                .toList();
        if (incarnations.isEmpty() || claims.get(0).isEmpty()) {
            return Optional.of("there never was such a pod with a claim");
        }
        if (claims.size() > 1) {
            return Optional.of("its pods mounted different claims: " + claims);
        }
        Map<String, List<Lifetime>> all = history.lifetimesByName(Kinds.CLAIM, namespace);
        return new TreeSet<>(claims.get(0).values())
                .stream()
                        .map(claim -> one(claim, all.getOrDefault(claim, List.of())))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<String> one(String name, List<Lifetime> lifetimes) {
        if (lifetimes.size() != 1) {
            return Optional.of(
                    "there were " + lifetimes.size() + " claims of the name " + name + ", one after another");
        }
        Lifetime claim = lifetimes.get(0);
        if (claim.firstTerminating().isPresent()) {
            return Optional.of(
                    "its claim was deleted: " + claim.firstTerminating().get());
        }
        List<String> volumes = claim.states().stream()
                .map((Observation state) -> ClaimView.of(state).volumeName())
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.toList());
        return volumes.size() == 1
                ? Optional.empty()
                : Optional.of("the claim " + name + " was bound to " + volumes + ", one after another");
    }
}
