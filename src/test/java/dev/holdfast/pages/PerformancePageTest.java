package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A figure that nobody can measure again is hearsay. */
class PerformancePageTest {

    private static final Pattern CHECK = Pattern.compile("checks/[a-z0-9-]+");

    private final Page page;

    PerformancePageTest() throws IOException {
        page = Page.read(Path.of("docs/performance.md"));
    }

    @Test
    void everyFigureOfARunSaysWhatMeasuresIt() {
        List<String> rows = section("## A run").stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| | |"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(5).allSatisfy(row -> assertThat(row.split("\\|")[3])
                .containsPattern("`\\./holdfast |`checks/"));
    }

    @Test
    void everySectionNamesACheckThatIsThere() {
        for (String heading : List.of("## A run", "## Judging", "## Observing")) {
            List<String> checks = CHECK.matcher(String.join("\n", section(heading)))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            assertThat(checks).as(heading).isNotEmpty().allMatch(check -> Files.isExecutable(Path.of(check)));
        }
    }

    private List<String> section(String heading) {
        List<String> lines = page.lines();
        assertThat(lines).contains(heading);
        return lines.stream()
                .skip(lines.indexOf(heading) + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .collect(Collectors.toList());
    }
}
