package dev.holdfast.preflight;

import dev.holdfast.cluster.ClusterRefusedException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Which rights whoever runs it has.
 *
 * @param client as whom
 * @param crew asks several questions at once
 */
record Rights(KubernetesClient client, ConcurrentTasks crew) {

    /**
     * Asks the cluster for each of some rights.
     *
     * @param rights the rights
     * @param namespace where; empty means everywhere
     * @return those that it denies
     */
    List<Right> missing(List<Right> rights, String namespace) {
        List<Callable<Boolean>> questions = rights.stream()
                .map(right -> (Callable<Boolean>) () -> allowed(right, namespace))
                .toList();
        List<Boolean> answers = crew.all(questions);
        return IntStream.range(0, rights.size())
                .filter(each -> !answers.get(each))
                .mapToObj(rights::get)
                .toList();
    }

    /**
     * Whether a kind of objects of the whole cluster may be looked at.
     *
     * @param resource its plural
     */
    boolean visible(String resource) {
        return missing(List.of(new Right("list", "", resource), new Right("watch", "", resource)), "")
                .isEmpty();
    }

    private boolean allowed(Right right, String namespace) {
        try {
            return Boolean.TRUE.equals(client.resource(right.question(namespace))
                    .create()
                    .getStatus()
                    .getAllowed());
        } catch (KubernetesClientException e) {
            throw new ClusterRefusedException(
                    "the cluster does not say which permissions these credentials have: " + Refusal.of(e));
        }
    }
}
