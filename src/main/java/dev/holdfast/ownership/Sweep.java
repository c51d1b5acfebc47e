package dev.holdfast.ownership;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away what runs have made. What does not carry a run's whole mark is never touched. */
public final class Sweep {

    /** How long a process that was told to end waits for what it has made to be gone. */
    public static final Duration INTERRUPTED = Duration.ofSeconds(25);

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final KubernetesClient client;
    private final Leftovers leftovers;

    /**
     * Touches nothing yet.
     *
     * @param client as whom
     * @param namespace the one namespace to look into; nothing means namespaces that runs have made
     */
    public Sweep(KubernetesClient client, Optional<String> namespace) {
        this.client = client;
        this.leftovers = new Leftovers(client, namespace);
    }

    /**
     * What came of it.
     *
     * @param removed what is gone
     * @param staying what is still there
     */
    public record Result(Set<String> removed, Set<String> staying) {}

    /**
     * Takes away what one run has made.
     *
     * @param run its id
     * @param patience how long to wait until all of it is gone
     */
    public Result run(String run, Duration patience) {
        return remove(mark -> mark.run().equals(run), patience);
    }

    /**
     * Tells what one run has made to go, and does not wait for it.
     *
     * @param run its id
     */
    public void begin(String run) {
        leftovers.find(mark -> mark.run().equals(run)).forEach(this::tellToGo);
    }

    /**
     * Tells what one part of a run has made to go, and does not wait for it.
     *
     * @param part its id
     */
    public void beginPart(String part) {
        leftovers.find(mark -> mark.part().equals(part)).forEach(this::tellToGo);
    }

    /**
     * Takes away what nobody else will: of runs whose time is over, or whose process has ended on this machine.
     *
     * @param patience how long to wait until all of it is gone
     */
    public Result forgotten(Duration patience) {
        Instant now = Instant.now();
        return remove(mark -> mark.isForgotten(now), patience);
    }

    /**
     * Tells what nobody else will take away to go, and does not wait for it.
     *
     * @return what that is
     */
    public Set<String> beginForgotten() {
        Instant now = Instant.now();
        List<Leftover> found = leftovers.find(mark -> mark.isForgotten(now));
        found.forEach(this::tellToGo);
        return found.stream().map(Leftover::told).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the runs of which something is there that is not taken for forgotten, each with what is known of it} */
    public Set<String> others() {
        Instant now = Instant.now();
        return leftovers.find(mark -> !mark.isForgotten(now)).stream()
                .map(Leftover::mark)
                .map(mark -> mark.run() + " (started on " + mark.starter().host() + ", expires " + mark.expires() + ")")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Result remove(Predicate<Marked> which, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        Set<String> removed = new TreeSet<>();
        List<Leftover> found = leftovers.find(which);
        // Again: what a run was just making when it was stopped comes to light only afterwards.
        while (!found.isEmpty() && Instant.now().isBefore(deadline)) {
            found.forEach(this::tellToGo);
            for (Leftover each : found) {
                if (isGone(each, deadline)) {
                    removed.add(each.told());
                }
            }
            found = leftovers.find(which);
        }
        return new Result(removed, found.stream().map(Leftover::told).collect(Collectors.toCollection(TreeSet::new)));
    }

    private void tellToGo(Leftover each) {
        try {
            HasMetadata object = each.object();
            String name = object.getMetadata().getName();
            if (object instanceof Namespace) {
                client.pods().inNamespace(name).list().getItems().forEach(this::letGo);
            } else if (object instanceof Pod pod) {
                letGo(pod);
            } else if (object instanceof PersistentVolume) {
                // Otherwise what is in it might be emptied by a pod, which takes its time and helps nobody.
                client.persistentVolumes()
                        .withName(name)
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"spec\":{\"persistentVolumeReclaimPolicy\":\"Retain\"}}");
            }
            each.resource()
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
        } catch (KubernetesClientException refused) {
            LOG.warn("{} cannot be taken away: {}", each.told(), refused.getMessage());
        }
    }

    /** A pod that a scenario keeps from going would hold its namespace for ever. */
    private void letGo(Pod pod) {
        if (pod.getMetadata().getFinalizers().contains(Mark.KEPT)) {
            client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
        }
    }

    private static boolean isGone(Leftover each, Instant deadline) {
        long patience = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
        try {
            each.resource().waitUntilCondition(Objects::isNull, patience, TimeUnit.MILLISECONDS);
            return true;
        } catch (KubernetesClientException late) {
            LOG.debug("{} is still there", each.told(), late);
            return false;
        }
    }
}
