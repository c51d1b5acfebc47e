package dev.holdfast.report;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.guarantee.Catalogue;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.Step;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestSourceParsed;
import io.cucumber.plugin.event.TestStepFinished;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The Cucumber plugin that tells {@link RunResults} how each scenario ended. It sees what no verdict sees: steps that are
 * not defined, and steps and hooks that threw something.
 */
public final class CucumberResults implements ConcurrentEventListener {

    /** Keywords that go on with what the keyword before them began. */
    private static final Set<String> CONTINUED = Set.of("And", "But", "*");

    private final RunResults results = RunResults.current();
    private final Map<URI, String> features = new ConcurrentHashMap<>();
    private final Map<String, StepFailure> failures = new ConcurrentHashMap<>();
    private final Map<String, String> keywords = new ConcurrentHashMap<>();
    private final Map<String, StepTimes> times = new ConcurrentHashMap<>();

    /** Called by Cucumber, once a run. */
    public CucumberResults() {}

    @Override
    public void setEventPublisher(EventPublisher publisher) {
        publisher.registerHandlerFor(TestSourceParsed.class, this::parsed);
        publisher.registerHandlerFor(TestCaseStarted.class, this::started);
        publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
        publisher.registerHandlerFor(TestCaseFinished.class, this::finished);
    }

    private void parsed(TestSourceParsed event) {
        event.getNodes().stream()
                .flatMap(node -> node.getName().stream())
                .findFirst()
                .ifPresent(name -> features.put(event.getUri(), name));
    }

    private void started(TestCaseStarted event) {
        times.put(id(event.getTestCase()), new StepTimes(event.getInstant()));
    }

    private void stepFinished(TestStepFinished event) {
        String scenario = id(event.getTestCase());
        times.get(scenario).stepEnded(event.getInstant());
        Optional<Step> step = event.getTestStep() instanceof PickleStepTestStep pickle
                ? Optional.of(pickle.getStep())
                : Optional.empty();
        step.map(each -> each.getKeyword().strip())
                .filter(keyword -> !CONTINUED.contains(keyword))
                .ifPresent(keyword -> keywords.put(scenario, keyword));
        Status status = event.getResult().getStatus();
        if (status != Status.PASSED && status != Status.SKIPPED) {
            Optional<String> text = step.map(each -> each.getKeyword() + each.getText());
            boolean given = "Given".equals(keywords.get(scenario));
            failures.putIfAbsent(scenario, new StepFailure(text, given, event.getResult()));
        }
    }

    private void finished(TestCaseFinished event) {
        TestCase scenario = event.getTestCase();
        Set<String> guarantees = scenario.getTags().stream()
                .map(tag -> tag.substring(1))
                .filter(tag -> Catalogue.byId(tag).isPresent())
                .collect(Collectors.toUnmodifiableSet());
        ScenarioOutcome.Course course = course(scenario, event.getResult());
        ScenarioOutcome decided =
                ScenarioOutcome.of(guarantees, results.verdicts(id(scenario)), course, clusterFailure());
        results.ended(new ScenarioResult(
                features.getOrDefault(scenario.getUri(), ""),
                scenario.getName(),
                location(scenario),
                guarantees,
                decided.outcome(),
                decided.reason(),
                course.unmet(),
                results.verdicts(id(scenario)),
                results.history(id(scenario)),
                results.diagnosis(id(scenario)),
                times.remove(id(scenario)).of(event.getResult().getDuration(), results.waited(id(scenario)))));
    }

    private ScenarioOutcome.Course course(TestCase scenario, Result result) {
        keywords.remove(id(scenario));
        StepFailure failure = failures.remove(id(scenario));
        if (failure == null) {
            Optional<String> skipped = result.getStatus() == Status.SKIPPED
                    ? Optional.of(StepFailure.message(result.getError()))
                    : Optional.empty();
            return new ScenarioOutcome.Course(Optional.empty(), Optional.empty(), Optional.empty(), skipped);
        }
        Optional<String> disturbance = results.disturbance(id(scenario)).filter(any -> failure.doesNotHold());
        Optional<String> sentence = Optional.of(failure.sentence()
                + disturbance.map(reason -> "\n    unproven: " + reason).orElse(""));
        boolean step = failure.step().isPresent();
        boolean unmet = failure.doesNotHold() && disturbance.isEmpty();
        return new ScenarioOutcome.Course(
                sentence.filter(any -> unmet).map(text -> new UnmetStep(text, failure.breaks())),
                sentence.filter(any -> step && !unmet),
                sentence.filter(any -> !step),
                Optional.empty());
    }

    private static Optional<String> clusterFailure() {
        return RunningCluster.current().flatMap(Cluster::failure);
    }

    private static String id(TestCase scenario) {
        return scenario.getId().toString();
    }

    private static String location(TestCase scenario) {
        return Shown.portable(Path.of(scenario.getUri())) + ":"
                + scenario.getLocation().getLine();
    }
}
