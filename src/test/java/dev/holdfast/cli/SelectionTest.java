package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

    private final List<Set<String>> scenarios = List.of(Set.of("@storage", "@tutorial"), Set.of("@identity.name"));

    @ParameterizedTest
    @ValueSource(
            strings = {"@storage", "not @storage", "@storage and (not @identity.name)", "@identity.name or @storage"})
    void acceptsWhatSelectsSomething(String expression) {
        assertThat(new Selection(expression).objection(scenarios)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@storag                     | no scenario has the tag @storag; there are @identity.name @storage @tutorial",
                "storage                     | no scenario has the tag storage; there are @identity.name @storage @tutorial",
                "@storage and @identity.name | no scenario matches --tags @storage and @identity.name",
                "@storage and                | --tags @storage and is not a tag expression",
            })
    void objectsInOneSentence(String expression, String sentence) {
        assertThat(new Selection(expression).objection(scenarios))
                .hasValueSatisfying(
                        objection -> assertThat(objection).startsWith(sentence).hasLineCount(1));
    }
}
