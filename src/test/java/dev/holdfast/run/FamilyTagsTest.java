package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.SpecifiedScenario;
import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyTagsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@storage",
                "@storage and not @identity.map",
                "not (@order or @update)",
                "@delete or @storage.rebind",
                "@needs.nfs",
            })
    void selectsWhatTheLauncherSelects(String expression) throws IOException {
        List<SpecifiedScenario> all = FeatureFiles.read(Path.of("features"), Path.of(""));
        Expression asWritten = TagExpressionParser.parse(FamilyTags.spelledOut(expression));
        assertThat(all.stream()
                        .filter(scenario -> asWritten.evaluate(
                                scenario.tags().stream().map(tag -> "@" + tag).toList())))
                .isNotEmpty()
                .containsExactlyElementsOf(Selection.of(all).tagged(expression).scenarios());
    }

    @Test
    void leavesEverythingElseAsItIs() {
        assertThat(FamilyTags.spelledOut("")).isEmpty();
        assertThat(FamilyTags.spelledOut("@storage.rebind and @nosuch")).isEqualTo("@storage.rebind and @nosuch");
    }
}
