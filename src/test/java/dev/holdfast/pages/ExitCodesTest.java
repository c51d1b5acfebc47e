package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an exit code of a run means is said in several places, and in the same words. */
class ExitCodesTest {

    private static final Pattern ROW = Pattern.compile("^\\| `[0-3]` \\| .*$");

    @Test
    void meanTheSameOnEachPage() throws IOException {
        List<String> english = tables("docs/reports.md").get(0);
        for (String page : List.of("README.md", "docs/controller-developers.md")) {
            assertThat(tables(page)).as(page).contains(english);
        }
        assertThat(tables("docs/guide.zh-CN.md"))
                .contains(tables("README.zh-CN.md").get(0));
    }

    /** The rows on exit codes, four for each table, without where their links lead. */
    private static List<List<String>> tables(String page) throws IOException {
        List<String> rows = Page.read(Path.of(page)).lines().stream()
                .filter(line -> ROW.matcher(line).matches())
                .map(line -> line.replaceAll("\\]\\([^)]*\\)", "]"))
                .toList();
        return IntStream.range(0, rows.size() / 4)
                .mapToObj(table -> rows.subList(4 * table, 4 * table + 4))
                .toList();
    }
}
