package dev.holdfast.explanation.reading;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.program.ProgramName;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Asks a server for one kind after the other, and keeps which could not be had. */
final class Listing {

    private final String where;
    private final Map<String, String> unread = new TreeMap<>();

    /**
     * Asks nothing yet.
     *
     * @param where where it looks, to follow what is missing, such as {@code in namespace shop}
     */
    Listing(String where) {
        this.where = where;
    }

    /** {@return what could not be had, by kind, each with the reason} */
    Map<String, String> unread() {
        return unread;
    }

    /** {@return the objects of a kind without which nothing can be said} */
    <T> T needed(String kind, Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw new ClusterRefusedException(
                    isRefused(e)
                            ? "no permission to read " + kind + " " + where + "; have somebody grant what `"
                                    + ProgramName.with("rbac --explain") + "` prints"
                            : kind + " cannot be read " + where + ": " + message(e));
        }
    }

    /** {@return the objects of a kind that tell more; none when they cannot be had} */
    <T> List<T> ifPossible(String kind, Supplier<List<T>> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            unread.put(kind, isRefused(e) ? "no permission" : message(e));
            return List.of();
        }
    }

    /** {@return an object that tells more, if it is there and can be had} */
    <T> Optional<T> oneIfPossible(String kind, Supplier<T> request) {
        return ifPossible(
                        kind,
                        () -> Optional.ofNullable(request.get()).map(List::of).orElse(List.of()))
                .stream()
                .findFirst();
    }

    private static boolean isRefused(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN || e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED;
    }

    private static String message(KubernetesClientException e) {
        String message = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
        return message == null ? "no answer" : message.lines().findFirst().orElse("no answer");
    }
}
