package dev.holdfast.scenario;

import dev.holdfast.cluster.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is true for one run of the specification: its id, where it reports to, how patient it is, what is recorded once
 * for all of its scenarios, and what is still being removed.
 */
public final class Run implements AutoCloseable {

    /** How long a run may take at most: what it forgot may be removed by anyone after this. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final String id = random(5);
    private final Instant expires = Instant.now().plus(LONGEST);
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
        this.shared = new SharedRecording(cluster.client(), settings.timeouts());
        this.removals = new Removals(cluster.client(), settings.timeouts());
    }

    /** {@return a few letters that tell this run from every other one on the cluster} */
    public String id() {
        return id;
    }

    /** {@return the cluster that all scenarios use} */
    public Cluster cluster() {
        return cluster;
    }

    /** {@return how long each kind of waiting may take} */
    public Timeouts timeouts() {
        return settings.timeouts();
    }

    /** {@return from when on what this run forgot may be removed by anyone} */
    Instant expires() {
        return expires;
    }

    /** {@return the recording of what belongs to the whole cluster} */
    SharedRecording shared() {
        return shared;
    }

    /** {@return what is removed while the run goes on} */
    Removals removals() {
        return removals;
    }

    /** {@return the objects that the features speak of} */
    TutorialObjects objects() {
        return new TutorialObjects(new Manifests(settings.manifests().resolve("tutorial")), cluster.images());
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
     * Names a scenario.
     *
     * @param title its title in the feature
     * @return its names, unlike those of any other scenario, also one of the same title
     */
    synchronized ScenarioName name(String title) {
        String slug = Slug.of(title, 80);
        int times = slugs.merge(slug, 1, Integer::sum);
        return new ScenarioName(title, times == 1 ? slug : slug + "-" + times, id, id + "-" + random(4));
    }

    /** Waits until everything that scenarios made is gone, and ends the recording. */
    @Override
    public void close() {
        removals.await();
        shared.close();
    }

    private static String random(int letters) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, letters);
    }
}
