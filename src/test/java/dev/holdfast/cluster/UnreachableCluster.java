package dev.holdfast.cluster;

/** A cluster of which there is a kubeconfig, and nothing that would answer. */
public final class UnreachableCluster {

    private UnreachableCluster() {}

    /**
     * A kubeconfig that leads to it.
     *
     * @param name its name, and that of the current context
     * @param token what its user would show
     */
    public static String kubeconfig(String name, String token) {
        return """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                contexts: [{name: %1$s, context: {cluster: %1$s, user: me}}]
                clusters: [{name: %1$s, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: me, user: {token: %2$s}}]
                """.formatted(name, token);
    }
}
