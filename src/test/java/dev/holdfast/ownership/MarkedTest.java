package dev.holdfast.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedTest {

    private final Mark mark = Mark.begin();
    private final String part = mark.newPart();

    @ParameterizedTest
    @ValueSource(strings = {"a-scenario-%s", "nginx-statefulset-%s-0", "www-nginx-statefulset-%s-0", "a-pv-%s"})
    void shouldKnowWhatTheRunMade(String name) {
        assertThat(Marked.of(marked(String.format(name, part)))).hasValueSatisfying(found -> {
            assertThat(found.run()).isEqualTo(mark.run());
            assertThat(found.part()).isEqualTo(part);
            assertThat(found.expires()).isEqualTo(mark.expires());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-copy", "%s", "a%s", "a-%sx", "a-scenario"})
    void shouldNotTakeACopyUnderAnotherNameForIt(String name) {
        assertThat(Marked.of(marked(String.format(name, part)))).isEmpty();
    }

    @Test
    void shouldWantEveryPartOfTheMark() {
        for (String missing : mark.labels(part).keySet()) {
            ObjectMeta object = marked("a-" + part);
            object.getLabels().remove(missing);
            assertThat(Marked.of(object)).as("without the label " + missing).isEmpty();
        }
        for (String missing : mark.annotations().keySet()) {
            ObjectMeta object = marked("a-" + part);
            object.getAnnotations().remove(missing);
            assertThat(Marked.of(object))
                    .as("without the annotation " + missing)
                    .isEmpty();
        }
        assertThat(Marked.of(new ObjectMetaBuilder().withName("a-" + part).build()))
                .isEmpty();
    }

    @Test
    void shouldWantAPartOfTheSameRun() {
        ObjectMeta object = marked("a-" + part);
        object.setLabels(Map.of(Mark.RUN, "fffff", Mark.PART, part));
        assertThat(Marked.of(object)).isEmpty();
    }

    @Test
    void shouldTellTheForgottenFromTheLiving() {
        Instant now = Instant.now();
        assertThat(found(Starter.self(), now.plusSeconds(60)).isForgotten(now)).isFalse();
        assertThat(found(Starter.self(), now.minusSeconds(60)).isForgotten(now)).isTrue();
        Starter self = Starter.self();
        Starter ended = new Starter(self.host(), self.place(), self.process(), self.since() - 10_000);
        assertThat(found(ended, now.plusSeconds(60)).isForgotten(now))
                .as("another process of the same number")
                .isTrue();
        Starter elsewhere = new Starter(self.host(), "elsewhere", self.process(), self.since() - 10_000);
        assertThat(found(elsewhere, now.plusSeconds(60)).isForgotten(now)).isFalse();
    }

    @Test
    void shouldExpireWithinADay() {
        assertThat(Duration.between(Instant.now(), mark.expires())).isBetween(Duration.ofHours(1), Duration.ofDays(1));
    }

    @Test
    void shouldLabelWithValuesThatKubernetesAccepts() {
        assertThat(mark.labels(part).values())
                .allSatisfy(value -> assertThat(value).matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"));
    }

    private Marked found(Starter starter, Instant expires) {
        return new Marked(mark.run(), part, expires, starter);
    }

    private ObjectMeta marked(String name) {
        ObjectMeta metadata = new ObjectMetaBuilder().withName(name).build();
        mark.put(metadata, part);
        return metadata;
    }
}
