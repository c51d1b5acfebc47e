package dev.holdfast.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramNameTest {

    private String before;

    @BeforeEach
    void remember() {
        before = System.clearProperty(ProgramName.PROPERTY);
    }

    @AfterEach
    void restore() {
        System.clearProperty(ProgramName.PROPERTY);
        if (before != null) {
            System.setProperty(ProgramName.PROPERTY, before);
        }
    }

    @Test
    void isTheLauncherOfACloneIfNobodySaysMore() {
        assertThat(ProgramName.with("rbac")).isEqualTo("./holdfast rbac");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "bin/holdfast          | bin/holdfast rbac",
                "holdfast              | holdfast rbac",
                "/a folder/bin/holdfast| '/a folder/bin/holdfast' rbac",
                "/it's/holdfast        | '/it'\\''s/holdfast' rbac",
            })
    void isWhatItWasCalledLike(String called, String command) {
        System.setProperty(ProgramName.PROPERTY, called);
        assertThat(ProgramName.with("rbac")).isEqualTo(command);
        assertThat(ShellWord.of(command)).hasSize(2);
        assertThat(ProgramName.wordsIn(ShellWord.of(command))).isEqualTo(1);
    }

    @Test
    void isTwoWordsAsAPluginOfKubectl() {
        System.setProperty(ProgramName.PROPERTY, "kubectl holdfast");
        assertThat(ProgramName.with("rbac")).isEqualTo("kubectl holdfast rbac");
        assertThat(ProgramName.wordsIn(ShellWord.of("kubectl holdfast rbac"))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mvn", "holdfast-old", "/opt/holdfast/bin/kubectl", "myholdfast", "kubectl get", "kubectl", ""})
    void isNoOtherProgram(String line) {
        assertThat(ProgramName.wordsIn(ShellWord.of(line))).isZero();
    }

    @Test
    void nobodyElseSaysIt() throws IOException {
        for (String folder : List.of("src/main/java", "src/main/jte", "src/main/resources", "manifests")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("ProgramName.java")))
                        .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("./holdfast"));
            }
        }
    }
}
