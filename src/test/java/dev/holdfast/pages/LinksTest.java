package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a page links to is there. What is on the internet is not looked at. */
class LinksTest {

    @Test
    void everyLinkLeadsToAFileAndToAHeadingOfIt() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                objection(page, link).ifPresent(dead::add);
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyPageIsReachedFromEachReadme() throws IOException {
        for (Page readme : List.of(Page.read(Path.of("README.md")), Page.read(Path.of("README.zh-CN.md")))) {
            Set<Path> reached = new LinkedHashSet<>(Set.of(readme.path()));
            List<Page> open = new ArrayList<>(List.of(readme));
            while (!open.isEmpty()) {
                for (Path each : neighbours(open.remove(0))) {
                    if (reached.add(each)) {
                        open.add(Page.read(each));
                    }
                }
            }
            assertThat(reached)
                    .as("what can be reached from %s", readme)
                    .containsAll(Page.all().stream().map(Page::path).toList());
        }
    }

    @Test
    void findsWhatIsNotThere() {
        Page page = new Page(
                Path.of("docs", "a.md"), List.of("# A", "[b](b.md) [c](../README.md#nowhere) [d](#b) [e](#a)"));
        assertThat(page.links()).hasSize(4);
        assertThat(page.links().stream().flatMap(link -> objection(page, link).stream()))
                .containsExactly(
                        "docs/a.md: there is no docs/b.md",
                        "docs/a.md: README.md has no heading #nowhere",
                        "docs/a.md: docs/a.md has no heading #b");
    }

    private static List<Path> neighbours(Page page) {
        return page.links().stream()
                .filter(link -> !link.contains(":"))
                .map(link -> target(page, link.replaceFirst("#.*", "")))
                .filter(path -> path.toString().endsWith(".md"))
                .filter(path -> path.getNameCount() == 1 || path.startsWith("docs"))
                .toList();
    }

    private static Optional<String> objection(Page page, String link) {
        if (link.startsWith("https://") || link.startsWith("http://")) {
            return Optional.empty();
        }
        String[] parts = link.split("#", 2);
        Path target = target(page, parts[0]);
        if (!target.equals(page.path()) && !Files.exists(target)) {
            return Optional.of(page + ": there is no " + target);
        }
        if (parts.length == 1) {
            return Optional.empty();
        }
        return anchors(page, target).contains(parts[1])
                ? Optional.empty()
                : Optional.of(page + ": " + target + " has no heading #" + parts[1]);
    }

    private static Set<String> anchors(Page page, Path target) {
        if (target.equals(page.path())) {
            return page.anchors();
        }
        try {
            return Page.read(target).anchors();
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static Path target(Page page, String link) {
        return link.isEmpty() ? page.path() : page.path().resolveSibling(link).normalize();
    }
}
