package com.example.cluster;

import static dev.holdfast.guarantee.Outcome.KNOWN_DEVIATION;
import static dev.holdfast.guarantee.Outcome.NOT_APPLICABLE;
import static dev.holdfast.guarantee.Outcome.PASSED;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.cli.Verification;
import dev.holdfast.report.saved.SavedScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whether the StatefulSets of our cluster keep the guarantees that Kubernetes gives. */
class StatefulSetsTest {

    @TestFactory
    Stream<DynamicTest> keepGuarantees() throws IOException {
        return Verification.of(Path.of("target/holdfast")).scenarios().stream()
                .map(scenario -> dynamicTest(scenario.title(), () -> check(scenario)));
    }

    private static void check(SavedScenario scenario) {
        String why = Stream.concat(
                        scenario.reason().stream(),
                        scenario.decisive().stream().map(each -> each.guarantee() + ": " + each.sentence()))
                .collect(joining("; "));
        assumeFalse(scenario.outcome() == NOT_APPLICABLE, why);
        assertTrue(scenario.outcome() == PASSED || scenario.outcome() == KNOWN_DEVIATION, why);
    }
}
