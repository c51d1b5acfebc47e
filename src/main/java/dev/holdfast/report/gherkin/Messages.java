package dev.holdfast.report.gherkin;

import io.cucumber.messages.ndjson.Deserializer;
import io.cucumber.messages.types.Background;
import io.cucumber.messages.types.DocString;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleTag;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import io.cucumber.messages.types.TestCase;
import io.cucumber.messages.types.TestCaseStarted;
import io.cucumber.messages.types.TestStep;
import io.cucumber.messages.types.TestStepFinished;
import io.cucumber.messages.types.TestStepResult;
import io.cucumber.query.Lineage;
import io.cucumber.query.Query;
import io.cucumber.query.Repository;
import io.cucumber.query.Repository.RepositoryFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The messages of one run, and the scenarios that they tell of. */
public final class Messages {

    private final Query query;
    private final Map<String, ScenarioText> byLocation = new HashMap<>();

    private Messages(Repository repository) {
        this.query = new Query(repository);
        for (TestCaseStarted started : query.findAllTestCaseStarted()) {
            query.findPickleBy(started).ifPresent(pickle -> byLocation.put(location(pickle), text(started, pickle)));
        }
    }

    /**
     * Reads the messages that a run left behind. A run that was killed leaves a last line that is cut off, which is left
     * out.
     *
     * @param file one JSON object a line
     * @throws IOException if the file cannot be read, or a line in its midst is no message
     */
    public static Messages read(Path file) throws IOException {
        Repository repository = Repository.builder()
                .feature(RepositoryFeature.INCLUDE_GHERKIN_DOCUMENTS, true)
                .build();
        Deserializer messages = new Deserializer();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            while (line != null) {
                String next = reader.readLine();
                try {
                    repository.update(messages.readValue(line));
                } catch (IOException e) {
                    if (next != null) {
                        throw e;
                    }
                }
                line = next;
            }
        }
        return new Messages(repository);
    }

    /** {@return messages that tell of no scenario} */
    public static Messages none() {
        return new Messages(Repository.builder().build());
    }

    /**
     * The scenario that is written somewhere.
     *
     * @param location {@code file:line}, the file as the messages name it
     */
    public Optional<ScenarioText> at(String location) {
        return Optional.ofNullable(byLocation.get(location));
    }

    private String location(Pickle pickle) {
        long line = query.findLocationOf(pickle).map(where -> where.getLine()).orElse(0L);
        return pickle.getUri().replaceFirst("^file://", "") + ":" + line;
    }

    private ScenarioText text(TestCaseStarted started, Pickle pickle) {
        Optional<Lineage> lineage = query.findLineageBy(pickle);
        Optional<Rule> rule = lineage.flatMap(Lineage::rule);
        return new ScenarioText(
                lineage.flatMap(Lineage::feature).map(Feature::getName).orElse(""),
                rule.map(Rule::getName).orElse(""),
                rule.map(Rule::getDescription).stream()
                        .flatMap(String::lines)
                        .map(String::strip)
                        .toList(),
                lineage.flatMap(Lineage::scenario).map(Scenario::getKeyword).orElse("Scenario"),
                pickle.getName(),
                pickle.getTags().stream().map(PickleTag::getName).toList(),
                steps(started, lineage));
    }

    private List<StepText> steps(TestCaseStarted started, Optional<Lineage> lineage) {
        Map<String, TestStepFinished> results = new HashMap<>();
        for (TestStepFinished finished : query.findTestStepsFinishedBy(started)) {
            results.put(finished.getTestStepId(), finished);
        }
        Set<String> background = lineage.map(Messages::background).orElse(Set.of());
        List<StepText> steps = new ArrayList<>();
        List<TestStep> all =
                query.findTestCaseBy(started).map(TestCase::getTestSteps).orElse(List.of());
        for (TestStep each : all) {
            Optional<TestStepFinished> result = Optional.ofNullable(results.get(each.getId()));
            query.findPickleStepBy(each).ifPresent(pickleStep -> query.findStepBy(pickleStep)
                    .ifPresent(step ->
                            steps.add(step(step, pickleStep.getText(), background.contains(step.getId()), result))));
        }
        return steps;
    }

    private static StepText step(Step step, String text, boolean background, Optional<TestStepFinished> finished) {
        Optional<TestStepResult> result = finished.map(TestStepFinished::getTestStepResult);
        return new StepText(
                step.getKeyword().strip(),
                text,
                result.map(Messages::status).orElse(StepText.Status.UNKNOWN),
                result.map(TestStepResult::getDuration)
                        .map(took -> Duration.ofSeconds(took.getSeconds(), took.getNanos())
                                        .toMillis()
                                / 1000.0)
                        .orElse(0.0),
                finished.map(TestStepFinished::getTimestamp)
                        .map(at -> Instant.ofEpochSecond(at.getSeconds(), at.getNanos())),
                background,
                step.getDataTable().stream()
                        .flatMap(table -> table.getRows().stream())
                        .map(row -> row.getCells().stream()
                                .map(cell -> cell.getValue())
                                .toList())
                        .toList(),
                step.getDocString().map(DocString::getContent).orElse(""),
                result.flatMap(TestStepResult::getException)
                        .flatMap(thrown -> thrown.getMessage())
                        .orElse(""));
    }

    private static StepText.Status status(TestStepResult result) {
        return switch (result.getStatus()) {
            case PASSED -> StepText.Status.PASSED;
            case FAILED -> StepText.Status.FAILED;
            case SKIPPED -> StepText.Status.SKIPPED;
            case UNDEFINED, AMBIGUOUS, PENDING -> StepText.Status.UNDEFINED;
            case UNKNOWN -> StepText.Status.UNKNOWN;
        };
    }

    /** The ids of all steps that the scenario shares with those beside it. */
    private static Set<String> background(Lineage lineage) {
        Stream<Background> ofFeature = lineage.feature().stream()
                .flatMap(feature -> feature.getChildren().stream())
                .flatMap((FeatureChild child) -> child.getBackground().stream());
        Stream<Background> ofRule = lineage.rule().stream()
                .flatMap(rule -> rule.getChildren().stream())
                .flatMap((RuleChild child) -> child.getBackground().stream());
        Set<String> ids = new HashSet<>();
        Stream.concat(ofFeature, ofRule)
                .forEach(background -> background.getSteps().forEach(step -> ids.add(step.getId())));
        return ids;
    }
}
