package dev.holdfast.run;

import dev.holdfast.specification.SpecifiedScenario;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Has JUnit run the chosen scenarios of all that it finds: those that are written in the same file at the same line. */
final class ChosenScenarios implements PostDiscoveryFilter {

    private record Place(Path file, long line) {}

    private final Set<Place> chosen;

    /**
     * Chooses.
     *
     * @param scenarios the scenarios
     * @param home the folder that their files are named from
     */
    ChosenScenarios(Collection<SpecifiedScenario> scenarios, Path home) {
        chosen = scenarios.stream()
                .map(scenario -> new Place(home.resolve(scenario.file()).normalize(), scenario.line()))
                .collect(Collectors.toSet());
    }

    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        return FilterResult.includedIf(!descriptor.isTest()
                || descriptor
                        .getSource()
                        .filter(FileSource.class::isInstance)
                        .map(FileSource.class::cast)
                        .filter(this::isChosen)
                        .isPresent());
    }

    private boolean isChosen(FileSource source) {
        Path file = source.getFile().toPath().toAbsolutePath().normalize();
        return source.getPosition()
                .map(FilePosition::getLine)
                .filter(line -> chosen.contains(new Place(file, line)))
                .isPresent();
    }
}
