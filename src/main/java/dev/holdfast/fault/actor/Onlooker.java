package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.net.HttpURLConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who is told what happens to the objects of one kind in a namespace. What he does about an object that is gone
 * meanwhile, or that somebody else has changed, is done by him no more.
 */
abstract class Onlooker<T extends HasMetadata> implements ResourceEventHandler<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Onlooker.class);

    /** An object is there. */
    void appeared(T object) {
        // Most wait for what comes of it.
    }

    /** An object was another before. */
    void changed(T before, T now) {
        // Many are about what is gone.
    }

    /** An object is no more. */
    void gone(T last) {
        // Many are about what is there.
    }

    @Override
    public final void onAdd(T object) {
        act(() -> appeared(object));
    }

    @Override
    public final void onUpdate(T before, T now) {
        act(() -> changed(before, now));
    }

    @Override
    public final void onDelete(T last, boolean unseen) {
        act(() -> gone(last));
    }

    private static void act(Runnable deed) {
        try {
            deed.run();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND
                    && refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warn("could not do what a fault is about: {}", refused.getMessage());
            }
        }
    }
}
