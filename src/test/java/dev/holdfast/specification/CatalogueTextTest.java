package dev.holdfast.specification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.KnownDeviation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTextTest {

    @Test
    void readsWellInEightyColumns() {
        CatalogueRow row = new CatalogueRow(
                "update.restore",
                "If a Pod that has not yet received the update fails during a rolling update, the controller MUST restore it",
                "https://kubernetes.io/docs/#rolling-update",
                true,
                Optional.of(new KnownDeviation("it does not, where rollingUpdate is set", "https://example.org/1")),
                List.of(
                        new CatalogueRow.Place("A lost pod comes back old", "features/a.feature", 7),
                        new CatalogueRow.Place("Another", "features/a.feature", 19)));
        assertThat(CatalogueText.of(List.of(row)))
                .containsExactly(
                        "update.restore   (judged after every scenario)",
                        "  If a Pod that has not yet received the update fails during a rolling update,",
                        "  the controller MUST restore it",
                        "  source     https://kubernetes.io/docs/#rolling-update",
                        "  deviation  it does not, where rollingUpdate is set",
                        "             https://example.org/1",
                        "  scenarios  A lost pod comes back old",
                        "             features/a.feature:7",
                        "             Another",
                        "             features/a.feature:19",
                        "",
                        "1 guarantee");
    }
}
