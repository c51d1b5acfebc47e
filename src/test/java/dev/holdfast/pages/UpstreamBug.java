package dev.holdfast.pages;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.KnownDeviation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * In what Kubernetes, or a release of it, does not do what its documentation promises.
 *
 * @param guarantee the id of the guarantee that shows it
 * @param deviation what Kubernetes does instead, and where upstream speaks of it
 */
record UpstreamBug(String guarantee, KnownDeviation deviation) {

    private static final Pattern ADDRESS =
            Pattern.compile("https://github\\.com/kubernetes/([a-z-]+)/(?:issues|pull)/(\\d+)");

    /**
     * What only some releases do: there, the guarantee is broken, and not a known deviation. Kubernetes has promised it and kept it
     * before and after.
     */
    private static final Map<String, KnownDeviation> REGRESSIONS = Map.of(
            "parallel.heals",
            new KnownDeviation(
                    "Pods of the old version that are not available count against maxUnavailable, so that the update never comes"
                            + " to replace them",
                    "https://github.com/kubernetes/kubernetes/issues/137409"));

    /** {@return all that are declared, in the order of the catalogue} */
    static List<UpstreamBug> all() {
        return Catalogue.all().stream().flatMap(UpstreamBug::of).toList();
    }

    private static Stream<UpstreamBug> of(Guarantee guarantee) {
        return guarantee
                .knownDeviation()
                .or(() -> Optional.ofNullable(REGRESSIONS.get(guarantee.id())))
                .map(deviation -> new UpstreamBug(guarantee.id(), deviation))
                .stream();
    }

    /** {@return a link to where upstream speaks of it, called by its number; empty where no such place is known} */
    Optional<String> link() {
        if (deviation.issue().isEmpty()) {
            return Optional.empty();
        }
        Matcher address = ADDRESS.matcher(deviation.issue());
        if (!address.matches()) {
            throw new IllegalArgumentException(deviation.issue() + " is no issue and no pull request of Kubernetes");
        }
        String repository = address.group(1).equals("kubernetes") ? "" : address.group(1);
        return Optional.of("[" + repository + "#" + address.group(2) + "](" + deviation.issue() + ")");
    }
}
