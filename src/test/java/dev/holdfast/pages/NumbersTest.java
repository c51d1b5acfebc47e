package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fault.Faults;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.specification.FeatureFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How many guarantees, scenarios and faults there are is said where readers decide whether to read on. */
class NumbersTest {

    private final int guarantees = Catalogue.all().size();
    private final int faults = Faults.read(Path.of("manifests")).size();
    private final int scenarios;

    NumbersTest() throws IOException {
        scenarios = FeatureFiles.read(Path.of("features"), Path.of("")).size();
    }

    @Test
    void theReadmeCountsRight() throws IOException {
        assertThat(text("README.md"))
                .contains(guarantees + " guarantees", scenarios + " scenarios", "[" + faults + " faults]");
        assertThat(text("README.zh-CN.md")).contains(guarantees + " 项保证", scenarios + " 个场景", "[" + faults + " 种故障]");
    }

    private static String text(String page) throws IOException {
        return String.join(" ", Page.read(Path.of(page)).lines());
    }
}
