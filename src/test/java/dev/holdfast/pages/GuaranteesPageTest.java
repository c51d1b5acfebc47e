package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.specification.CatalogueRow;
import dev.holdfast.specification.FeatureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the guarantees says of each what the catalogue and the features say. */
class GuaranteesPageTest {

    private static final Path PAGE = Path.of("docs", "guarantees.md");
    private static final Pattern ROW = Pattern.compile("^\\| `[a-z]+\\.[a-z-]+` \\| .*$");
    private static final Pattern ADDRESS = Pattern.compile("https://\\S+");

    /** What stands for a name; outside of code, GitHub takes what is between two dollar signs for a formula. */
    private static final Pattern PLACEHOLDERS = Pattern.compile("\\$\\([^)]*\\)(?:[-.]\\$\\([^)]*\\))*");

    @Test
    void hasEachGuaranteeWithItsStatementItsSourceAndItsScenarios() throws IOException {
        List<String> expected =
                CatalogueRow.of(
                                Catalogue.all(),
                                Catalogue.standing(),
                                FeatureFiles.read(Path.of("features"), Path.of("")))
                        .stream()
                        .map(GuaranteesPageTest::row)
                        .toList();
        assertThat(Page.read(PAGE).lines())
                .filteredOn(line -> ROW.matcher(line).matches())
                .containsExactlyElementsOf(expected);
    }

    private static String row(CatalogueRow guarantee) {
        Stream<String> scenarios = guarantee.scenarios().stream()
                .map(each -> "[" + each.name() + "](../" + each.file() + ")")
                .distinct();
        Stream<String> others = guarantee.always() ? Stream.of("*and after every scenario*") : Stream.of();
        return "| `" + guarantee.id() + "` | " + statement(guarantee) + " | " + links(guarantee.source()) + " | "
                + Stream.concat(scenarios, others).collect(Collectors.joining("<br>")) + " |";
    }

    private static String statement(CatalogueRow guarantee) {
        return PLACEHOLDERS
                        .matcher(guarantee.statement())
                        .replaceAll(found -> Matcher.quoteReplacement("`" + found.group() + "`"))
                + guarantee
                        .knownDeviation()
                        .map(known -> "<br>≠ " + known.what()
                                + (known.issue().isEmpty() ? "" : " ([issue](" + known.issue() + "))"))
                        .orElse("");
    }

    private static String links(String source) {
        return ADDRESS.matcher(source)
                .results()
                .map(MatchResult::group)
                .map(address -> (address.startsWith("https://github.com/") ? "[issue](" : "[page](") + address + ")")
                .collect(Collectors.joining(", "));
    }
}
