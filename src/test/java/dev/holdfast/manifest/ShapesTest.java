package dev.holdfast.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sets as people write them that scenarios run on. */
class ShapesTest {

    private static final Path SHAPES = Path.of("manifests", "shapes");

    @Test
    void areWrittenSoThatNothingIsLeftOutOrChanged() throws IOException {
        assertThat(shapes()).hasSizeGreaterThanOrEqualTo(6).allSatisfy(shape -> assertThat(
                        read(shape, OptionalInt.empty()).told())
                .as(shape)
                .noneMatch(line -> line.startsWith("  left out") || line.startsWith("  changed")));
    }

    @Test
    void fitAClusterOfOneNodeAndRunItsOwnImages() throws IOException {
        ClusterFit one = new ClusterFit(
                new Images(Map.of("web", "local/web:1", "web-next", "local/web:2", "tools", "local/tools:1")),
                Optional.of(1),
                Optional.of(Map.of("fast", "Delete")),
                Optional.of("fast"));

        assertThat(shapes()).allSatisfy(shape -> assertThat(
                        read(shape, OptionalInt.of(2)).on(one).images())
                .as(shape)
                .allMatch(image -> image.startsWith("local/")));
    }

    @Test
    void needAStorageClassUnlessTheyHaveNoClaims() throws IOException {
        assertThat(shapes().stream()
                        .filter(shape -> !read(shape, OptionalInt.of(2)).claims()))
                .containsExactly("without-claims");
    }

    @Test
    void areEachRunByAScenario() throws IOException {
        String features;
        try (Stream<Path> files = Files.list(Path.of("features"))) {
            features = files.map(ShapesTest::text).collect(Collectors.joining());
        }
        assertThat(shapes())
                .allSatisfy(shape -> assertThat(features).containsAnyOf("| " + shape + " ", "\"" + shape + "\""));
    }

    private static List<String> shapes() throws IOException {
        try (Stream<Path> files = Files.list(SHAPES)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    private static SetManifests read(String shape, OptionalInt replicas) {
        return SetManifests.read(List.of(SHAPES.resolve(shape + ".yaml")), Optional.empty(), replicas);
    }

    private static String text(Path feature) {
        try {
            return Files.readString(feature);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
