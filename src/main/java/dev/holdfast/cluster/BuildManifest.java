package dev.holdfast.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the build says of the images that it made: {@value #FILE} in the folder that it names.
 *
 * @param images image references by role
 * @param packages the packages of the distribution that files of each image are from, by role; of an image that holds our
 *     own programs alone, none
 */
record BuildManifest(
        @JsonProperty(required = true) Map<String, String> images,
        @JsonProperty(required = true) Map<String, List<InstalledPackage>> packages) {

    private static final String FILE = "manifest.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Reads it.
     *
     * @param folder the folder that has {@code bin/} and {@code images/} in it
     * @throws ClusterFailedException when it is not there, or says nothing of images
     */
    static BuildManifest read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return JSON.readValue(Files.readString(file), BuildManifest.class);
        } catch (IOException | JacksonException e) {
            throw new ClusterFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
