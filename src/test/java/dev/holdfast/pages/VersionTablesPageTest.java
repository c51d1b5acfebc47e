package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the versions is as {@code checks/versions} left it. */
class VersionTablesPageTest {

    private final List<String> written;

    VersionTablesPageTest() throws IOException {
        written = MarkedPart.of(Page.read(VersionTables.PAGE).lines(), VersionTables.BEGIN, VersionTables.END)
                .lines();
    }

    @Test
    void hasWhatTheCheckWrites() {
        assertThat(written).as("checks/versions writes this part").isEqualTo(new VersionTables(written).lines());
    }

    @Test
    void namesNoGuaranteeThatIsNotThereAnyMore() {
        assertThat(ReleaseColumns.of(written, 1).guarantees())
                .isNotEmpty()
                .isSubsetOf(Catalogue.all().stream().map(Guarantee::id).toList());
    }
}
