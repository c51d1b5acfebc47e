package dev.holdfast.scenario;

import dev.holdfast.ownership.Sweep;
import dev.holdfast.storage.StaticVolumes;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what scenarios made, without making the next scenario wait: a namespace is told to go when its scenario ends,
 * and is waited for when the run ends. Only what a scenario of this run has made is ever given to it.
 */
public final class Removals {

    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

    private final KubernetesClient client;
    private final Timeouts timeouts;
    private final Queue<Resource<? extends HasMetadata>> going = new ConcurrentLinkedQueue<>();
    private final Queue<StaticVolumes> folders = new ConcurrentLinkedQueue<>();

    Removals(KubernetesClient client, Timeouts timeouts) {
        this.client = client;
        this.timeouts = timeouts;
    }

    /**
     * Tells everything to go that a scenario has made in its namespace, and the namespace, if that is its own. Its sets go
     * first: as long as one is there, the controller makes pods again, all of which are refused in a namespace that goes.
     *
     * @param scenario the scenario
     */
    void scenario(ScenarioName scenario) {
        if (scenario.given().isPresent()) {
            new Sweep(client, scenario.given()).beginPart(scenario.id());
        } else {
            try {
                sets(scenario.namespace());
            } finally {
                remove(client.namespaces().withName(scenario.namespace()));
            }
        }
    }

    /** One by one: to delete them all at once is a right of its own. */
    private void sets(String namespace) {
        client.apps().statefulSets().inNamespace(namespace).list().getItems().forEach(set -> client.resource(set)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete());
    }

    /**
     * Takes a volume away from under its claim, without anything happening to what is in it: a volume that is to be
     * recycled would start a pod for that, in the way of the scenarios that go on.
     *
     * @param volume its name
     */
    public void volume(String volume) {
        try {
            client.persistentVolumes().withName(volume).edit(found -> {
                found.getSpec().setPersistentVolumeReclaimPolicy("Retain");
                return found;
            });
        } catch (KubernetesClientException gone) {
            LOG.debug("the volume {} was never made, or is gone", volume, gone);
        }
        remove(client.persistentVolumes().withName(volume));
    }

    private void remove(Resource<? extends HasMetadata> object) {
        object.withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
        going.add(object);
    }

    /**
     * Remembers folders on the NFS server, to be removed when no pod uses them any more.
     *
     * @param volumes whose folders
     */
    public void folders(StaticVolumes volumes) {
        folders.add(volumes);
    }

    /** Waits until everything is gone that was told to go. What does not go in time is logged. */
    void await() {
        Instant deadline = Instant.now().plus(timeouts.namespaceGone());
        for (Resource<? extends HasMetadata> object = going.poll(); object != null; object = going.poll()) {
            // All together may take as long as one: they go at the same time.
            long left = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
            try {
                object.waitUntilCondition(Objects::isNull, left, TimeUnit.MILLISECONDS);
            } catch (KubernetesClientException late) {
                LOG.warn("something that a scenario made is still there: {}", late.getMessage());
            }
        }
        for (StaticVolumes volumes = folders.poll(); volumes != null; volumes = folders.poll()) {
            try {
                volumes.removeFolders();
            } catch (RuntimeException failed) {
                LOG.warn("{}", failed.getMessage());
            }
        }
    }
}
