package dev.holdfast.manifest;

import java.util.List;

/**
 * The names that sets give to the claims of their pods. Two sets may give one name, and then have one claim where both are in one
 * namespace (kubernetes/kubernetes#41153).
 */
final class ClaimNames {

    private ClaimNames() {}

    /** Warns of each other set that gives a claim the name that the chosen one gives. */
    static void compare(Manifest set, List<Manifest> all, Remarks remarks) {
        all.stream()
                .filter(other -> other.kind().equals("StatefulSet")
                        && !other.name().equals(set.name())
                        && other.namespace().equals(set.namespace()))
                .forEach(other -> templates(set).forEach(own -> templates(other).stream()
                        .filter(theirs -> (theirs + "-" + other.name()).equals(own + "-" + set.name()))
                        .forEach(theirs -> remarks.warned(set.words() + " with the claim template " + own + " and "
                                + other.words() + " with the claim template " + theirs + " call their claims " + own
                                + "-"
                                + set.name()
                                + "-0 and so on: in one namespace, both have one claim"
                                + " (https://github.com/kubernetes/kubernetes/issues/41153)"))));
    }

    private static List<String> templates(Manifest set) {
        return set.json().path("spec").path("volumeClaimTemplates").values().stream()
                .map(template -> template.path("metadata").path("name").asString(""))
                .toList();
    }
}
