package dev.holdfast.cli;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.FaultFileException;
import dev.holdfast.fault.Faults;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.specification.CatalogueRow;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** What may be chosen about a list: of which features, and for whom it is written. */
final class ListOptions extends OptionGroup {

    /** For whom a list is written. */
    enum Format {
        TEXT,
        JSON,
        YAML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--features", paramLabel = "DIR", description = "The specification. Default: the project's own.")
    private Path features;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format output = Format.TEXT;

    /**
     * Reads the features.
     *
     * @throws ParameterException when there are none
     */
    List<SpecifiedScenario> scenarios() {
        Path folder = features == null ? VerifyOptions.home().resolve("features") : features;
        if (!Files.isDirectory(folder)) {
            throw wrong("--features " + folder + " is not a folder");
        }
        try {
            return FeatureFiles.read(folder, VerifyOptions.home());
        } catch (IOException e) {
            throw wrong(e.getMessage(), e);
        }
    }

    /**
     * Reads the faults.
     *
     * @throws ParameterException when a file cannot be read
     */
    List<Fault> faults() {
        try {
            return Faults.read(VerifyOptions.home().resolve("manifests"));
        } catch (FaultFileException refused) {
            throw wrong(refused.getMessage(), refused);
        }
    }

    /** {@return each guarantee of the catalogue with its scenarios} */
    List<CatalogueRow> catalogue() {
        return CatalogueRow.of(Catalogue.all(), Catalogue.standing(), scenarios());
    }

    /**
     * Writes a list.
     *
     * @param rows the list, for programs
     * @param text the same, for people
     * @return the text that was asked for, without the last line end
     */
    String written(List<?> rows, Supplier<List<String>> text) {
        return switch (output) {
            case TEXT -> String.join(System.lineSeparator(), text.get());
            case JSON ->
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(rows);
            case YAML ->
                YAMLMapper.builder(new YAMLFactory())
                        .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                        .disable(YAMLWriteFeature.SPLIT_LINES)
                        .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                        .build()
                        .writeValueAsString(rows)
                        .stripTrailing();
        };
    }
}
