package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an exit code of a run means is said in several places, and in the same words. */
class ExitCodesTest {

    private static final Pattern ROW = Pattern.compile("^\\| `[0-3]` \\| .*$");

    @Test
    void meanTheSameOnEachPage() throws IOException {
        List<String> english = rows("docs/reports.md");
        assertThat(english).hasSize(4);
        assertThat(rows("docs/controller-developers.md")).isEqualTo(english);
    }

    /** The first table of a page, without where its links lead. */
    private static List<String> rows(String page) throws IOException {
        return Page.read(Path.of(page)).lines().stream()
                .filter(line -> ROW.matcher(line).matches())
                .map(line -> line.replaceAll("\\]\\([^)]*\\)", "]"))
                .limit(4)
                .toList();
    }
}
