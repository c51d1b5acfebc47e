package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.run.glue.CountingSteps;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.CancellationToken;

class SpecificationRunTest {

    @TempDir
    Path features;

    private List<SpecifiedScenario> all;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(features.resolve("a.feature"), """
                Feature: A

                  Scenario: one
                    Given it counts "one"

                  Scenario Outline: each
                    Given it counts "<what>"

                    Examples:
                      | what  |
                      | two   |
                      | three |
                """);
        Files.writeString(
                features.resolve("b.feature"), "Feature: B\n\n  Scenario: four\n    Given it counts \"four\"\n");
        all = FeatureFiles.read(features, features);
        CountingSteps.COUNTED.clear();
    }

    @Test
    void runsTheChosenScenariosAndNoOther() {
        Specification chosen = specification(List.of(all.get(2), all.get(3)));
        assertThat(chosen.run(CancellationToken.create())).isEmpty();
        assertThat(CountingSteps.COUNTED).containsExactlyInAnyOrder("three", "four");
    }

    @Test
    void runsAgainInEachRound() {
        Specification chosen = specification(List.of(all.get(0)));
        chosen.run(CancellationToken.create());
        chosen.run(CancellationToken.create());
        assertThat(CountingSteps.COUNTED).containsExactly("one", "one");
    }

    @Test
    void beginsNoScenarioOnceItWasCancelled() {
        Specification specification = specification(all);
        specification.configure("cucumber.execution.parallel.enabled", "false");
        CancellationToken cancellation = CancellationToken.create();
        CountingSteps.then("two", cancellation::cancel);
        specification.run(cancellation);
        assertThat(CountingSteps.COUNTED).containsExactly("one", "two");
    }

    @Test
    void rehearsesWithoutRunning() {
        assertThat(specification(all).rehearse()).isEmpty();
        assertThat(CountingSteps.COUNTED).isEmpty();
    }

    private Specification specification(List<SpecifiedScenario> chosen) {
        Specification specification =
                new Specification(Path.of("").toAbsolutePath(), features, ScenariosElsewhere.in(features, chosen));
        specification.configure("cucumber.glue", "dev.holdfast.run.glue");
        specification.configure("cucumber.plugin", "rerun:/dev/null");
        return specification;
    }
}
