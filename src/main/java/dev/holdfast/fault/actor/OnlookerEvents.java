package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.net.HttpURLConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody what happens. What he does about an object that is gone meanwhile, or that somebody else has changed, is done
 * by him no more.
 *
 * @param onlooker who is told
 */
record OnlookerEvents<T extends HasMetadata>(Onlooker<T> onlooker) implements ResourceEventHandler<T> {

    private static final Logger LOG = LoggerFactory.getLogger(OnlookerEvents.class);

    @Override
    public void onAdd(T object) {
        act(() -> onlooker.appeared(object));
    }

    @Override
    public void onUpdate(T before, T now) {
        act(() -> onlooker.changed(before, now));
    }

    @Override
    public void onDelete(T last, boolean unseen) {
        act(() -> onlooker.gone(last));
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
