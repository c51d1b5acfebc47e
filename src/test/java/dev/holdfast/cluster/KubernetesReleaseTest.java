package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KubernetesReleaseTest {

    @Test
    void theOneThatTheProjectIsPinnedToIsTheNewestThatCanBeBuilt() throws IOException {
        Matcher pinned =
                Pattern.compile("k8s.io/api v0\\.(\\d+)\\.\\d+").matcher(Files.readString(Path.of("node/go.mod")));
        assertThat(pinned.find()).isTrue();
        int minor = Integer.parseInt(pinned.group(1));
        assertThat(EmbeddedClusterOptions.objection("1." + minor + ".0")).isEmpty();
        assertThat(EmbeddedClusterOptions.objection("1." + (minor + 1) + ".0"))
                .contains("cannot be built: it has to be one of 1.34 to 1." + minor);
    }

    @Test
    void itIsWrittenWithItsPatch() {
        assertThat(EmbeddedClusterOptions.objection("v1.36.3")).isEmpty();
        assertThat(EmbeddedClusterOptions.objection("1.37.0-rc.1")).isEmpty();
        assertThat(EmbeddedClusterOptions.objection("1.36")).contains("is not a version such as 1.36.3");
    }
}
