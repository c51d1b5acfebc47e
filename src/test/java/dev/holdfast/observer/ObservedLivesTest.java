package dev.holdfast.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.Action;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.history.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The recorded life of a set, observed in windows,")
class ObservedLivesTest {

    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(300);

    static Stream<Path> lives() throws Exception {
        return Stream.of("/dev/holdfast/lives", "/dev/holdfast/broken").flatMap(folder -> {
            try (Stream<Path> files = Files.list(
                    Path.of(ObservedLivesTest.class.getResource(folder).toURI()))) {
                return files.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList().stream();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("lives")
    @DisplayName("is called broken where the whole of it is, and nowhere else")
    void isBrokenWhereTheWholeIs(Path file) throws Exception {
        History history = HistoryFile.read(file);
        ObservedAgain observed = new ObservedAgain(history, REST, STEP);

        Set<String> whole = new TreeSet<>();
        Judge.of(asABystander(history), Runnable::run).stream()
                .filter(judgement -> judgement.verdict().outcome() == Outcome.FAILED)
                .forEach(judgement -> whole.add(judgement.guarantee().id()));
        assertThat(observed.broken().keySet()).as("%s", observed.broken()).isEqualTo(whole);
    }

    /** Whoever observes does not know what a scenario did, and reads nothing in pods. */
    private static History asABystander(History history) {
        return History.of(history.entries().stream()
                .filter(entry ->
                        !(entry instanceof Action || entry instanceof Response || entry instanceof ExternalRead))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("lives")
    @DisplayName("never has a verdict taken back that something is broken")
    void isNeverTakenBack(Path file) throws Exception {
        List<Notice> notices = new ObservedAgain(HistoryFile.read(file), REST, STEP).notices();

        assertThat(notices.stream()
                        .filter(Notice.VerdictChange.class::isInstance)
                        .map(Notice.VerdictChange.class::cast)
                        .filter(change -> change.before().equals(Optional.of(Outcome.FAILED))))
                .isEmpty();
    }
}
