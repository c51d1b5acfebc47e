package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fault.Faults;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.specification.FeatureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** How the end of a whole run is shown: its counts belong together, and to the guarantees and scenarios that there are. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/reports.md", "docs/guide.zh-CN.md"})
    void theShownEndOfARunAddsUp(String page) throws IOException {
        List<String> end = Page.read(Path.of(page)).blocks().stream()
                .map(Page.Block::lines)
                .filter(lines -> lines.get(0).matches("\\d+ guarantees: .*"))
                .findFirst()
                .orElseThrow();
        Map<String, Integer> ofGuarantees = counts(end.get(0));
        Map<String, Integer> ofScenarios = counts(end.stream()
                .filter(line -> line.matches("\\d+ scenarios: .*"))
                .findFirst()
                .orElseThrow());

        assertThat(end.get(0)).startsWith(guarantees + " guarantees: ");
        assertThat(ofGuarantees.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(guarantees);
        assertThat(ofScenarios.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(scenarios);
        assertThat(end.stream().filter(line -> line.startsWith("  ≠ ")))
                .hasSize(ofGuarantees.get("known to deviate"));
        assertThat(families(end, "  ✓ ")).isEqualTo(ofGuarantees.get("passed"));
        assertThat(families(end, "  – ")).isEqualTo(ofGuarantees.get("not applicable"));
        assertThat(Catalogue.all().stream().map(each -> each.id().replaceFirst("\\..*", "")))
                .allSatisfy(family -> assertThat(end).anyMatch(line -> line.matches("  [≠✓–] .*\\b" + family + "\\b.*")));
    }

    /** By what stands behind each number, such as {@code passed}. */
    private static Map<String, Integer> counts(String line) {
        return Arrays.stream(line.replaceFirst(".*?: ", "").split(", "))
                .map(each -> each.split(" ", 2))
                .collect(Collectors.toMap(each -> each[1], each -> Integer.valueOf(each[0])));
    }

    private static int families(List<String> end, String sign) {
        return end.stream()
                .filter(line -> line.startsWith(sign))
                .flatMap(line -> Arrays.stream(line.substring(sign.length()).split(", ")))
                .mapToInt(each -> Integer.parseInt(each.replaceFirst(".* ", "")))
                .sum();
    }

    private static String text(String page) throws IOException {
        return String.join(" ", Page.read(Path.of(page)).lines());
    }
}
