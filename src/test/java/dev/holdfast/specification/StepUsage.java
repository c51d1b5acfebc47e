package dev.holdfast.specification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Finds for each step of a folder of features its definition, without running anything.
 *
 * @param undefined the scenarios with a step that has no definition, or more than one, and why
 * @param unused the definitions that no step needs
 */
public record StepUsage(List<String> undefined, List<String> unused) {

    /**
     * Matches steps and definitions.
     *
     * @param features the folder of the features
     * @param scratch an empty folder
     */
    public static StepUsage of(Path features, Path scratch) throws IOException {
        Path unused = scratch.resolve("unused.txt");
        List<String> failures = new ArrayList<>();
        LauncherFactory.create()
                .execute(CucumberRequest.of(
                                features,
                                Map.of(
                                        "cucumber.execution.dry-run", "true",
                                        "cucumber.execution.parallel.enabled", "false",
                                        "cucumber.plugin", "unused:" + unused))
                        .listeners(new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                                result.getThrowable()
                                        .ifPresent(thrown ->
                                                failures.add(identifier.getDisplayName() + ": " + thrown.getMessage()));
                            }
                        })
                        .build());
        try (Stream<String> lines = Files.lines(unused)) {
            return new StepUsage(
                    failures,
                    lines.filter(line -> line.contains("dev.holdfast.steps")).toList());
        }
    }
}
