package dev.holdfast.scenario;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.FaultInjection;
import dev.holdfast.manifest.ChosenSet;
import dev.holdfast.manifest.SetManifests;
import dev.holdfast.ownership.Mark;
import dev.holdfast.ownership.Sweep;
import dev.holdfast.recording.SharedRecording;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is true for one run of the specification: its id, where it reports to, how patient it is, what is recorded once
 * for all of its scenarios, and what is still being removed.
 */
public final class Run implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final Mark mark = Mark.begin();
    private volatile boolean ending;
    private volatile boolean keeps;
    private final Cluster cluster;
    private final RunSettings settings;
    private final SharedRecording shared;
    private final Removals removals;
    private final Map<String, Integer> slugs = new HashMap<>();

    /**
     * Begins a run.
     *
     * @param cluster the cluster that all scenarios use; it is not closed with the run
     * @param settings what the user chose
     */
    public Run(Cluster cluster, RunSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        this.shared = new SharedRecording(cluster, settings.timeouts());
        this.removals = new Removals(cluster.client(), settings.timeouts());
    }

    /** {@return a few letters that tell this run from every other one on the cluster} */
    public String id() {
        return mark.run();
    }

    /**
     * The client by which scenarios act.
     *
     * @throws IllegalStateException when the run has been told to end: nothing may be made any more
     */
    KubernetesClient client() {
        if (ending) {
            throw new IllegalStateException("the run was told to end");
        }
        return cluster.client();
    }

    /**
     * Lets scenarios do nothing any more, takes away what they have made, and waits until it is gone.
     *
     * @param patience how long to wait
     * @return what is still there
     */
    public Set<String> interrupt(Duration patience) {
        ending = true;
        return new Sweep(cluster.client(), cluster.namespace())
                .run(mark.run(), patience)
                .staying();
    }

    /** {@return the cluster that all scenarios use} */
    public Cluster cluster() {
        return cluster;
    }

    /** {@return how long each kind of waiting may take} */
    public Timeouts timeouts() {
        return settings.timeouts();
    }

    /** {@return what is written on everything that this run makes} */
    public Mark mark() {
        return mark;
    }

    /** {@return the recording of what belongs to the whole cluster} */
    public SharedRecording shared() {
        return shared;
    }

    /** {@return what is removed while the run goes on} */
    public Removals removals() {
        return removals;
    }

    /** {@return the objects that the features speak of} */
    public TutorialObjects objects() {
        return new TutorialObjects(new Manifests(settings.manifests().resolve("tutorial")), cluster.images());
    }

    /**
     * The set that scenarios run on which ask nothing of it but what every set promises, fitted to the cluster.
     *
     * @param shape the one of the project, for a run that is about no other
     * @param replicas how many pods that one is to have
     */
    public SetManifests manifests(String shape, int replicas) {
        return ChosenSet.current().orElseGet(() -> SetManifests.read(
                        List.of(settings.manifests().resolve("shapes").resolve(shape + ".yaml")),
                        Optional.empty(),
                        OptionalInt.of(replicas))
                .on(cluster));
    }

    /**
     * The file that a scenario's history is saved to.
     *
     * @param scenario the scenario
     * @return the file, which need not exist
     */
    Path history(ScenarioName scenario) {
        return settings.report().resolve("histories").resolve(scenario.slug() + ".jsonl");
    }

    /**
     * The folder that is filled when a scenario does not pass.
     *
     * @param scenario the scenario
     * @return the folder, which need not exist
     */
    Path diagnosis(ScenarioName scenario) {
        return settings.report().resolve("diagnosis").resolve(scenario.slug());
    }

    /**
     * Names a scenario.
     *
     * @param title its title in the feature
     * @param affliction what is done to it on purpose
     * @return its names, unlike those of any other scenario, also one of the same title
     */
    synchronized ScenarioName name(String title, Optional<FaultInjection> affliction) {
        String slug = Slug.of(title, 80);
        int times = slugs.merge(slug, 1, Integer::sum);
        String part =
                mark.newPart() + affliction.map(with -> "-" + with.letters()).orElse("");
        return new ScenarioName(title, times == 1 ? slug : slug + "-" + times, mark.run(), part, cluster.namespace());
    }

    private void sweep(Duration patience) {
        Set<String> staying = new Sweep(cluster.client(), cluster.namespace())
                .run(mark.run(), patience)
                .staying();
        if (!staying.isEmpty()) {
            LOG.warn("still there: {}", String.join(", ", staying));
        }
    }

    /** Has the run not take away what a scenario has made, when it ends. */
    void keep() {
        keeps = true;
    }

    /** Waits until everything that scenarios made and that is not to be kept is gone, and ends the recording. */
    @Override
    public void close() {
        removals.await();
        shared.close();
        if (!keeps) {
            sweep(timeouts().runGone());
        }
    }
}
