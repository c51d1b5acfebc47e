package dev.holdfast.report.saved;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which Kubernetes it was, as people are told. */
public final class TestedKubernetes {

    private TestedKubernetes() {}

    /**
     * Says it.
     *
     * @param version the version of the API server
     * @param components the components that are not of that release: the release that each is of, or what else it is
     * @return words such as {@code Kubernetes 1.37.2 with kube-scheduler 1.36.3}
     */
    public static String text(String version, Map<String, String> components) {
        return "Kubernetes " + version + (components.isEmpty() ? "" : " with " + text(components));
    }

    /** {@return the components alone, in words such as {@code etcd (own build), kube-scheduler 1.36.3}} */
    public static String text(Map<String, String> components) {
        return new TreeMap<>(components)
                .entrySet().stream()
                        .map(each -> each.getKey() + " " + shown(each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String shown(String release) {
        return release.matches("\\d.*") ? release : "(" + release + ")";
    }
}
