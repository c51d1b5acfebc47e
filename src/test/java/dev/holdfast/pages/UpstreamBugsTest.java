package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.guarantee.KnownDeviation;
import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpstreamBugsTest {

    private static final Path HISTORIES = Path.of("src", "test", "resources", "dev", "holdfast", "lives");

    private static final UpstreamBug KNOWN = new UpstreamBug(
            "order.create",
            new KnownDeviation("two Pods come at once", "https://github.com/kubernetes/kubernetes/issues/1"));
    private static final UpstreamBug UNKNOWN =
            new UpstreamBug("update.completes", KnownDeviation.unreported("it never ends"));

    private static final String KNOWN_ROW =
            "| `order.create` | [#1](https://github.com/kubernetes/kubernetes/issues/1) | [One by one](../features/a.feature) |";

    private final UpstreamBugs bugs = new UpstreamBugs(
            List.of(KNOWN, UNKNOWN),
            Map.of("One by one", "features/a.feature"),
            Map.of("update.completes", "never-ends.md"));

    @Test
    void writesWhatARunShowsBetweenTheMarkers() throws IOException {
        List<String> written = bugs.written(page(), List.of(run("1.37.2", "KNOWN_DEVIATION")));

        assertThat(written)
                .startsWith(
                        "# Bugs",
                        UpstreamBugs.BEGIN,
                        "",
                        "| guarantee | upstream | shown by | 1.37.2 |",
                        "|---|---|---|:-:|",
                        KNOWN_ROW + " ≠ |",
                        "| `update.completes` | [report](upstream/never-ends.md) |  |  |",
                        "",
                        "### `order.create`",
                        "",
                        "≠ two Pods come at once. On 1.37.2, in \"One by one\":",
                        "",
                        "> pod 1 came with \\<pod 0>",
                        "",
                        "```text")
                .endsWith("```", "", UpstreamBugs.END, "The end.");
        assertThat(written).anyMatch(line -> line.startsWith("seconds  "));
    }

    @Test
    void leavesWhatNoRunIsAbout() throws IOException {
        List<String> before = bugs.written(page(), List.of(run("1.37.2", "KNOWN_DEVIATION")));

        assertThat(bugs.written(before, List.of())).isEqualTo(before);
        List<String> after = bugs.written(before, List.of(run("1.38.0", "PASSED")));
        assertThat(after)
                .contains(KNOWN_ROW + " ≠ | ✓ |")
                .containsAll(before.subList(before.indexOf("### `order.create`"), before.size()));
    }

    @Test
    void replacesWhatARunOfTheSameReleaseShowed() throws IOException {
        List<String> before = bugs.written(page(), List.of(run("1.37.2", "KNOWN_DEVIATION")));

        assertThat(bugs.written(before, List.of(run("1.37.2", "PASSED"))))
                .contains("| guarantee | upstream | shown by | 1.37.2 |", KNOWN_ROW + " ✓ |");
    }

    @Test
    void keepsWhatAnotherRunOfTheSameReleaseShowed() throws IOException {
        List<String> before = bugs.written(page(), List.of(run("1.37.2", "KNOWN_DEVIATION")));

        assertThat(bugs.written(before, List.of(run("1.37.2", "NOT_APPLICABLE"))))
                .contains(KNOWN_ROW + " ≠ |");
        assertThat(bugs.written(page(), List.of(run("1.37.2", "NOT_APPLICABLE"))))
                .contains("| `order.create` | [#1](https://github.com/kubernetes/kubernetes/issues/1) |  | – |");
    }

    @Test
    void ordersReleasesByTheirNumbers() throws IOException {
        assertThat(bugs.written(page(), List.of(run("1.34.10", "PASSED"), run("1.34.9", "FAILED"))))
                .contains("| guarantee | upstream | shown by | 1.34.9 | 1.34.10 |", KNOWN_ROW + " ✗ | ✓ |");
    }

    @Test
    void doesNotNameAScenarioThatIsNotThereAnyMore() throws IOException {
        List<String> before = bugs.written(page(), List.of(run("1.37.2", "KNOWN_DEVIATION")));

        assertThat(new UpstreamBugs(List.of(KNOWN), Map.of(), Map.of()).written(before, List.of()))
                .contains("| `order.create` | [#1](https://github.com/kubernetes/kubernetes/issues/1) |  | ≠ |");
    }

    @Test
    void callsAnIssueOfAnotherRepositoryByItsName() {
        assertThat(new UpstreamBug(
                                "order.create",
                                new KnownDeviation("", "https://github.com/kubernetes/website/issues/2"))
                        .link())
                .contains("[website#2](https://github.com/kubernetes/website/issues/2)");
    }

    @Test
    void wantsItsMarkers() {
        List<String> page = new ArrayList<>(page());
        page.remove(UpstreamBugs.END);
        assertThatThrownBy(() -> bugs.written(page, List.of())).hasMessageContaining("lacks the line");
    }

    private static List<String> page() {
        return List.of("# Bugs", UpstreamBugs.BEGIN, UpstreamBugs.END, "The end.");
    }

    private static UpstreamBugs.Run run(String release, String outcome) throws IOException {
        return new UpstreamBugs.Run(release, HISTORIES, SavedRun.parse("""
                {"outcome": "PASSED",
                 "guarantees": [{"id": "order.create", "outcome": "%1$s"}],
                 "scenarios": [{"name": "One by one", "outcome": "%1$s", "guarantees": ["order.create"],
                   "verdicts": [{"guarantee": "order.create", "outcome": "%1$s", "sentence": "pod 1 came with <pod 0>"}],
                   "history": "t6.jsonl.gz"}]}
                """.formatted(outcome)));
    }
}
