package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.specification.SpecifiedScenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    private final List<SpecifiedScenario> all = scenarios(23);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 22, 23, 30})
    void partsAreDisjointAndCompleteAndEqual(int count) {
        List<SpecifiedScenario> together = new ArrayList<>();
        for (int index = 1; index <= count; index++) {
            List<SpecifiedScenario> part = new Shard(index, count).of(all);
            assertThat(part.size()).isBetween(all.size() / count, all.size() / count + 1);
            together.addAll(part);
        }
        assertThat(together).containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPartDependsOnTheNamesAloneAndNotOnWhereAFileLies(long seed) {
        List<SpecifiedScenario> elsewhere = new ArrayList<>(all.stream()
                .map(each -> new SpecifiedScenario(
                        each.feature(), "", each.name(), "other/" + each.file(), each.line() + 7, List.of("@x")))
                .toList());
        Collections.shuffle(elsewhere, new Random(seed));
        assertThat(new Shard(2, 5).of(elsewhere))
                .extracting(SpecifiedScenario::title)
                .containsExactlyInAnyOrderElementsOf(new Shard(2, 5)
                        .of(all).stream().map(SpecifiedScenario::title).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "3/2", "1", "/", "1/0", "a/b", "1/2/3", "-1/2", "99999999999/99999999999", ""})
    void refusesWhatIsNoPart(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.read(written))
                .withMessage("--shard must be I/N, such as 1/4, with I from 1 to N, not " + written);
    }

    @Test
    void anIndexIsCountedFromZero() {
        assertThat(Shard.ofIndex(0, 3)).isEqualTo(new Shard(1, 3));
        assertThat(Shard.ofIndex(2, 3)).isEqualTo(new Shard(3, 3));
    }

    @ParameterizedTest
    @CsvSource({"-1,3", "3,3", "0,0", "1,-1"})
    void refusesAnIndexOfNoPart(int index, int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.ofIndex(index, count))
                .withMessage("--shard-index must be less than --shards and 0 or more: there is no " + index + " of "
                        + count);
    }

    private static List<SpecifiedScenario> scenarios(int count) {
        List<SpecifiedScenario> scenarios = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scenarios.add(
                    new SpecifiedScenario("Feature " + i % 5, "", "Scenario " + i, "features/f.feature", i, List.of()));
        }
        return scenarios;
    }
}
