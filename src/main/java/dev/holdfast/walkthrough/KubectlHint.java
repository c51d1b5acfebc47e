package dev.holdfast.walkthrough;

import java.util.List;
import java.util.regex.Pattern;

/**
 * With which commands somebody sees what a step is about.
 *
 * @param words what steps of that kind speak of, as a regular expression
 * @param looks the arguments of kubectl, for each look
 */
record KubectlHint(Pattern words, List<String> looks) {

    /** What belongs to no namespace. */
    private static final String VOLUMES = "get pv";

    /** The first whose words are in the step is meant; the last one fits all. */
    private static final List<KubectlHint> HINTS = List.of(
            hint("Deployment", "get deployments,statefulsets,replicasets,pods"),
            hint("volume|claim|NFS|page|data", "get pods,pvc -o wide", VOLUMES),
            hint("Service|DNS|host name|fetched by", "get pods -o wide", "get service,endpointslices"),
            hint(
                    "version|update|partition|rolled out|revision",
                    "get statefulset,controllerrevisions",
                    "get pods -L controller-revision-hash"),
            hint("", "get statefulset,pods -o wide"));

    private static final KubectlHint END = hint(
            "", "get statefulset,pods,pvc,controllerrevisions", "get events --sort-by=.metadata.creationTimestamp");

    private static KubectlHint hint(String words, String... looks) {
        return new KubectlHint(Pattern.compile(words), List.of(looks));
    }

    /**
     * What to look at before and after a step.
     *
     * @param step the step in words
     */
    static KubectlHint of(String step) {
        return HINTS.stream()
                .filter(hint -> hint.words.matcher(step).find())
                .findFirst()
                .orElseThrow();
    }

    /** {@return what to look at after the last step} */
    static KubectlHint ofTheEnd() {
        return END;
    }

    /**
     * The commands.
     *
     * @param kubectl how kubectl is called, with the options that choose the cluster
     * @param namespace where the scenario's objects are
     */
    List<String> commands(String kubectl, String namespace) {
        return looks.stream()
                .map(look -> kubectl + " " + (look.equals(VOLUMES) ? "" : "-n " + namespace + " ") + look)
                .toList();
    }
}
