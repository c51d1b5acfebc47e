package dev.holdfast.specification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What `--tags` selects by, on the features of the project. */
class SelectableTagsTest {

    private final List<SpecifiedScenario> scenarios;

    SelectableTagsTest() throws IOException {
        scenarios = FeatureFiles.read(Path.of("features"), Path.of(""));
    }

    @Test
    void eachScenarioOfAGuaranteeIsSelectedByTheFamilyOfThatGuarantee() {
        for (Guarantee guarantee : Catalogue.all()) {
            assertThat(scenarios)
                    .filteredOn(scenario -> scenario.tags().contains(guarantee.id()))
                    .isNotEmpty()
                    .allSatisfy(scenario -> assertThat(scenario.selectableBy()).contains(guarantee.family()));
        }
    }

    @Test
    void aScenarioIsSelectedByNoFamilyThatItIsNotAbout() {
        SpecifiedScenario scenario = new SpecifiedScenario(
                "Storage", "", "Data stays", "a.feature", 3, List.of("needs.nfs", "storage.rebind", "storage.mounted"));
        assertThat(scenario.selectableBy())
                .containsExactly("needs.nfs", "storage.rebind", "storage.mounted", "storage");
    }

    @Test
    void theListHasEachFamilyOnceBeforeItsGuarantees() {
        List<TagRow> rows = TagRow.of(Catalogue.all(), scenarios);
        assertThat(rows)
                .extracting(TagRow::tag)
                .doesNotHaveDuplicates()
                .containsSubsequence(
                        "tutorial", "identity", "identity.name", "storage", "storage.rebind", "order", "order.create");
        assertThat(rows)
                .filteredOn(row -> row.tag().equals("storage"))
                .singleElement()
                .satisfies(row -> assertThat(row.scenarios())
                        .isEqualTo(scenarios.stream()
                                .filter(each -> each.tags().stream().anyMatch(tag -> tag.startsWith("storage.")))
                                .count()));
    }
}
