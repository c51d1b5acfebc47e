package dev.holdfast.specification;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.Location;
import io.cucumber.messages.types.ParseError;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleStep;
import io.cucumber.messages.types.Rule;
import io.cucumber.query.Lineage;
import io.cucumber.query.Query;
import io.cucumber.query.Repository;
import io.cucumber.query.Repository.RepositoryFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads features as Cucumber does, without running them. */
public final class FeatureFiles {

    private FeatureFiles() {}

    /**
     * Reads all features of a folder and of the folders in it.
     *
     * @param folder the folder
     * @param project the folder that files are named from where they lie in it
     * @return the scenarios, by file and line; at least one
     * @throws IOException when a file cannot be read or is no feature, or when there is no scenario
     */
    public static List<SpecifiedScenario> read(Path folder, Path project) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.getFileName().toString().endsWith(".feature"))
                    .sorted()
                    .toList();
        }
        List<SpecifiedScenario> scenarios = new ArrayList<>();
        for (Path file : files) {
            scenarios.addAll(scenarios(file, named(file, project)));
        }
        if (scenarios.isEmpty()) {
            throw new IOException("there is no scenario in " + folder);
        }
        return scenarios;
    }

    private static String named(Path file, Path project) {
        Path absolute = file.toAbsolutePath().normalize();
        Path base = project.toAbsolutePath().normalize();
        return (absolute.startsWith(base) ? base.relativize(absolute) : absolute).toString();
    }

    private static List<SpecifiedScenario> scenarios(Path file, String name) throws IOException {
        Repository repository = Repository.builder()
                .feature(RepositoryFeature.INCLUDE_GHERKIN_DOCUMENTS, true)
                .build();
        List<Pickle> pickles = new ArrayList<>();
        List<Envelope> messages;
        try (Stream<Envelope> parsed =
                GherkinParser.builder().includeSource(false).build().parse(file)) {
            messages = parsed.toList();
        }
        for (Envelope message : messages) {
            Optional<ParseError> error = message.getParseError();
            if (error.isPresent()) {
                throw new IOException(name + " is no feature: " + error.get().getMessage());
            }
            message.getPickle().ifPresent(pickles::add);
            repository.update(message);
        }
        Query query = new Query(repository);
        return pickles.stream().map(pickle -> scenario(pickle, query, name)).toList();
    }

    private static SpecifiedScenario scenario(Pickle pickle, Query query, String file) {
        Optional<Lineage> lineage = query.findLineageBy(pickle);
        return new SpecifiedScenario(
                lineage.flatMap(Lineage::feature).map(Feature::getName).orElse(""),
                lineage.flatMap(Lineage::rule).map(Rule::getName).orElse(""),
                pickle.getName(),
                file,
                query.findLocationOf(pickle).map(Location::getLine).orElse(0L),
                pickle.getTags().stream().map(tag -> tag.getName().substring(1)).toList(),
                pickle.getSteps().stream().map(PickleStep::getText).toList());
    }
}
