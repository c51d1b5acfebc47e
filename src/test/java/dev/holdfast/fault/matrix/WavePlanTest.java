package dev.holdfast.fault.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fault.Fault;
import dev.holdfast.specification.SpecifiedScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WavePlanTest {

    private final List<String> scenarios =
            IntStream.range(0, 10).mapToObj(n -> "scenario " + n).toList();
    private final WavePlan plan = new WavePlan(scenarios);

    @Test
    void triesEachFaultOnItsScenariosAndOnOneOther() {
        Fault fault = FaultExamples.fault("F01", "scenario 3", "scenario 7");

        List<Wave> waves = plan.waves(List.of(fault), Unbroken.A_FEW);

        assertThat(waves).hasSize(1);
        assertThat(waves.get(0).cells()).hasSize(3);
        assertThat(waves.get(0).cells())
                .filteredOn(Cell::expected)
                .extracting(Cell::scenario)
                .containsExactlyInAnyOrder("scenario 3", "scenario 7");
        assertThat(waves.get(0).cells())
                .filteredOn(cell -> !cell.expected())
                .extracting(Cell::scenario)
                .doesNotContain("scenario 3", "scenario 7");
    }

    @Test
    void runsNoScenarioTwiceInAWaveAndSomeUnbrokenInEach() {
        List<Wave> waves = plan.waves(many(), Unbroken.A_FEW);

        assertThat(waves).allSatisfy(wave -> {
            assertThat(wave.scenarios()).doesNotHaveDuplicates();
            assertThat(wave.controls()).isNotEmpty();
        });
        assertThat(waves.stream().flatMap(wave -> wave.cells().stream())).hasSize(3 * many().size());
    }

    @Test
    void needsNoMoreWavesThanTheBusiestScenarioHasFaults() {
        List<Wave> waves = plan.waves(
                List.of(
                        FaultExamples.fault("F01", "scenario 0", "scenario 1"),
                        FaultExamples.fault("F02", "scenario 0", "scenario 2"),
                        FaultExamples.fault("F03", "scenario 0")),
                Unbroken.A_FEW);

        assertThat(waves).hasSize(3);
        assertThat(waves).extracting(wave -> wave.cells().size()).allMatch(size -> size == 2 || size == 3);
    }

    @Test
    void isTheSameEachTime() {
        assertThat(plan.waves(many(), Unbroken.whole(2))).isEqualTo(plan.waves(many(), Unbroken.whole(2)));
        assertThat(new WavePlan(scenarios).waves(many(), Unbroken.A_FEW)).isEqualTo(plan.waves(many(), Unbroken.A_FEW));
    }

    @Test
    void givesWhatSuffersNoOtherAWaveOfItsOwnAndHasTheClusterLookedAtAfterwards() {
        Fault alone = FaultExamples.alone(FaultExamples.fault("F09", "scenario 1"));

        List<Wave> waves = plan.waves(List.of(FaultExamples.fault("F01", "scenario 1"), alone), Unbroken.A_FEW);

        assertThat(waves).hasSize(2);
        assertThat(waves.get(0).cells()).extracting(cell -> cell.fault().id()).containsOnly("F09");
        assertThat(waves.get(0).controls()).isEmpty();
        assertThat(waves.get(1).controls()).isNotEmpty();

        List<Wave> only = plan.waves(List.of(alone), Unbroken.A_FEW);
        assertThat(only).hasSize(2);
        assertThat(only.get(1).cells()).isEmpty();
        assertThat(only.get(1).controls()).isNotEmpty();
    }

    @Test
    void putsWholeUnbrokenRunsBetweenTheFaults() {
        List<Wave> waves = plan.waves(many(), Unbroken.whole(20));

        assertThat(waves).filteredOn(wave -> wave.controls().equals(scenarios)).hasSize(20);
        assertThat(waves.get(0).cells()).isNotEmpty();
        assertThat(waves.get(1).controls()).isEqualTo(scenarios);
    }

    @Test
    void runsNothingUnbrokenWhereThatIsAskedFor() {
        List<Fault> faults = new ArrayList<>(many());
        faults.add(FaultExamples.alone(FaultExamples.fault("F20", "scenario 1")));

        assertThat(plan.waves(faults, Unbroken.whole(0)))
                .isNotEmpty()
                .allSatisfy(wave -> assertThat(wave.controls()).isEmpty())
                .allSatisfy(wave -> assertThat(wave.cells()).isNotEmpty());
        assertThat(plan.waves(faults, Unbroken.A_FEW))
                .anySatisfy(wave -> assertThat(wave.controls()).isNotEmpty());
    }

    @Test
    void hasEachScenarioRunUnbrokenBeforeAnyOfThemDoesAgain() {
        List<String> controls = plan.waves(many(), Unbroken.A_FEW).stream()
                .flatMap(wave -> wave.controls().stream())
                .toList();

        assertThat(controls.stream().distinct().count()).isEqualTo(Math.min(controls.size(), scenarios.size()));
    }

    @Test
    void runsWhatNeedsTheClusterForItselfOnlyWhereAFaultIsForIt() {
        List<SpecifiedScenario> all = new ArrayList<>();
        scenarios.forEach(name -> all.add(scenario(name)));
        all.add(scenario("breaks nodes", "alone"));
        List<Fault> faults = new ArrayList<>(many());
        faults.add(FaultExamples.fault("F20", "breaks nodes"));

        List<Wave> waves = WavePlan.of(all).waves(faults, Unbroken.A_FEW);

        assertThat(waves).allSatisfy(wave -> assertThat(wave.controls()).doesNotContain("breaks nodes"));
        assertThat(waves.stream().flatMap(wave -> wave.cells().stream()))
                .filteredOn(cell -> cell.scenario().equals("breaks nodes"))
                .extracting(cell -> cell.fault().id())
                .containsExactly("F20");
    }

    private static SpecifiedScenario scenario(String name, String... tags) {
        return new SpecifiedScenario("feature", "", name, "features/a.feature", 1, List.of(tags));
    }

    private static List<Fault> many() {
        List<Fault> faults = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            faults.add(FaultExamples.fault(
                    String.format("F%02d", n), "scenario " + n % 10, "scenario " + (n * 3 + 1) % 10));
        }
        return faults.stream()
                .filter(fault -> fault.scenarios().stream().distinct().count() == 2)
                .toList();
    }
}
