package dev.holdfast.cli;

import dev.holdfast.cluster.ImageRole;
import dev.holdfast.cluster.Images;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.specification.CatalogueText;
import dev.holdfast.specification.Paragraph;
import dev.holdfast.specification.SpecifiedScenario;
import dev.holdfast.specification.TagRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast list}: says what there is to verify. Starts nothing. */
@Command(
        name = "list",
        description = "Lists guarantees, scenarios, faults, tags or images. Starts no cluster.",
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class ListCommand implements Runnable {

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "what to list is missing: list guarantees, scenarios, faults, tags or images");
    }

    /** {@code holdfast list guarantees}: what is promised, where, and which scenarios show it. */
    @Command(
            name = "guarantees",
            description = "Each guarantee: what it says and where it is documented, known deviations, its scenarios.",
            mixinStandardHelpOptions = true,
            versionProvider = Holdfast.Version.class)
    void guarantees(@Mixin ListOptions options) {
        tell(options, options.catalogue(), CatalogueText::of);
    }

    /** {@code holdfast list scenarios}: by feature and rule, with their tags. */
    @Command(
            name = "scenarios",
            description = "Each scenario: where it is written, and its tags.",
            mixinStandardHelpOptions = true,
            versionProvider = Holdfast.Version.class)
    void scenarios(@Mixin ListOptions options) {
        tell(options, options.scenarios(), ListCommand::scenarios);
    }

    /** {@code holdfast list faults}: what {@code sabotage} breaks, and who has to notice. */
    @Command(
            name = "faults",
            description = "Each fault: what it breaks, and the scenarios that have to notice.",
            mixinStandardHelpOptions = true,
            versionProvider = Holdfast.Version.class)
    void faults(@Mixin ListOptions options) {
        tell(options, FaultRow.of(options.faults()), FaultRow::text);
    }

    /** {@code holdfast list tags}: what {@code --tags} can select by. */
    @Command(
            name = "tags",
            description = "Each tag that --tags can select by, and how many scenarios carry it.",
            mixinStandardHelpOptions = true,
            versionProvider = Holdfast.Version.class)
    void tags(@Mixin ListOptions options) {
        tell(options, TagRow.of(Catalogue.all(), options.scenarios()), ListCommand::tags);
    }

    /** {@code holdfast list images}: what {@code --image} can replace. */
    @Command(
            name = "images",
            description = "Each role that a container image plays, and what the image has to have in it.",
            mixinStandardHelpOptions = true,
            versionProvider = Holdfast.Version.class)
    void images(@Mixin ListOptions options) {
        List<Image> rows = Arrays.stream(ImageRole.values())
                .map(image -> new Image(image.role(), image.what(), Images.PUBLISHED.reference(image.role())))
                .toList();
        tell(options, rows, ListCommand::images);
    }

    private <T> void tell(ListOptions options, List<T> rows, Function<List<T>, List<String>> text) {
        parent.terminal().result(options.written(rows, () -> text.apply(rows)));
    }

    /**
     * A role, for programs.
     *
     * @param role its name
     * @param what what the image has to have in it
     * @param published the one that a cluster of the user's own runs, unless another is named
     */
    record Image(String role, String what, String published) {}

    private static List<String> scenarios(List<SpecifiedScenario> scenarios) {
        List<String> lines = new ArrayList<>();
        String file = "";
        String rule = "";
        for (SpecifiedScenario scenario : scenarios) {
            if (!file.equals(scenario.file())) {
                file = scenario.file();
                rule = "";
                lines.add((lines.isEmpty() ? "" : System.lineSeparator()) + file);
                lines.addAll(Paragraph.of("  ", scenario.feature()));
            }
            if (!rule.equals(scenario.rule())) {
                rule = scenario.rule();
                lines.addAll(Paragraph.of("    Rule: ", rule));
            }
            lines.addAll(Paragraph.of(String.format("  %4d  ", scenario.line()), scenario.name()));
            lines.addAll(Paragraph.of("        ", "@" + String.join(" @", scenario.tags())));
        }
        lines.add(System.lineSeparator() + scenarios.size() + " scenarios");
        return lines;
    }

    private static List<String> tags(List<TagRow> rows) {
        List<String> lines = new ArrayList<>();
        for (TagRow row : rows) {
            lines.add(String.format(
                    "@%-40s %3d %s", row.tag(), row.scenarios(), row.scenarios() == 1 ? "scenario" : "scenarios"));
            lines.addAll(Paragraph.of("    ", row.meaning()));
        }
        return lines;
    }

    private static List<String> images(List<Image> rows) {
        List<String> lines = new ArrayList<>();
        for (Image row : rows) {
            lines.addAll(Paragraph.of(String.format("%-9s ", row.role()), row.what()));
            lines.add("          " + row.published());
        }
        lines.add("");
        lines.addAll(Paragraph.of(
                "",
                "These are what a cluster of yours pulls. The cluster that Holdfast brings has images of its own for all of"
                        + " them, built from Debian packages. Another image is chosen with --image ROLE=REFERENCE."));
        return lines;
    }
}
