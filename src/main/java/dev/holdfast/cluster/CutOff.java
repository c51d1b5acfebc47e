package dev.holdfast.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** A connection to a cluster that ended in the middle of what was asked over it, so that asking again may well be answered. */
public final class CutOff {

    /** How often to ask in all: on a bad link a connection may be cut off at any time, but not at all times. */
    public static final int ATTEMPTS = 5;

    private CutOff() {}

    /**
     * Whether somebody answered, but the connection ended before the answer did.
     *
     * @param failure what was thrown
     * @return false also where nobody could be reached, or did not answer in time
     */
    public static boolean is(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            boolean nobody = each instanceof UnknownHostException
                    || each instanceof ConnectException
                    || each instanceof NoRouteToHostException;
            boolean late = each instanceof TimeoutException
                    || each instanceof SocketTimeoutException
                    || each instanceof HttpTimeoutException;
            boolean other =
                    each instanceof SSLException && !(InnermostCause.of(each) instanceof ClosedChannelException);
            boolean answered = each instanceof KubernetesClientException said && said.getCode() > 0;
            if (nobody || late || other || answered) {
                return false;
            }
        }
        return true;
    }
}
