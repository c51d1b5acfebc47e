package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.pages.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The pages and the command line know the same options. */
class DocumentedOptionsTest {

    private static final Pattern OPTION = Pattern.compile("(?<![\\w=-])--[a-z0-9-]+");

    /** Options of other programs that pages speak of. */
    private static final Set<String> OF_OTHERS =
            Set.of("--audit-log-path", "--audit-policy-file", "--cascade", "--replicas", "--before");

    @Test
    void theirPageHasEveryOption() throws IOException {
        assertThat(spoken(Page.read(Path.of("docs/options.md")))).containsAll(options(Holdfast.specification()));
    }

    @Test
    void noPageSpeaksOfAnOptionThatThereIsNot() throws IOException {
        Set<String> known = options(Holdfast.specification());
        known.addAll(OF_OTHERS);
        for (Page page : Page.all()) {
            assertThat(known).as(page.toString()).containsAll(spoken(page));
        }
    }

    private static Set<String> spoken(Page page) {
        return page.codeSpans().stream()
                .flatMap(span -> OPTION.matcher(span).results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> options(CommandSpec command) {
        Set<String> names = new LinkedHashSet<>();
        command.options().forEach(option -> names.add(option.longestName()));
        command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .forEach(each -> names.addAll(options(each)));
        return names;
    }
}
