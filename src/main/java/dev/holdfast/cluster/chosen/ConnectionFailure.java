package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.InnermostCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in a few words what went wrong, for a person who has no stack trace. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    /**
     * Says it.
     *
     * @param failure what was thrown
     * @return a clause
     */
    static String of(Throwable failure) {
        Throwable cause = failure;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SSLException && InnermostCause.of(each) instanceof ClosedChannelException) {
                return "the connection ended before it was secured";
            }
            if (each instanceof SSLException) {
                return "its certificate is not the one that the kubeconfig expects ("
                        + firstLine(InnermostCause.of(each)) + ")";
            }
            if (each instanceof UnknownHostException) {
                return "its name is not known (" + firstLine(each) + ")";
            }
            if (each instanceof ConnectException || each instanceof NoRouteToHostException) {
                return "nobody answers there (" + firstLine(each) + ")";
            }
            if (each instanceof TimeoutException
                    || each instanceof SocketTimeoutException
                    || each instanceof HttpTimeoutException) {
                return "it does not answer in time";
            }
            if (each instanceof KubernetesClientException said && said.getStatus() != null) {
                return firstLine(said.getStatus().getMessage());
            }
            cause = each;
        }
        return firstLine(cause);
    }

    private static String firstLine(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : firstLine(failure.getMessage());
    }

    private static String firstLine(String text) {
        return text == null
                ? "no reason given"
                : text.strip().lines().findFirst().orElse("no reason given");
    }
}
