package dev.holdfast.history;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request that made a state, as the audit log of an API server tells it: who asked for what.
 *
 * @param verb {@code create}, {@code patch}, {@code delete} and so on
 * @param subresource {@code status}, {@code eviction} and so on; empty for the object itself
 * @param user the name of the user, such as {@code system:serviceaccount:kube-system:statefulset-controller}; with impersonation
 *     that of whom it was done for
 * @param agent how the program called itself, which anybody can choose
 * @param between the revisions between which the state was written, where the answer did not tell its own
 */
public record AuditedRequest(String verb, String subresource, String user, String agent, Optional<Revisions> between) {
    private static final String VERB = "verb";
    private static final String SUBRESOURCE = "subresource";
    private static final String USER = "user";
    private static final String AGENT = "agent";
    private static final String AFTER = "after";
    private static final String BEFORE = "before";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:kube-system:";
    /** All controllers share this user unless each has a service account of its own. */
    private static final String SHARED_USER = "system:kube-controller-manager";

    private static final String NODE = "system:node:";
    private static final String STATEFULSET_CONTROLLER = "statefulset-controller";

    /** Other programs have service accounts beside those of the controllers. */
    private static final Set<String> CONTROLLERS = Set.of(
            "attachdetach-controller",
            "cronjob-controller",
            "daemon-set-controller",
            "deployment-controller",
            "device-taint-eviction-controller",
            "disruption-controller",
            "ephemeral-volume-controller",
            "expand-controller",
            "generic-garbage-collector",
            "job-controller",
            "namespace-controller",
            "node-controller",
            "persistent-volume-binder",
            "pod-garbage-collector",
            "pv-protection-controller",
            "pvc-protection-controller",
            "replicaset-controller",
            "replication-controller",
            STATEFULSET_CONTROLLER,
            "taint-eviction-controller",
            "ttl-after-finished-controller");

    /**
     * Revisions between which something happened.
     *
     * @param after the last that is known to be before it
     * @param before the first that is known to be after it
     */
    public record Revisions(long after, long before) {}

    /** A request the answer to which told the resourceVersion. */
    public AuditedRequest(String verb, String subresource, String user, String agent) {
        this(verb, subresource, user, agent, Optional.empty());
    }

    /** Reads what {@link #texts} tells. */
    static AuditedRequest of(Map<String, String> texts) {
        return new AuditedRequest(
                texts.getOrDefault(VERB, ""),
                texts.getOrDefault(SUBRESOURCE, ""),
                texts.getOrDefault(USER, ""),
                texts.getOrDefault(AGENT, ""),
                texts.containsKey(AFTER)
                        ? Optional.of(new Revisions(
                                Long.parseLong(texts.get(AFTER)), Long.parseLong(texts.getOrDefault(BEFORE, "0"))))
                        : Optional.empty());
    }

    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>(Map.of(VERB, verb, USER, user, AGENT, agent));
        if (!subresource.isEmpty()) {
            texts.put(SUBRESOURCE, subresource);
        }
        between.ifPresent(revisions -> {
            texts.put(AFTER, Long.toString(revisions.after()));
            texts.put(BEFORE, Long.toString(revisions.before()));
        });
        return texts;
    }

    /** The same request, the answer to which did not tell the resourceVersion. */
    public AuditedRequest between(long after, long before) {
        return new AuditedRequest(verb, subresource, user, agent, Optional.of(new Revisions(after, before)));
    }

    /** Whether it asked for the deletion of the object, in whatever way. */
    public boolean deletes() {
        return verb.equals("delete") || verb.equals("deletecollection") || evicts();
    }

    /** Whether it asked for the eviction of a pod. */
    public boolean evicts() {
        return subresource.equals("eviction");
    }

    /** Whether a kubelet asked. */
    public boolean byKubelet() {
        return user.startsWith(NODE);
    }

    /** Whether the controller of StatefulSets asked. */
    public boolean byStatefulSetController() {
        return component().equals(STATEFULSET_CONTROLLER);
    }

    /** Whether a part of the cluster asked, and not somebody who uses it. */
    public boolean byCluster() {
        return !component().isEmpty();
    }

    /**
     * Which part of the cluster asked: {@code statefulset-controller}, {@code kubelet}, {@code kube-scheduler} and so on; empty when
     * it was somebody else. Where all controllers share one user, the end of the agent's name tells them apart.
     */
    public String component() {
        if (user.startsWith(SERVICE_ACCOUNT)) {
            return controller(user.substring(SERVICE_ACCOUNT.length()));
        }
        if (byKubelet()) {
            return "kubelet";
        }
        return switch (user) {
            case SHARED_USER ->
                controller(agent.substring(Math.max(agent.lastIndexOf('/'), agent.lastIndexOf(':')) + 1));
            case "system:kube-scheduler" -> "kube-scheduler";
            case "system:apiserver" -> "kube-apiserver";
            default -> "";
        };
    }

    private static String controller(String name) {
        return CONTROLLERS.contains(name) ? name : "";
    }

    /** Who asked, in words: the part of the cluster, or the user. */
    public String who() {
        return byCluster() ? component() : user;
    }
}
