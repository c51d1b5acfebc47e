package dev.holdfast.report.sabotage;

import dev.holdfast.fault.matrix.KillMatrix;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The report as a file. */
public final class SabotageFile {

    /** Its name in the report directory. */
    public static final String NAME = "sabotage.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enumNamingStrategy(EnumNamingStrategies.LOWER_CAMEL_CASE)
            .build();

    private SabotageFile() {}

    /**
     * The folder of a wave in the report directory, in which there is what one run has otherwise.
     *
     * @param wave the number of the wave, from 1
     */
    public static String folder(int wave) {
        return "wave-" + wave;
    }

    /**
     * Writes up a matrix.
     *
     * @param matrix what came out
     * @param scenarios all scenarios of the specification
     * @param facts what it was found out with
     */
    public static SabotageReport report(KillMatrix matrix, List<SpecifiedScenario> scenarios, SabotageFacts facts) {
        return new Writing(matrix, scenarios, facts).report();
    }

    /**
     * Puts the report into the report directory, for machines and for people.
     *
     * @param directory the report directory
     * @param report the report
     * @return the page
     * @throws IOException if it cannot be written
     */
    public static Path write(Path directory, SabotageReport report) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(NAME), text(report));
        return SabotagePage.write(directory, report);
    }

    /**
     * Reads a report.
     *
     * @param directory the report directory
     * @throws IOException if there is none, or it cannot be read
     */
    public static SabotageReport read(Path directory) throws IOException {
        return JSON.readValue(Files.readString(directory.resolve(NAME)), SabotageReport.class);
    }

    /** {@return the report as JSON} */
    static String text(SabotageReport report) {
        return JSON.writeValueAsString(report) + "\n";
    }
}
