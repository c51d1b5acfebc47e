package dev.holdfast.history.replay;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.view.ContainerView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.RevisionView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the pods of each revision are to run. A label says what a pod claims to be; this tells whether it is that. */
public final class Templates {
    /** What is between the entries of a variable that has several. */
    private static final String SEPARATORS = " :,;";

    /** Of each name, the revisions that had it, one after the other. */
    private final Map<String, List<RevisionView>> revisions = new HashMap<>();

    public Templates(SetTimeline set) {
        for (Map.Entry<String, List<Lifetime>> named :
                set.history().lifetimesByName(Kinds.REVISION, set.namespace()).entrySet()) {
            revisions.put(
                    named.getKey(),
                    named.getValue().stream()
                            .map(Lifetime::last)
                            .map(RevisionView::of)
                            .toList());
        }
    }

    /** Whether the template of a revision is known. */
    public boolean knows(String revision) {
        return revisions.getOrDefault(revision, List.of()).stream()
                .anyMatch(each -> !each.containers().isEmpty());
    }

    /**
     * How a pod differs from the template of a revision, as a clause; empty when it does not, or the revision is not known. Where several
     * had that name, one after the other, it may be of any of them. What admission added to the pod (other containers, more variables, more
     * in a variable, a program that starts the container's own) is no difference.
     */
    public Optional<String> difference(PodView pod, String revision) {
        Optional<String> difference = Optional.empty();
        for (RevisionView each : revisions.getOrDefault(revision, List.of())) {
            difference = difference(pod, each);
            if (difference.isEmpty()) {
                return difference;
            }
        }
        return difference;
    }

    private static Optional<String> difference(PodView pod, RevisionView revision) {
        for (Map.Entry<String, ContainerView> wanted : revision.containers().entrySet()) {
            ContainerView has = pod.containers().get(wanted.getKey());
            Optional<String> difference = has == null
                    ? Optional.of("it has no container " + wanted.getKey())
                    : difference(wanted.getKey(), wanted.getValue(), has);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    // Admission may have images come from another registry, or pin them to a digest.
    private static boolean sameImage(String wanted, String has) {
        String image = lastPart(has);
        int digest = image.indexOf('@');
        if (digest < 0) {
            return lastPart(wanted).equals(image);
        }
        return repository(lastPart(wanted)).equals(repository(image.substring(0, digest)));
    }

    private static String lastPart(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        // So an image is meant that has neither a tag nor a digest.
        return last.indexOf(':') < 0 ? last + ":latest" : last;
    }

    private static String repository(String image) {
        return image.split("[:@]", 2)[0];
    }

    // Admission may have another program start what was to run, as those do that fetch secrets for it.
    private static boolean runs(ContainerView wanted, ContainerView has) {
        List<String> line = line(wanted);
        List<String> started = line(has);
        return started.size() >= line.size()
                && started.subList(started.size() - line.size(), started.size()).equals(line);
    }

    // Admission may add to a list of options or of paths.
    private static boolean holds(String has, String wanted) {
        return wanted.isEmpty()
                || has.equals(wanted)
                || (has.startsWith(wanted) && separates(has.charAt(wanted.length())))
                || (has.endsWith(wanted) && separates(has.charAt(has.length() - wanted.length() - 1)))
                || holdsInside(has, wanted);
    }

    private static boolean holdsInside(String has, String wanted) {
        for (int at = has.indexOf(wanted, 1); at > 0; at = has.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            if (end < has.length() && separates(has.charAt(at - 1)) && separates(has.charAt(end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean separates(char between) {
        return SEPARATORS.indexOf(between) >= 0;
    }

    private static List<String> line(ContainerView container) {
        return Stream.concat(container.command().stream(), container.args().stream())
                .toList();
    }

    private static Optional<String> difference(String name, ContainerView wanted, ContainerView has) {
        if (!sameImage(wanted.image(), has.image())) {
            return Optional.of(
                    "its container " + name + " has the image " + has.image() + " instead of " + wanted.image());
        }
        if (!runs(wanted, has)) {
            return Optional.of("its container " + name + " runs another command");
        }
        return wanted.env().entrySet().stream()
                .filter(variable -> !has.env().containsKey(variable.getKey())
                        || !holds(has.env().get(variable.getKey()), variable.getValue()))
                .findFirst()
                .map(variable -> "the variable " + variable.getKey() + " of its container " + name + " is "
                        + Phrases.quote(has.env().getOrDefault(variable.getKey(), "")) + " instead of "
                        + Phrases.quote(variable.getValue()));
    }
}
